import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { type Migration, migrate, readMigrations } from './migrate.ts';
import { createEmptyTestDatabase, type TestDatabase } from './testing.ts';

const opened: TestDatabase[] = [];
after(() => Promise.all(opened.map((database) => database.close())));

const steps: Migration[] = [
  { version: 1, name: '0001-things.sql', sql: 'create table things (n int); insert into things values (1)' },
  { version: 2, name: '0002-names.sql', sql: "alter table things add name text not null default 'none'" },
];

test('an empty database gets every table of the schema, a second run does nothing', async () => {
  const { connection } = await empty();
  assert.deepEqual(
    await migrate(connection),
    (await readMigrations()).map((migration) => migration.name),
  );
  assert.deepEqual(await migrate(connection), []);
});

test('a database of an earlier version keeps its rows and gets only what is missing', async () => {
  const { connection, db } = await empty();
  await migrate(connection, steps.slice(0, 1));
  assert.deepEqual(await migrate(connection, steps), ['0002-names.sql']);
  const { rows } = await sql`select * from things`.execute(db);
  assert.deepEqual(rows, [{ n: 1, name: 'none' }]);
});

test('a database of a newer version is refused in one sentence and not touched', async () => {
  const { connection } = await empty();
  await migrate(connection, steps);
  await assert.rejects(migrate(connection, steps.slice(0, 1)), {
    name: 'Refusal',
    message: /newer Gatehouse/,
  });
});

test('a step that fails leaves nothing of itself behind', async () => {
  const { connection, db } = await empty();
  const broken = { version: 2, name: '0002-broken.sql', sql: 'create table half (n int); select 1/0' };
  await assert.rejects(migrate(connection, [...steps.slice(0, 1), broken]), /0002-broken\.sql failed/);
  const { rows } = await sql`select to_regclass('half') as half`.execute(db);
  assert.deepEqual(rows, [{ half: null }]);
  assert.deepEqual(await migrate(connection, steps), ['0002-names.sql']);
});

test('two starts at the same moment migrate once', async () => {
  const { connection } = await empty();
  const done = await Promise.all([migrate(connection), migrate(connection), migrate(connection)]);
  assert.equal(done.flat().length, (await readMigrations()).length);
});

async function empty(): Promise<TestDatabase> {
  const database = await createEmptyTestDatabase();
  opened.push(database);
  return database;
}
