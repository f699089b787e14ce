import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { openProviderIo } from '../payments/providers/open-provider-io.ts';
import { openSecretBox } from '../secrets.ts';
import { JOBS } from './index.ts';
import { startJobs } from './start-jobs.ts';

let database: TestDatabase;

before(async () => {
  database = await createTestDatabase();
});
after(() => database?.close());

const parts = () => ({
  ...database,
  log: pino({ level: 'silent' }),
  now: Date.now,
  secretBox: openSecretBox(Buffer.alloc(32, 1)),
  providerIo: openProviderIo({ ownPorts: () => ({ here: new Set(), anywhere: new Set() }), now: Date.now }),
});

async function contents(): Promise<string> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname = 'public' order by 1`,
  );
  const counted = await Promise.all(
    rows.map(
      async ({ name }) =>
        `${name} ${JSON.stringify((await database.pool.query(`select * from "${name}"`)).rows)}`,
    ),
  );
  return counted.join('\n');
}

test('every job that ran twice left what it left when it ran once', async () => {
  await database.pool.query(
    `insert into sessions (identity_hash, source_address, nas_identifier, acct_session_id, username, calling_station_id,
                           started_at, last_event_start_at, last_heard_at)
     select n, '192.0.2.1', '', n, 'u', '', now() - interval '1 day', now() - interval '1 day', now() - interval '1 hour'
       from generate_series(1, 10) n`,
  );
  await database.pool.query(
    `insert into session_changes (at, session_ids) select now() - interval '1 hour', '{1}' from generate_series(1, 5)`,
  );
  await database.pool.query(
    `insert into open_sessions select source_address, array_agg(id) from sessions group by 1`,
  );
  for (const job of JOBS) {
    const did = await job.run(parts());
    const once = await contents();
    await job.run(parts());
    assert.equal(await contents(), once, job.name);
    assert.notEqual(did, undefined);
  }
  const { rows } = await database.pool.query(`select count(*) from sessions where terminate_cause = 'Stale'`);
  assert.equal(rows[0].count, 10);
});

test('names are verbs of their own, clocks are cron', () => {
  assert.equal(new Set(JOBS.map(({ name }) => name)).size, JOBS.length);
  for (const { name, cron } of JOBS) {
    assert.match(name, /^[a-z]+(-[a-z]+)+$/);
    assert.equal(cron.split(' ').length, 5);
  }
});

test('runs each job at the start, once over two web processes, and goes on when one fails', async () => {
  let runs = 0;
  const jobs = [
    {
      name: 'fail-always',
      cron: '0 0 1 1 *',
      async run() {
        throw new Error('no');
      },
    },
    {
      name: 'count-runs',
      cron: '0 0 1 1 *',
      async run() {
        runs += 1;
        await new Promise((resolve) => setTimeout(resolve, 1500));
        return null;
      },
    },
  ];
  const both = await Promise.all([startJobs(parts(), jobs), startJobs(parts(), jobs)]);
  const until = Date.now() + 15_000;
  while (runs === 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await Promise.all(both.map((each) => each.stop()));
  assert.equal(runs, 1);
});
