import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openDatabase } from '../db/open-database.ts';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { buildAdminServer } from '../http/admin-server.ts';
import { closeStaleSessions } from '../sessions/close-stale-sessions.ts';
import type { KeptClock } from '../clock/kept-clock.ts';
import { plainClock } from '../clock/plain-clock.ts';
import { TrustedClock } from '../clock/trusted-clock.ts';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const TEN_YEARS = 3652 * DAY;

/** The API of a web process whose machine's clock can be set. */
let api: TestApi;
let ahead = 0;
let clock: TrustedClock;
let app: Awaited<ReturnType<typeof buildAdminServer>>;
let owner: string;
let close: () => Promise<void>;

before(async () => {
  api = await openTestApi();
  clock = new TrustedClock({ wall: () => Date.now() + ahead, steady: () => performance.now() });
  const kept: KeptClock = {
    ...plainClock(clock.now),
    get jump() {
      return clock.jump;
    },
    refresh: async () => clock.step(ahead),
  };
  const database = openDatabase(api.database.connection, {
    trustedNow: () => (ahead === 0 ? null : clock.now()),
  });
  close = database.close;
  app = await buildAdminServer(
    { ...api.parts, db: database.db, clock: kept, now: clock.now },
    '/nonexistent',
  );
  owner = await api.token('owner');
});
after(async () => {
  await close();
  await api.close();
});

async function call(
  method: string,
  path: string,
  body?: unknown,
  token = owner,
): Promise<{ status: number; body: Json }> {
  const response = await app.request(`/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Json };
}

function setClock(ms: number): void {
  ahead = ms;
  clock.tick();
}

test('while nothing is wrong there is nothing to confirm', async () => {
  assert.equal((await call('GET', '/system/clock')).body['jump'], null);
  const answer = await call('POST', '/system/clock/confirm', { time: new Date().toISOString() });
  assert.equal(answer.status, 409);
  assert.equal(answer.body['error']?.['code'], 'clock-agrees');
});

test('a package sold while the clock is ten years ahead begins and ends by the trusted time', async () => {
  const { body: sold } = await api.call('POST', '/service-packages', {
    name: 'Day',
    kind: 'pppoe',
    validitySeconds: 86_400,
  });
  setClock(TEN_YEARS);
  const customer = await addTestCustomer(api);
  const { status, body } = await call('POST', `/customers/${String(customer['id'])}/subscriptions`, {
    servicePackageId: sold['id'],
  });
  assert.equal(status, 201);
  assert.ok(Math.abs(Date.parse(String(body['startsAt'])) - Date.now()) < 60_000);
  assert.ok(Math.abs(Date.parse(String(body['endsAt'])) - Date.now() - DAY) < 60_000);
  setClock(0);
});

test('nobody is signed out by a jump', async () => {
  const { pool } = api.database;
  await pool.query(
    `insert into operators (name, username, username_key, password_hash, role) values ('A', 'a', 'a', '', 'owner')`,
  );
  const { hashSecretToken } = await import('../operators/secret-token.ts');
  await pool.query(
    `insert into sign_ins (operator_id, token_hash, expires_at) select id, $1, now() + interval '7 days' from operators`,
    [hashSecretToken('of the browser')],
  );
  const { findBySignIn } = await import('../operators/find-caller.ts');
  const jumped = openDatabase(api.database.connection, { trustedNow: () => Date.now() });
  try {
    assert.notEqual(await findBySignIn(jumped.db, 'of the browser', null), null);
  } finally {
    await jumped.close();
  }
  const later = openDatabase(api.database.connection, { trustedNow: () => Date.now() + TEN_YEARS });
  try {
    assert.equal(
      await findBySignIn(later.db, 'of the browser', null),
      null,
      'it is the trusted time that counts',
    );
  } finally {
    await later.close();
  }
});

test('what a confirmation would do is said before, and then it is done: open sessions move along', async () => {
  const { pool } = api.database;
  await pool.query(
    `insert into sessions (identity_hash, source_address, nas_identifier, acct_session_id, username, calling_station_id,
                           started_at, last_event_start_at, last_heard_at)
     values (1, '192.0.2.1', '', 'a', 'u', '', now() - interval '2 hours', now() - interval '2 hours', now() - interval '1 minute')`,
  );
  await pool.query(`insert into open_sessions select source_address, array[id] from sessions`);
  setClock(TEN_YEARS);
  const shown = (await call('GET', '/system/clock')).body['jump'];
  assert.equal(shown?.['aheadSeconds'], TEN_YEARS / 1000);
  assert.equal(shown?.['packagesEnding'], 1);
  assert.equal(await closeStaleSessions(pool, clock.now()), 0, 'nothing is closed by the jump itself');

  const readOnly = await api.token('read-only');
  const time = shown?.['machineTime'];
  assert.equal((await call('POST', '/system/clock/confirm', { time }, readOnly)).status, 403);
  const other = await call('POST', '/system/clock/confirm', { time: new Date().toISOString() });
  assert.equal(other.body['error']?.['code'], 'clock-changed');

  const confirmed = await call('POST', '/system/clock/confirm', { time });
  assert.equal(confirmed.status, 200);
  assert.equal(confirmed.body['jump'], null);
  assert.ok(Math.abs(Date.parse(String(confirmed.body['time'])) - Date.now() - TEN_YEARS) < 60_000);
  assert.equal(await closeStaleSessions(pool, clock.now()), 0, 'nor by its confirmation');
  const { rows } = await pool.query(
    `select extract(epoch from last_heard_at - started_at)::int as seconds, ended_at from sessions`,
  );
  assert.deepEqual(rows, [{ seconds: 7140, ended_at: null }]);
  const signIn = await pool.query('select expires_at from sign_ins');
  assert.ok(
    (signIn.rows[0].expires_at as Date).getTime() > Date.now() + TEN_YEARS,
    'who confirmed it stays signed in',
  );
  const audit = await pool.query(`select action, actor_name from audit_log where subject_kind = 'clock'`);
  assert.equal(audit.rows.length, 1);
});
