import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { clientConfig } from '../db/open-database.ts';
import { removeDevice } from '../devices/remove-device.ts';
import { replyMessage, startTestRadius, type TestRadius, type TestReply } from './testing.ts';

let radius: TestRadius;
let macs = 0;

before(async () => {
  radius = await startTestRadius();
  await radius.addNas({ vendor: 'generic' });
});
after(() => radius.close());

test('a line in learn takes its first device for its own, and no other', async () => {
  const id = await radius.addCustomer({ username: 'learner', macBinding: 'learn' });
  const mac = newMac();
  assert.equal((await login('learner', mac)).outcome, 'accept');
  assert.equal(
    replyMessage(await login('learner', newMac())),
    'All places for devices are taken. Remove one first.',
  );
  assert.equal((await login('learner', mac)).outcome, 'accept');
  const devices = await devicesOf(id);
  assert.deepEqual(
    devices.map((device) => [device.source, device.added_by, device.zone_ids]),
    [['learned', 'Automatic (learned)', []]],
  );
});

test('a wrong password teaches nothing', async () => {
  const id = await radius.addCustomer({ username: 'guessed', macBinding: 'learn' });
  await login('guessed', newMac(), 'wrong');
  assert.deepEqual(await devicesOf(id), []);
});

test('a removal sticks: a line does not learn the removed device again', async () => {
  const id = await radius.addCustomer({ username: 'sticky', macBinding: 'learn' });
  const mac = newMac();
  await login('sticky', mac);
  const [device] = await devicesOf(id);
  await radius.change((change) => removeDevice(change, device?.id ?? 0));
  assert.equal(replyMessage(await login('sticky', mac)), 'This device is not registered.');
  assert.equal((await login('sticky', newMac())).outcome, 'accept');
});

test("another customer's device is not learned, with the right password neither", async () => {
  const mac = newMac();
  await radius.addCustomer({ username: 'neighbour', macs: [mac] });
  await radius.addCustomer({ username: 'visitor', macBinding: 'learn' });
  assert.equal(replyMessage(await login('visitor', mac)), 'This device is not registered.');
});

test('a device moved to another customer counts there at the next attempt', async () => {
  const mac = newMac();
  const from = await radius.addCustomer({ username: 'mover.a', macBinding: 'strict', macs: [mac] });
  const to = await radius.addCustomer({ username: 'mover.b', macBinding: 'strict' });
  assert.equal((await login('mover.b', mac)).outcome, 'reject');
  await radius.change(async ({ tx, announce }) => {
    await tx.updateTable('devices').set({ customer_id: to }).where('mac', '=', mac).execute();
    announce('customers', [from, to]);
  });
  assert.equal((await login('mover.b', mac)).outcome, 'accept');
  assert.equal((await login('mover.a', mac)).outcome, 'reject');
});

test('an Accept holds its place for 30 s, but never against its own device', async () => {
  await radius.addCustomer({ username: 'limited', sessionLimit: 1 });
  const mac = newMac();
  assert.equal((await login('limited', mac)).outcome, 'accept');
  assert.equal(replyMessage(await login('limited', newMac())), 'Too many devices are online at once.');
  assert.equal((await login('limited', mac)).outcome, 'accept');
});

test('an open session counts, a closed one and one long silent do not', async () => {
  const id = await radius.addCustomer({ username: 'sessions', sessionLimit: 1 });
  const [online, other] = [newMac(), newMac()];
  await openSession(id, online, new Date());
  await untilOutcome('reject', () => login('sessions', other));
  await radius.database.db
    .updateTable('sessions')
    .set({ ended_at: new Date() })
    .where('customer_id', '=', id)
    .execute();
  await noteSessions(id);
  await untilOutcome('accept', () => login('sessions', other));
  const silent = await radius.addCustomer({ username: 'silent', sessionLimit: 1 });
  await openSession(silent, newMac(), new Date(Date.now() - 20 * 60_000));
  await new Promise((resolve) => setTimeout(resolve, 1200));
  assert.equal((await login('silent', other)).outcome, 'accept');
});

