import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freeTcpPort, freeUdpPorts } from './free-ports.ts';
import type { TargetId } from './scenarios.ts';
import type { Target } from './target.ts';

/** The set-ups of `freeradius-setup.sh` by our names for them. */
const SETUPS: Partial<Readonly<Record<TargetId, { readonly setup: string; readonly name: string }>>> = {
  'freeradius-files': { setup: 'files-tuned', name: 'FreeRADIUS, users in a file (tuned)' },
  'freeradius-sql': { setup: 'sql-tuned', name: 'FreeRADIUS + PostgreSQL (tuned)' },
  'freeradius-acct': { setup: 'acct-tuned', name: 'FreeRADIUS + PostgreSQL (tuned)' },
  'freeradius-stock': { setup: 'sql-stock', name: 'FreeRADIUS + PostgreSQL (as installed)' },
  'freeradius-acct-stock': { setup: 'acct-stock', name: 'FreeRADIUS + PostgreSQL (as installed)' },
};

export type FreeRadius = {
  start(id: TargetId): Promise<Target>;
};

/** Why it cannot be compared with; `null` when Debian's packages are there. */
export function freeRadiusMissing(sourceFolder: string): string | null {
  const needed: readonly (readonly [string, string])[] = [
    ['/usr/sbin/freeradius', 'freeradius'],
    ['/etc/freeradius/3.0/mods-config/sql/main/postgresql/schema.sql', 'freeradius'],
    ['/usr/lib/freeradius/rlm_sql_postgresql.so', 'freeradius-postgresql'],
    ['/usr/lib/postgresql/15/bin/initdb', 'postgresql-15'],
    ['/usr/bin/psql', 'postgresql-client'],
  ];
  const missing = needed.filter(([file]) => !existsSync(file)).map(([, name]) => name);
  if (missing.length > 0) return `not installed: ${[...new Set(missing)].join(', ')}`;
  if (process.getuid?.() !== 0) return 'its set-up needs root (the accounts freerad and postgres)';
  const script = path.join(sourceFolder, 'freeradius-setup.sh');
  return existsSync(script) ? null : `there is no ${script}`;
}

/** Makes its database and its configurations in a folder of their own; nothing of it touches /etc. */
export async function setUpFreeRadius(
  sourceFolder: string,
  workFolder: string,
  users: Target['users'],
  atEnd: (step: () => Promise<unknown>) => void,
): Promise<FreeRadius> {
  const folder = path.join(workFolder, 'freeradius');
  await mkdir(folder);
  await chmod(workFolder, 0o711); // its accounts must get there
  await copyFile(users.lines, path.join(folder, 'users.csv'));
  const databasePort = await freeTcpPort();
  const script = await ownScript(path.join(sourceFolder, 'freeradius-setup.sh'), folder, databasePort);
  const setUp = (...args: string[]): string => runSetUp(script, folder, args);
  atEnd(async () => setUp('pgstop')); // also when its start fails half-way
  setUp('pg');
  const databasePid = Number(await readFile(path.join(folder, 'pg.pid'), 'utf8'));
  setUp('conf');
  return {
    start: async (id) => {
      const known = SETUPS[id];
      if (known === undefined) throw new Error(`there is no set-up of FreeRADIUS for ${id}`);
      const [authPort = 0, acctPort = 0] = await freeUdpPorts(2);
      await listenOn(path.join(folder, 'fr', known.setup), authPort, acctPort);
      const pidFile = path.join(folder, 'fr', `${known.setup}.pid`);
      atEnd(async () => {
        // Ctrl-C in a terminal has reached it already.
        if (existsSync(`/proc/${Number(await readFile(pidFile, 'utf8'))}`)) setUp('stop', known.setup);
      });
      setUp('start', known.setup);
      const serverPid = Number(await readFile(pidFile, 'utf8'));
      const usesDatabase = id !== 'freeradius-files';
      return {
        id,
        name: known.name,
        authPort,
        acctPort,
        // Each user is in it twice: by name with its device, and as a device that logs in by its MAC.
        users: { lines: users.lines, guests: users.lines },
        loadArgs: [],
        serverPid,
        databasePid: usesDatabase ? databasePid : null,
        roots: usesDatabase ? [serverPid, databasePid] : [serverPid],
        prepare: async () => {
          if (known.setup.startsWith('acct')) emptyAccounting(databasePort);
        },
      };
    },
  };
}

/** The script names a fixed port for PostgreSQL, which somebody else may have: ours gets a free one. */
async function ownScript(source: string, folder: string, databasePort: number): Promise<string> {
  const text = await readFile(source, 'utf8');
  const own = text.replace(/\bPGPORT=\d+/, `PGPORT=${databasePort}`);
  if (own === text) throw new Error(`${source} does not say PGPORT=… any more`);
  const script = path.join(folder, 'set-up.sh');
  await writeFile(script, own, { mode: 0o755 });
  return script;
}

function runSetUp(script: string, folder: string, args: readonly string[]): string {
  const ran = spawnSync('bash', [script, ...args], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, B: folder, PGPASSWORD: 'radpass' },
  });
  if (ran.status === 0) return ran.stdout;
  throw new Error(`FreeRADIUS's set-up, step ${args.join(' ')}, failed:\n${ran.stdout}${ran.stderr}`);
}

/** It would listen on the standard ports: two sockets, authentication first. */
async function listenOn(configuration: string, authPort: number, acctPort: number): Promise<void> {
  const file = path.join(configuration, 'sites-available/default');
  const ports = [authPort, acctPort];
  const text = await readFile(file, 'utf8');
  const own = text.replace(/^(\s*)port = \d+/gm, (line, indent: string) => {
    const port = ports.shift();
    return port === undefined ? line : `${indent}port = ${port}`;
  });
  if (ports.length > 0) throw new Error(`${file} does not say port = … twice`);
  await writeFile(file, own);
}

/** Tables that only grow would make each run slower than the one before. */
function emptyAccounting(port: number): void {
  const where = ['-h', '127.0.0.1', '-p', `${port}`, '-U', 'radius', 'radius'];
  const what = ['-c', 'truncate radacct, radpostauth', '-c', 'checkpoint'];
  const ran = spawnSync('psql', ['-q', ...where, ...what], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`FreeRADIUS's tables could not be emptied: ${ran.stderr}`);
}
