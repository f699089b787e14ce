import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, afterEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { withDatabase } from './cli/with-database.ts';
import { createTestDatabase } from './db/testing.ts';

const SYSTEM = fileURLToPath(new URL('./supervisor/testing/test-system.ts', import.meta.url));
const scratch = await mkdtemp(join(tmpdir(), 'gatehouse-system-'));
await chmod(scratch, 0o755);
/** One folder for most tests: making a cluster takes longer than all the rest. */
const SHARED = 'a shared folder';
const running: System[] = [];
after(() => rm(scratch, { recursive: true, force: true }));
afterEach(async () => {
  for (const system of running.splice(0)) system.process.kill('SIGTERM');
});

test('says on one line where everything listens, then the set-up link, and stops web before radius on SIGTERM', async () => {
  const system = await start(SHARED);
  assert.match(system.ready, /^gatehouse ready radius-auth=\S+ admin=http:\/\/127\.0\.0\.1:\d+$/);
  const link = await system.nextLine();
  assert.match(link, /http:\/\/127\.0\.0\.1:\d+\/set-up#[\w-]{43}$/);
  assert.equal(await system.stop(), 0);
  assert.deepEqual(
    system.said().match(/stopped \w+/g),
    ['stopped web', 'stopped radius'],
    'in the reverse order of the start',
  );
  assert.deepEqual(await processesOf(SHARED), []);
});

test('a child that dies is started again, the other one goes on', async () => {
  const system = await start(SHARED);
  const [radius, web] = system.urls();
  const [radiusPid, webPid] = [await ask(radius), await ask(`${web}/crash`)];
  await until(async () => (await ask(web).catch(() => webPid)) !== webPid);
  assert.equal(await ask(radius), radiusPid);
  assert.equal(await system.stop(), 0);
});

test('PostgreSQL that dies is started again', async () => {
  const system = await start(SHARED);
  const pid = await postgresPid(SHARED);
  process.kill(pid, 'SIGKILL');
  await until(async () => (await postgresPid(SHARED).catch(() => pid)) !== pid);
  assert.equal(await system.stop(), 0);
  assert.deepEqual(await processesOf(SHARED), []);
});

test('after kill -9 of the supervisor its children go by themselves, and the next start adopts PostgreSQL', async () => {
  const first = await start(SHARED);
  const postgres = await postgresPid(SHARED);
  const port = new URL(first.urls()[1] ?? '').port;
  first.process.kill('SIGKILL');
  const second = await start(SHARED, ['--admin', `127.0.0.1:${port}`]);
  assert.equal(await postgresPid(SHARED), postgres);
  assert.equal(await second.stop(), 0);
  assert.deepEqual(await processesOf(SHARED), []);
});

test('a second start on the same data is refused in one sentence, the first one goes on', async () => {
  const first = await start(SHARED);
  const second = await refused(SHARED);
  assert.match(
    second,
    /^gatehouse: The data folder .*a shared folder is in use by `gatehouse start` \(process \d+\)\.$/,
  );
  assert.ok(await ask(first.urls()[1]));
  await first.stop();
});

test('of two starts at the same moment one serves', async () => {
  const both = await Promise.allSettled([start('race'), start('race')]);
  assert.deepEqual(both.map((one) => one.status).sort(), ['fulfilled', 'rejected']);
});

test('a port in use is told in one sentence, and nothing stays behind', async () => {
  const stranger = createServer().listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  const { port } = stranger.address() as { port: number };
  const sentence = await refused(SHARED, ['--admin', `127.0.0.1:${port}`]);
  assert.equal(
    sentence,
    `gatehouse: 127.0.0.1:${port} is in use by another program; name another with --admin.`,
  );
  stranger.close();
  assert.deepEqual(await processesOf(SHARED), []);
});

test('a missing and a wrong key file are refused before anything is written under them', async () => {
  const first = await start('key');
  await withDatabase(
    { data: join(scratch, 'key'), environment: {}, doing: 'test' },
    async ({ db, secretBox }) => {
      const secret_cipher = secretBox.seal('s', 'nas-secret');
      await db
        .insertInto('nas')
        .values({ name: 'Tower', address: '192.0.2.0/24', vendor: 'generic', coa_port: 3799, secret_cipher })
        .execute();
    },
  );
  await first.stop();
  const key = join(scratch, 'key', 'secret.key');
  const kept = await readFile(key);
  await rm(key);
  assert.match(await refused('key'), /secret\.key is missing/);
  await writeFile(key, `${'0'.repeat(64)}\n`);
  assert.match(await refused('key'), /is not the one under which/);
  await writeFile(key, kept);
  await (await start('key')).stop();
});

test('a database of a newer schema is refused, and PostgreSQL does not stay behind', async () => {
  await (await start('newer')).stop();
  await withDatabase({ data: join(scratch, 'newer'), environment: {}, doing: 'test' }, async ({ db }) => {
    await sql`insert into schema_migrations (version, name) values (9999, 'from the future')`.execute(db);
  });
  assert.match(await refused('newer'), /newer Gatehouse/);
  assert.deepEqual(await processesOf('newer'), []);
});

test('SIGTERM while it is still starting stops it too', async () => {
  const child = spawnSystem('early', []);
  await sleep(700);
  child.kill('SIGTERM');
  await once(child, 'exit');
  assert.deepEqual(await processesOf('early'), []);
});

test('runs on a database of one’s own, and a wrong DATABASE_URL is told in one sentence', async () => {
  const database = await createTestDatabase();
  const system = await start(SHARED, [], { DATABASE_URL: database.url });
  assert.equal(await system.stop(), 0);
  await database.close();
  const elsewhere = 'postgresql://gatehouse@127.0.0.1:2199/gatehouse';
  assert.match(
    await refused(SHARED, [], { DATABASE_URL: elsewhere }),
    /127\.0\.0\.1:2199 cannot be reached, nothing listens/,
  );
  assert.match(await refused(SHARED, [], { DATABASE_URL: database.url }), /does not exist\.$/);
});

test('with a snapshot on the disk the children start although PostgreSQL cannot, and use it once it can', async () => {
  await (await start('broken')).stop();
  const folder = join(scratch, 'broken');
  await writeFile(join(folder, 'directory.snapshot'), 'whatever is in it, the radius process judges');
  const settings = join(folder, 'pg', 'cluster-18', 'postgresql.conf');
  const kept = await readFile(settings);
  await writeFile(settings, 'this is no setting\n');
  const system = await start('broken');
  assert.ok(await ask(system.urls()[1]), 'the web process says what is going on');
  await writeFile(settings, kept);
  await until(async () => system.said().includes('the database is back'));
  assert.equal(await system.stop(), 0);
  assert.deepEqual(await processesOf('broken'), []);
});

test('without a snapshot a database that cannot start ends the start in one sentence', async () => {
  await (await start('hopeless')).stop();
  await writeFile(join(scratch, 'hopeless', 'pg', 'cluster-18', 'postgresql.conf'), 'this is no setting\n');
  assert.match(await refused('hopeless'), /^gatehouse: The embedded PostgreSQL did not start/);
});

test('a command works while the system runs, and alone; then it starts PostgreSQL for its own time', async () => {
  const options = { data: join(scratch, 'command'), environment: {}, doing: 'gatehouse token' };
  const count = () =>
    withDatabase(options, async ({ db }) => (await db.selectFrom('operators').select('id').execute()).length);
  assert.equal(await count(), 0, 'before the first start');
  assert.deepEqual(await processesOf('command'), []);
  const system = await start('command');
  assert.equal(await count(), 0);
  await withDatabase(options, ({ db }) =>
    db
      .insertInto('operators')
      .values({ name: 'A', username: 'a', username_key: 'a', password_hash: '', role: 'owner' })
      .execute(),
  );
  assert.equal(await system.stop(), 0);
  assert.equal(await count(), 1);
});

// ---------------------------------------------------------------------------------------------------------------

type System = {
  process: ChildProcess;
  ready: string;
  nextLine(): Promise<string>;
  said(): string;
  urls(): string[];
  stop(): Promise<number | null>;
};

function spawnSystem(name: string, flags: string[], environment: Record<string, string> = {}): ChildProcess {
  const args = [SYSTEM, '--data', join(scratch, name), '--admin', '127.0.0.1:0', ...flags];
  const { DATABASE_URL: _, ...rest } = process.env;
  return spawn(process.execPath, args, {
    env: { ...rest, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function start(
  name: string,
  flags: string[] = [],
  environment: Record<string, string> = {},
): Promise<System> {
  const child = spawnSystem(name, flags, environment);
  let said = '';
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
  const lines = createInterface({ input: child.stdout ?? process.stdin })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => {
    const line = await lines.next();
    if (line.done) throw new Error(`It ended: ${said}`);
    return line.value;
  };
  const ready = await nextLine();
  const system: System = {
    process: child,
    ready,
    nextLine,
    said: () => said,
    urls: () => [...ready.matchAll(/http:\S+/g)].map(String),
    async stop() {
      const exited = once(child, 'close');
      child.kill('SIGTERM');
      const [code] = (await exited) as [number | null];
      return code;
    },
  };
  running.push(system);
  return system;
}

/** Starts what must not start; gives the one sentence that is not a log line. */
async function refused(
  name: string,
  flags: string[] = [],
  environment: Record<string, string> = {},
): Promise<string> {
  const child = spawnSystem(name, flags, environment);
  let said = '';
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  assert.equal(code, 1, said);
  return said
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('{') && !line.startsWith('stopped'))
    .join('\n');
}

async function ask(url: string | undefined): Promise<string> {
  const response = await fetch(url ?? '', { headers: { connection: 'close' } });
  return response.text();
}

async function postgresPid(name: string): Promise<number> {
  return Number(
    (await readFile(join(scratch, name, 'pg', 'cluster-18', 'postmaster.pid'), 'utf8')).split('\n')[0],
  );
}

/** Whatever still runs for a data folder. */
async function processesOf(name: string): Promise<string[]> {
  const child = spawn('ps', ['-eo', 'args'], { stdio: ['ignore', 'pipe', 'ignore'] });
  let all = '';
  for await (const text of child.stdout) all += String(text);
  return all.split('\n').filter((line) => line.includes(join(scratch, name)));
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 15_000; !(await isTrue()); await sleep(50)) {
    assert.ok(performance.now() < end, 'waited 15 s in vain');
  }
}