test('a blocked device is refused everywhere', async () => {
  const mac = newMac();
  await radius.addCustomer({ username: 'blocked' });
  await radius.change(async ({ tx, announce }) => {
    await tx.insertInto('blocked_macs').values({ mac, blocked_by: 'Test' }).execute();
    announce('blocked-macs', []);
  });
  assert.match(replyMessage(await login('blocked', mac)) ?? '', /blocked/);
});

test('wrong tries are slowed, the first ones not noticeably, and the right password never', async () => {
  await radius.addCustomer({ username: 'slow' });
  const mac = newMac();
  const took: number[] = [];
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const start = performance.now();
    await login('slow', mac, 'wrong');
    took.push(performance.now() - start);
  }
  assert.ok((took[0] ?? 0) < 100 && (took[1] ?? 0) < 100, `the first two took ${took[0]} and ${took[1]} ms`);
  assert.ok((took[3] ?? 0) > 200 && (took[3] ?? 0) < 600, `the fourth took ${took[3]} ms`);
  const start = performance.now();
  assert.equal((await login('slow', mac)).outcome, 'accept');
  assert.ok(performance.now() - start < 100);
});

test('while the database is away, logins go on from memory and a new device passes unregistered', async () => {
  const id = await radius.addCustomer({ username: 'away', macBinding: 'learn' });
  const bound = newMac();
  await radius.addCustomer({ username: 'away.bound', macBinding: 'strict', macs: [bound] });
  const mac = newMac();
  const back = await takeDatabaseAway();
  try {
    assert.equal((await login('away.bound', bound)).outcome, 'accept');
    assert.equal((await login('away.bound', mac)).outcome, 'reject');
    assert.equal((await login('away', mac)).outcome, 'accept');
    assert.equal((await login('away', newMac())).outcome, 'reject', 'the only place is held');
  } finally {
    await back();
  }
  await untilOutcome('accept', async () => {
    const reply = await login('away', mac);
    return (await devicesOf(id)).length === 1 ? reply : { outcome: 'silence', packet: null };
  });
});

// --------------------------------------------------------------------------------------------

function login(username: string, mac: string, password = 'wonderland'): Promise<TestReply> {
  return radius.login({ username, password, callingStationId: mac });
}

function newMac(): string {
  macs += 1;
  return `02:AC:00:00:00:${macs.toString(16).padStart(2, '0')}`.toUpperCase();
}

function devicesOf(customerId: number) {
  return radius.database.db.selectFrom('devices').selectAll().where('customer_id', '=', customerId).execute();
}

/** A session as another radius process would store it. */
async function openSession(customerId: number, mac: string, at: Date): Promise<void> {
  await radius.database.db
    .insertInto('sessions')
    .values({
      identity_hash: customerId,
      source_address: '127.0.0.1',
      nas_identifier: '',
      acct_session_id: mac,
      username: '',
      calling_station_id: mac,
      mac,
      customer_id: customerId,
      started_at: at,
      last_event_start_at: at,
      last_heard_at: at,
    })
    .execute();
  await noteSessions(customerId);
}

async function noteSessions(customerId: number): Promise<void> {
  await radius.database.pool.query(
    'insert into session_changes (session_ids) select array_agg(id) from sessions where customer_id = $1',
    [customerId],
  );
}

async function untilOutcome(outcome: TestReply['outcome'], ask: () => Promise<TestReply>): Promise<void> {
  const end = Date.now() + 8000;
  while ((await ask()).outcome !== outcome) {
    assert.ok(Date.now() < end, `no ${outcome} in time`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Ends every connection to the database and lets no new one in, until the returned function is called. */
async function takeDatabaseAway(): Promise<() => Promise<void>> {
  const url = new URL(radius.database.url);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new pg.Client(clientConfig({ connectionString: url.href }));
  await client.connect();
  await client.query(`alter database ${name} with allow_connections false`);
  // With a time to wait: without one, a connection may die only when the database is "back" again.
  await client.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1', [
    name,
  ]);
  return async () => {
    await client.query(`alter database ${name} with allow_connections true`);
    await client.end();
  };
}
