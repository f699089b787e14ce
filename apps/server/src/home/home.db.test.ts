import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Role } from '@gatehouse/domain/operators/permissions';
import { dayOf, ensureAttemptPartition } from '../access-log/attempt-partitions.ts';
import { rewriteAuditLog } from '../audit-log/testing/rewrite-audit-log.ts';
import { readInTime } from '../db/read-in-time.ts';
import { addTestCustomer, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { describeHome } from './describe-home.ts';
import { gatherHome } from './gather-home.ts';
import type { Home } from './home.schemas.ts';
import { sql } from 'kysely';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NODE = '00000000-0000-4000-8000-000000000001';

let api: TestApi;
let rahima: number;
let karim: number;
let tower: number;

before(async () => {
  api = await openTestApi();
  for (const day of [0, 1, 2])
    await ensureAttemptPartition(api.database.pool, dayOf(Date.now() - day * 24 * HOUR));
  rahima = Number((await addTestCustomer(api, { name: 'Rahima Akter', username: 'rahima' }))['id']);
  karim = Number((await addTestCustomer(api, { name: 'Karim', username: 'karim' }))['id']);
  tower = Number(
    (
      await api.call('POST', '/nas', {
        name: 'Tower 3',
        address: '192.0.2.1',
        secret: 'a-secret-of-routers',
        vendor: 'generic',
      })
    ).body['id'],
  );
});
afterEach(() =>
  rewriteAuditLog(
    api.database.pool,
    'truncate attempts, sessions, open_sessions, radius_samples, review_findings, unrecognised_devices, radius_nodes, audit_log',
  ),
);
after(() => api.close());

const home = async (role: Role = 'owner'): Promise<Home> =>
  describeHome(await gatherHome({ ...api.parts, db: api.database.db }), { role });

async function attempt(
  customerId: number | null,
  outcome: 'accept' | 'reject',
  agoMs: number,
  { count = 1, reason = outcome === 'reject' ? 'wrong-password' : (null as string | null) } = {},
): Promise<void> {
  const at = new Date(Date.now() - agoMs);
  await api.database.pool.query(
    `insert into attempts (id, first_at, at, count, node_id, kind, customer_id, username, calling_station_id, outcome, reason, facts)
     values (gen_random_uuid(), $1, $1, $2, $3, 'pppoe', $4, 'u', '', $5, $6, '{}')`,
    [at, count, NODE, customerId, outcome, reason],
  );
}

let serial = 0;
async function session({ ended = false, listedTwice = false } = {}): Promise<void> {
  serial += 1;
  await api.database.pool.query(
    `with opened as (
       insert into sessions (identity_hash, nas_id, source_address, nas_identifier, acct_session_id, username, calling_station_id,
                             customer_id, started_at, last_event_start_at, last_heard_at, ended_at)
       values ($1::bigint, $2, '192.0.2.1', '', $1::text, 'u', '', $3, now(), now(), now(), $4) returning *)
     insert into open_sessions select source_address, array[id] || case when $5 then array[id] else '{}' end from opened`,
    [serial, tower, rahima, ended ? new Date() : null, listedTwice],
  );
}

async function sample(
  step: 10 | 300,
  agoMs: number,
  fields: { accepted?: number; rejected?: Record<string, number>; openSessions?: number },
): Promise<void> {
  await api.database.pool.query(
    `insert into radius_samples (node_id, step_seconds, at, seconds, sample) values ($1, $2::int, $3, $2::int, $4)`,
    [NODE, step, new Date(Date.now() - agoMs), fields],
  );
}

describe('who is online', () => {
  test('is the length of the list behind it: each session once, and none that has ended', async () => {
    await session();
    await session({ listedTwice: true });
    await session({ ended: true });
    assert.equal((await home()).online?.now, 2);
    const { body } = await api.call('GET', '/sessions?open=true&count=true');
    assert.equal(body['total'], 2);
  });

  test('of the last day is what the RADIUS processes counted; where nobody counted is no point', async () => {
    await sample(300, 3 * HOUR, { openSessions: 40 });
    await sample(300, 30 * HOUR, { openSessions: 90 });
    const { online } = await home();
    assert.deepEqual(
      online?.points.map((point) => point.online),
      [40],
    );
  });

  test('half an hour ago decides whether fewer are left than should be', async () => {
    await sample(300, 30 * MINUTE, { openSessions: 40 });
    await session();
    assert.match(
      (await home()).verdict.also.map(({ sentence }) => sentence).join(),
      /^1 of 40 are left online/,
    );
    await sample(300, 26 * MINUTE, { openSessions: 1 });
    assert.doesNotMatch(JSON.stringify((await home()).verdict), /left online/);
  });
});

describe('logins over time', () => {
  test('are counted by minute and by hour, let in and refused by reason, and add up', async () => {
    await sample(10, 5 * MINUTE, { accepted: 7, rejected: { suspended: 2 } });
    await sample(10, 20 * MINUTE, { accepted: 1, rejected: { 'wrong-password': 1 } });
    await sample(10, 61 * MINUTE, { accepted: 1000 });
    await sample(300, 5 * HOUR, { accepted: 70, rejected: { suspended: 20 } });
    await sample(300, 25 * HOUR, { accepted: 1000 });
    const { logins } = await home();
    assert.deepEqual(
      logins?.hour.points.map(({ accepted, refused }) => [accepted, refused]),
      [
        [1, { 'wrong-password': 1 }],
        [7, { suspended: 2 }],
      ],
    );
    assert.deepEqual(
      logins?.day.points.map(({ accepted, refused }) => [accepted, refused]),
      [[70, { suspended: 20 }]],
    );
    for (const { from, to, pointSeconds, points } of [logins.hour, logins.day]) {
      for (const { at } of points) {
        assert.ok(at >= from && at < to);
        assert.equal(Date.parse(at) % (pointSeconds * 1000), 0);
      }
    }
  });
});

describe('who was refused', () => {
  test('stands with the most refused first, with how often in a row, the last reason, and since when', async () => {
    for (const ago of [50, 40, 30]) await attempt(rahima, 'reject', ago * MINUTE, { count: 4 });
    await attempt(rahima, 'reject', 5 * MINUTE, { reason: 'suspended' });
    await attempt(karim, 'reject', 10 * MINUTE, { count: 2 });
    const { refused, waiting } = await home();
    assert.deepEqual(
      refused?.customers.map(({ name, refused: times, inARow, reason }) => [name, times, inARow, reason]),
      [
        ['Rahima Akter', 13, 13, 'suspended'],
        ['Karim', 2, 2, 'wrong-password'],
      ],
    );
    assert.equal(refused.since, null);
    assert.equal(waiting.refusedInARow, 1, 'two are no row');
  });

  test('is not refused in a row once let in, and stands behind those who are not', async () => {
    await attempt(rahima, 'reject', 30 * MINUTE, { count: 50 });
    await attempt(rahima, 'accept', 20 * MINUTE);
    await attempt(karim, 'accept', 50 * MINUTE);
    await attempt(karim, 'reject', 10 * MINUTE, { count: 3 });
    const { refused, waiting } = await home();
    assert.deepEqual(
      refused?.customers.map(({ name, inARow }) => [name, inARow]),
      [
        ['Karim', 3],
        ['Rahima Akter', 0],
      ],
    );
    assert.equal(waiting.refusedInARow, 1);
  });

  test('is not told who was refused before yesterday, nor strangers, nor in a row of an hour ago', async () => {
    await attempt(rahima, 'reject', 25 * HOUR, { count: 9 });
    await attempt(null, 'reject', MINUTE, { count: 9, reason: 'unknown-username' });
    await attempt(karim, 'reject', 90 * MINUTE, { count: 9 });
    const { refused, waiting } = await home();
    assert.deepEqual(
      refused?.customers.map(({ name }) => name),
      ['Karim'],
    );
    assert.equal(waiting.refusedInARow, 0);
  });
});

describe('what needs a person', () => {
  const finding = (kept: number | null) =>
    api.database.pool.query(
      `insert into review_findings (device_id, rule, customer_id, since, fingerprint, kept_id)
       values ((select coalesce(max(device_id), 0) + 1 from review_findings), 'no-label', $1, now(), '', $2)`,
      [rahima, kept],
    );
  const unrecognised = (mac: string, ignored: Date | null = null) =>
    api.database.pool.query(
      `insert into unrecognised_devices (customer_id, mac, first_at, last_at, refused_count, observed_count, last_reason, ignored_at, ignored_by, ignored_count)
       values ($1, $2, now(), now(), 1, 0, 'device-not-registered', $3, $4, $5)`,
      [rahima, mac, ignored, ignored && 'test', ignored ? 1 : 0],
    );

  test('counts what the lists behind it have: no finding that was kept, no device that was ignored', async () => {
    await finding(null);
    await finding(null);
    await finding(1);
    await unrecognised('C4:E9:84:00:00:01');
    await unrecognised('C4:E9:84:00:00:02', new Date());
    const { waiting } = await home();
    assert.deepEqual([waiting.review, waiting.unrecognised, waiting.payments], [2, 1, 0]);
    assert.equal((await api.call('GET', '/unrecognised-devices?count=true')).body['total'], 1);
    assert.equal((await api.call('GET', '/review/counts')).body['open'], 2);
  });

  test('counts the router that was never heard, as the list of routers does', async () => {
    assert.equal((await home()).waiting.routersSilent, 0, 'it is new');
    await api.database.pool.query(`update nas set created_at = now() - interval '1 day'`);
    const { waiting, parts } = await home();
    assert.deepEqual([waiting.routersSilent, waiting.routersBroken], [1, 0]);
    assert.equal(parts?.routers, 1);
    assert.ok((parts?.database.answerMs ?? 0) > 0);
  });
});

describe('what happened since yesterday', () => {
  test('is said in words, equal changes as one, the latest first, with where to look', async () => {
    await api.call('POST', `/customers/${rahima}/devices`, { mac: 'C4:E9:84:00:00:11' });
    for (let n = 0; n < 3; n += 1) await addTestCustomer(api);
    const { changes } = await home();
    assert.deepEqual(
      changes?.map(({ sentence, path }) => [sentence, path]),
      [
        ['Test token added 3 customers.', '/customers'],
        ['Test token added a device for Rahima Akter.', `/customers/${rahima}`],
      ],
    );
  });

  test('does not tell what is older, nor everyday comings and goings', async () => {
    await addTestCustomer(api);
    await rewriteAuditLog(api.database.pool, `update audit_log set at = now() - interval '25 hours'`);
    await api.database.pool.query(
      `insert into audit_log (actor_kind, actor_name, action, subject_kind, subject_id) values ('operator', 'Karim', 'operators.sign-in', 'operator', '1')`,
    );
    assert.deepEqual((await home()).changes, []);
  });

  test('of an import says so, apart from what the same operator did by hand', async () => {
    await api.database.pool.query(
      `insert into audit_log (actor_kind, actor_name, action, subject_kind, subject_id, after)
       select 'operator', 'Karim', 'customers.add', 'customer', i::text, '{"import": true}' from generate_series(1, 340) i
       union all values ('operator', 'Karim', 'customers.add', 'customer', '900', '{}'::jsonb)`,
    );
    assert.deepEqual(
      new Set((await home()).changes?.map(({ sentence }) => sentence)),
      new Set(['Karim added 340 customers by an import.', 'Karim added a customer.']),
    );
  });

  test('tells each role what it may know', async () => {
    await api.database.pool.query(
      `insert into audit_log (actor_kind, actor_name, action, subject_kind, subject_id)
       values ('operator', 'Karim', 'passwords.show', 'customer', '1'), ('operator', 'Karim', 'operators.create', 'operator', '2'),
              ('operator', 'Karim', 'devices.remove', 'device', '3')`,
    );
    const heard = async (role: Role) => (await home(role)).changes?.length;
    assert.deepEqual(
      [await heard('owner'), await heard('manager'), await heard('support'), await heard('read-only')],
      [3, 2, 1, 1],
    );
  });
});

test('is there for every role, and says in one sentence how things stand', async () => {
  for (const role of ['owner', 'sales', 'read-only'] as const) {
    const answer = await api.call('GET', '/home', undefined, {
      Authorization: `Bearer ${await api.token(role)}`,
    });
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.body['verdict']?.['state'], 'broken');
    assert.match(String(answer.body['verdict']?.['sentence']), /^No RADIUS process is alive/);
  }
});

test('a part that takes too long is left out, and ended in the database too', async () => {
  const startedAt = performance.now();
  const late = await readInTime(api.database.db, 100, (tx) => sql`select pg_sleep(20)`.execute(tx));
  assert.equal(late, null);
  assert.ok(performance.now() - startedAt < 10_000);
  const { rows } = await api.database.pool.query(
    `select count(*)::int as count from pg_stat_activity where query like '%pg_sleep%' and state = 'active' and pid <> pg_backend_pid()`,
  );
  assert.equal(rows[0].count, 0);
  assert.equal(await readInTime(api.database.db, 5000, async () => 7), 7);
});
