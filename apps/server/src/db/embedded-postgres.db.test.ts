import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFile, chmod, lstat, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { findEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { clientConfig, type Connection } from './open-database.ts';

const isRoot = process.getuid?.() === 0;
const scratch = await mkdtemp(join(tmpdir(), 'gatehouse-embedded-'));
const outside = join(scratch, 'outside');
await chmod(scratch, 0o755);
after(() => rm(scratch, { recursive: true, force: true }));

test('keeps what was committed, in a folder whose path has blanks and is longer than a socket path may be', async () => {
  const data = join(scratch, 'a folder with blanks', 'x'.repeat(100), 'data');
  const first = await startEmbeddedPostgres(data);
  await query(first.connection, 'create table kept (n int); insert into kept values (7)');
  await first.stop();
  assert.equal(await findEmbeddedPostgres(data), null, 'nothing answers after stop()');

  const second = await startEmbeddedPostgres(data);
  assert.equal(second.adopted, false);
  assert.deepEqual(await query(second.connection, 'select n from kept'), [{ n: 7 }]);
  await second.stop();
});

test('keeps checksums, folds letters of every script, and really writes to disk', async () => {
  const server = await startEmbeddedPostgres(join(scratch, 'settings'));
  const settings = await query(
    server.connection,
    `select current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
            current_setting('synchronous_commit') as commit, current_setting('listen_addresses') as listen,
            lower('ÄГÉ') as folded`,
  );
  await server.stop();
  assert.deepEqual(settings, [{ checksums: 'on', fsync: 'on', commit: 'on', listen: '', folded: 'äгé' }]);
});

test('a server left behind by a killed supervisor is adopted, and stopped by the one that adopted it', async () => {
  const data = join(scratch, 'orphan');
  const script = `import { startEmbeddedPostgres } from ${JSON.stringify(import.meta.resolve('./embedded-postgres.ts'))};
    const server = await startEmbeddedPostgres(process.argv[1]); console.log(server.pid); setInterval(() => {}, 1000);`;
  const supervisor = spawn(process.execPath, ['--input-type=module', '-e', script, data]);
  const pid = Number(await firstLine(supervisor));
  supervisor.kill('SIGKILL');

  assert.notEqual(await findEmbeddedPostgres(data), null, 'it still runs');
  const adopted = await startEmbeddedPostgres(data);
  assert.equal(adopted.adopted, true);
  assert.equal(adopted.pid, pid);
  await adopted.stop();
  assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
});

test('a pid file that names a living stranger does not keep the database from starting', async () => {
  const data = join(scratch, 'stranger');
  const first = await startEmbeddedPostgres(data);
  await first.stop();
  const stranger = spawn('sleep', ['60']);
  await writeFile(join(data, 'pg', 'cluster-18', 'postmaster.pid'), `${stranger.pid}\n`);
  const second = await startEmbeddedPostgres(data);
  assert.notEqual(second.pid, stranger.pid);
  await second.stop();
  assert.equal(stranger.kill(0), true, 'the stranger is left alone');
  stranger.kill();
});

test('says why it does not start this time, not what was wrong once', async () => {
  const data = join(scratch, 'nonsense');
  const first = await startEmbeddedPostgres(data);
  await first.stop();
  await appendFile(
    join(data, 'pg', 'postgres.log'),
    '2026-01-01 00:00:00.000 UTC [7] FATAL:  of last week\n',
  );
  const cluster = join(data, 'pg', 'cluster-18');
  await appendFile(join(cluster, 'postgresql.conf'), '\nshared_buffers = nonsense\n');
  await assert.rejects(startEmbeddedPostgres(data), ({ message }: Error) => {
    assert.match(message, /invalid value for parameter "shared_buffers": "nonsense"/);
    assert.match(message, /FATAL: +configuration file .* contains errors/);
    assert.doesNotMatch(message, /of last week/);
    return true;
  });
});

test('a database made by another major version is refused in one sentence', async () => {
  const data = join(scratch, 'old');
  await mkdir(join(data, 'pg', 'cluster-16'), { recursive: true });
  await assert.rejects(startEmbeddedPostgres(data), { name: 'Refusal', message: /made by PostgreSQL 16/ });
});

test('as root, under a folder only root may enter: the server lives outside and the data folder links to it', {
  skip: !isRoot && 'needs root',
}, async () => {
  const closed = join(scratch, 'closed');
  await mkdir(closed, { mode: 0o700 });
  const data = join(closed, 'data');
  const server = await startEmbeddedPostgres(data, { outside });
  assert.equal((await lstat(join(data, 'pg'))).isSymbolicLink(), true);
  const folder = await stat(data);
  assert.deepEqual([folder.uid, folder.mode & 0o777], [0, 0o711]);
  const cluster = await stat(join(data, 'pg', 'cluster-18'));
  assert.equal(cluster.mode & 0o777, 0o700);
  assert.notEqual(cluster.uid, 0);
  assert.equal(await uidOf(server.pid), cluster.uid);
  await server.stop();

  const again = await startEmbeddedPostgres(data, { outside });
  await again.stop();
});

test('as root, in an open folder: the cluster is the account’s, the data folder stays ours', {
  skip: !isRoot && 'needs root',
}, async () => {
  const data = join(scratch, 'open');
  const server = await startEmbeddedPostgres(data);
  const owners = await Promise.all(
    ['.', 'pg', 'pg/cluster-18', 'pg/run'].map(async (path) => stat(join(data, path))),
  );
  const account = await uidOf(server.pid);
  await server.stop();
  assert.deepEqual(
    owners.map((owner) => owner.uid),
    [0, 0, account, account],
  );
  assert.equal((owners[3]?.mode ?? 0) & 0o777, 0o700);
});

async function query(connection: Connection, sql: string): Promise<unknown[]> {
  const client = new pg.Client(clientConfig(connection));
  await client.connect();
  const result = await client.query(sql);
  await client.end();
  return result.rows;
}

async function uidOf(pid: number): Promise<number> {
  return Number(/^Uid:\s+\d+\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const text of child.stdout ?? []) return String(text);
  throw new Error('It ended without a word.');
}
