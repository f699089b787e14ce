import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '@gatehouse/server/db/testing';
import { playNas, type TestNas } from '../ask-as-nas.ts';
import { newMac } from '../shop.ts';
import { type FaultHouse, openFaultHouse } from './fault-house.ts';

/** A router that lost power has told a Start and some Interim-Updates, and tells no Stop. */
let database: TestDatabase;
let house: FaultHouse;
let nas: TestNas;
const customer = { username: 'one.at.a.time', password: 'wonderland' };
const [first, second] = [newMac(), newMac()];
const session = { username: customer.username, callingStationId: first, acctSessionId: 'lost stop' };

before(async () => {
  database = await createTestDatabase();
  house = await openFaultHouse({ databaseUrl: database.url });
  nas = await playNas({ id: '', ...house.nas, server: house.gatehouse });
  const api = await house.gatehouse.api();
  await api.post('/customers', { ...customer, name: 'One', kind: 'pppoe', sessionLimit: 1 });
});
after(async () => {
  await nas?.close();
  await house?.stop();
  await database?.close();
});

const logIn = (mac: string): Promise<string> => nas.logIn({ ...customer, callingStationId: mac });

type Row = {
  readonly ended: boolean;
  readonly cause: string | null;
  readonly endedAsHeard: boolean;
  readonly input: number;
};

async function rows(): Promise<Row[]> {
  const { rows } = await database.pool.query<Row>(
    `select ended_at is not null as ended, terminate_cause as cause, ended_at is not distinct from last_heard_at as "endedAsHeard",
            input_bytes::float8 as input from sessions where acct_session_id = $1`,
    [session.acctSessionId],
  );
  return rows;
}

test('a session whose Stop was lost is closed when Interim-Updates are missed, and holds no place any more', async () => {
  assert.equal(await logIn(first), 'Access-Accept');
  await nas.account({ ...session, event: 'Start' });
  await nas.account({ ...session, event: 'Interim-Update', sessionSeconds: 1, inputBytes: 500 });
  assert.equal(await logIn(second), 'Access-Reject');
  await house.gatehouse.stop();
  // Time passes.
  await database.pool.query(
    `update sessions set started_at = started_at - interval '3 hours', last_event_start_at = last_event_start_at - interval '3 hours',
                         last_heard_at = last_heard_at - interval '3 hours'`,
  );
  await house.startAgain();
  for (const until = Date.now() + 30_000; !(await rows())[0]?.ended; await pause(50)) {
    assert.ok(Date.now() < until, 'it is not closed');
  }
  assert.deepEqual(await rows(), [{ ended: true, cause: 'Stale', endedAsHeard: true, input: 500 }]);
  for (const until = Date.now() + 10_000; (await logIn(second)) !== 'Access-Accept'; await pause(50)) {
    assert.ok(Date.now() < until, 'the closed session still holds a place');
  }
});

test('one that was only silent and speaks again is open again, and its Stop ends it', async () => {
  const sessionSeconds = 3 * 3600 + 5;
  await nas.account({ ...session, event: 'Interim-Update', sessionSeconds, inputBytes: 900 });
  assert.deepEqual(await rows(), [{ ended: false, cause: null, endedAsHeard: false, input: 900 }]);
  await nas.account({ ...session, event: 'Stop', sessionSeconds, inputBytes: 950 });
  const [row] = await rows();
  assert.deepEqual([row?.ended, row?.cause, row?.input], [true, 'User-Request', 950]);
});
