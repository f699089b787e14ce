import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { Refusal } from '../refusal.ts';
import type { CommandModule } from './command.ts';
import * as operator from './operator.ts';
import * as token from './token.ts';

let database: TestDatabase;
let folder: string;
before(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-commands-'));
});
after(async () => {
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

/** What a command prints and remarks, as `./gatehouse` would. */
async function run(command: CommandModule, ...args: string[]): Promise<{ printed: string[]; said: string }> {
  const [printed, remarks]: [string[], string[]] = [[], []];
  const code = await command.run([...args, '--data', folder], {
    environment: { DATABASE_URL: database.url },
    print: (line) => void printed.push(line),
    remark: (line) => void remarks.push(line),
  });
  assert.equal(code, 0, remarks.join('\n'));
  return { printed, said: remarks.join('\n') };
}

const refusal = (words: RegExp) => (error: unknown) => error instanceof Refusal && words.test(error.message);

const lastEntry = async () => {
  const { rows } = await database.pool.query<{ action: string; actor_kind: string; why: string | null }>(
    'select action, actor_kind, why from audit_log order by id desc limit 1',
  );
  return rows[0];
};

test('tokens are listed without what they are, and one is revoked by its number, with the reason on the record', async () => {
  assert.match((await run(token, 'list')).said, /no API token/);
  const made = await run(token, 'create', '--name', 'Billing', '--role', 'sales', '--days', '30');
  await run(token, 'create', '--name', 'Reports', '--role', 'read-only');
  const secret = made.printed[0] ?? '';
  const listed = (await run(token, 'list')).printed;
  assert.deepEqual(
    listed.map((line) => line.split('\t').at(-1)),
    ['Reports', 'Billing'],
  );
  assert.ok(listed.every((line) => !line.includes(secret)));
  const number = listed[1]?.split('\t')[0] ?? '';
  await run(token, 'revoke', number, '--why', 'the old billing host was sold');
  const entry = await lastEntry();
  assert.deepEqual(entry, {
    action: 'api-tokens.revoke',
    actor_kind: 'cli',
    why: 'the old billing host was sold',
  });
  assert.deepEqual((await run(token, 'list')).printed[1]?.split('\t').slice(0, 3), [
    number,
    'revoked',
    'sales',
  ]);
  await assert.rejects(run(token, 'revoke', number), refusal(/no such API token/));
});

test('what is no command, no number and no reason is refused before anything is opened', async () => {
  await assert.rejects(run(token, 'revoke'), refusal(/token revoke ID/));
  await assert.rejects(run(token, 'revoke', '1; drop table'), refusal(/token list/));
  await assert.rejects(run(token, 'list', 'all'), refusal(/token list/));
  for (const why of ['x'.repeat(301), 'two\nlines'])
    await assert.rejects(run(token, 'revoke', '1', '--why', why), refusal(/--why/));
});

test('why an operator was made stands on the record', async () => {
  await run(
    operator,
    'create',
    '--username',
    'night',
    '--role',
    'support',
    '--why',
    'the night shift of Tower 3',
  );
  assert.equal((await lastEntry())?.why, 'the night shift of Tower 3');
});
