// run-tests.ts MODE [PART OF A PATH…]: runs the tests of a mode on one throw-away PostgreSQL and ends as they do.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isFull } from '../acceptance/faults/fault-size.ts';
import { startTestServer } from '../apps/server/src/db/embedded/test-server.ts';
import { makeQuickFolder } from './quick-folder.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const IN_TURN = fileURLToPath(new URL('run-in-turn.ts', import.meta.url));

const beside = ['libs/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'tools/**/*.test.ts'];
/** The whole system from outside, by our own RADIUS client. */
const packets = ['acceptance/packets/**/*.test.ts'];
/** Of these the ones that store most: enough to see the whole system on another PostgreSQL. */
const storing = ['acceptance/packets/{line-logins,hotspot-logins,accounting,two-radius-processes}.test.ts'];
/** The same while its parts are killed, hang or run out of room; a few of each, unless GATEHOUSE_FAULTS=full. */
const faults = ['acceptance/faults/**/*.test.ts'];
/** The same by a browser and by foreign programs. */
const foreign = ['acceptance/clicks/**/*.test.ts', 'acceptance/peers/**/*.test.ts'];

/** They run the PostgreSQL that comes along, whatever the others are tested on. */
const embedded = ['**/embedded-postgres.db.test.ts', 'apps/server/src/main.db.test.ts'];

/** Files by mode. */
const modes: Readonly<Record<string, readonly string[]>> = {
  fast: [...beside, ...packets], // needs neither a browser, foreign programs, nor root
  faults,
  foreign,
  all: [...beside, ...packets, ...faults, ...foreign],
  database: ['apps/*/src/**/*.db.test.ts', 'tools/**/*.db.test.ts', ...storing],
};

const isOutside = (file: string): boolean => file.startsWith('acceptance/');
/** From outside, and held against times or listening on known ports: one at a time. The others wait more than they work. */
const isAlone = (file: string): boolean =>
  isOutside(file) && (isFull || /\/(peers|database-fails|kill-under-load|offline-start)\b/.test(file));

/**
 * Does no IO, so all of them share a process, where the others have one each. Hooks would be shared too: a file that has
 * some of its own, outside any `describe`, is none of these.
 */
const isPlain = (file: string): boolean =>
  !isOutside(file) &&
  !file.endsWith('.db.test.ts') &&
  !/^(before|after)(Each)?\(/m.test(readFileSync(join(root, file), 'utf8'));

type Turn = {
  readonly has: (file: string) => boolean;
  readonly run: (files: readonly string[], env: NodeJS.ProcessEnv) => Promise<number>;
};
const inTurn: readonly Turn[] = [
  { has: isPlain, run: (files, env) => runTests(['--test', '--test-isolation=none', ...files], env) },
  { has: (file) => !isOutside(file) && !isPlain(file), run: shareOut },
  { has: (file) => isOutside(file) && !isAlone(file), run: atOnce(3) },
  { has: isAlone, run: atOnce(1) },
];

process.exitCode = await main(process.argv.slice(2));

async function main([mode = 'fast', ...parts]: string[]): Promise<number> {
  const patterns = modes[mode];
  if (!patterns) return fail(`there is no mode "${mode}", only ${Object.keys(modes).join(', ')}.`);
  const files = await findFiles(patterns, parts, mode === 'database' ? embedded : []);
  if (files.length === 0) return fail('there is no such test.');
  const folder = await makeQuickFolder();
  process.env['TMPDIR'] = folder;
  const server = await startTestServer(process.env['GATEHOUSE_TEST_POSTGRES_BIN']);
  const environment = {
    ...withoutOurSettings(process.env),
    GATEHOUSE_TEST_DATABASE_URL: server.connection.connectionString,
    // The same files are read by hundreds of processes: compiled once they begin in half the time.
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  };
  let failed = 0;
  for (const turn of inTurn) {
    const theirs = files.filter(turn.has);
    const code = theirs.length === 0 ? 0 : await turn.run(theirs, environment);
    failed ||= code;
  }
  server.stop();
  return failed;
}

async function findFiles(
  patterns: readonly string[],
  parts: readonly string[],
  without: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  const exclude = ['**/node_modules/**', ...without];
  for await (const file of glob([...patterns], { cwd: root, exclude })) found.push(file);
  return found.filter((file) => parts.length === 0 || parts.some((part) => file.includes(part))).sort();
}

/** Each in a process of its own, so many of them at a time. */
function atOnce(count: number): Turn['run'] {
  return (files, env) => runTests(['--test', `--test-concurrency=${count}`, ...files], env);
}

/** Among a few processes, one file at a time in each. */
async function shareOut(files: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const left = [...files];
  const count = Math.min(left.length, availableParallelism() + 1);
  const codes = await Promise.all(
    Array.from({ length: count }, () => runTests([IN_TURN], env, () => left.shift() ?? '')),
  );
  return codes.find((code) => code !== 0) ?? 0;
}

async function runTests(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  nextFile?: () => string,
): Promise<number> {
  const flags = [
    '--disable-warning=ExperimentalWarning',
    `--test-timeout=${isFull ? 1_800_000 : 300_000}`,
    '--test-reporter=spec',
  ];
  const tests = spawn(process.execPath, [...flags, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', ...(nextFile ? (['ipc'] as const) : [])],
    env,
  });
  tests.on('message', () => tests.send(nextFile?.() ?? ''));
  const [code] = (await once(tests, 'exit')) as [number | null];
  return code ?? 1;
}

/** A developer's DATABASE_URL or ports are no business of the tests; how large faults are played is. */
function withoutOurSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isOurs = (name: string): boolean =>
    name === 'DATABASE_URL' || (name.startsWith('GATEHOUSE_') && !/^GATEHOUSE_(TEST_|FAULTS$)/.test(name));
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !isOurs(name)));
}

function fail(sentence: string): number {
  process.stderr.write(`run-tests: ${sentence}\n`);
  return 2;
}
