import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { clientConfig } from '../db/open-database.ts';
import { endSwapWindows, openSwapWindow } from '../devices/swap/swap-windows.ts';
import { isRefused } from '../outcome.ts';
import { replyMessage, startTestRadius, type TestRadius, type TestReply } from './testing.ts';

let radius: TestRadius;
let macs = 0;

before(async () => {
  radius = await startTestRadius();
  await radius.addNas({ vendor: 'generic' });
});
after(() => radius.close());

test('a swap window ends by itself: refused from then on, and once on the record that nobody used it', async () => {
  const id = await radius.addCustomer({ username: 'ended', macBinding: 'strict', macs: [newMac()] });
  await openWindow(id);
  await radius.change(async ({ tx, announce }) => {
    await sql`update swap_windows set ends_at = trusted_now() - interval '1 second' where customer_id = ${id}`.execute(
      tx,
    );
    announce('customers', [id]);
  });
  assert.equal((await login('ended', newMac())).outcome, 'reject');
  assert.equal(await endSwapWindows(radius.database.db), 1);
  assert.equal(await endSwapWindows(radius.database.db), 0);
  const entries = await radius.database.db
    .selectFrom('audit_log')
    .select('actor_kind')
    .where('action', '=', 'swap-windows.end')
    .where('customer_id', '=', id)
    .execute();
  assert.deepEqual(entries, [{ actor_kind: 'job' }]);
});

test('while the database is away no swap window is open: what it would have changed is refused, what passes anyhow passes', async () => {
  const strict = await radius.addCustomer({
    username: 'away.strict',
    macBinding: 'strict',
    macs: [newMac()],
  });
  const off = await radius.addCustomer({ username: 'away.off', macBinding: 'off', macs: [newMac()] });
  for (const id of [strict, off]) await openWindow(id);
  const mac = newMac();
  const back = await takeDatabaseAway();
  try {
    assert.equal((await login('away.strict', mac)).outcome, 'reject');
    assert.equal((await login('away.off', newMac())).outcome, 'accept');
  } finally {
    await back();
  }
  const end = Date.now() + 10_000;
  while ((await login('away.strict', mac)).outcome !== 'accept') {
    assert.ok(Date.now() < end, 'no accept in time');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
});

test('of several devices, with no place free, that unseen longest gives way; a named one goes before all', async () => {
  const [first, second, third, fourth] = [newMac(), newMac(), newMac(), newMac()];
  const id = await radius.addCustomer({
    username: 'several',
    macBinding: 'strict',
    deviceLimit: 2,
    macs: [first, second],
  });
  assert.equal((await login('several', first)).outcome, 'accept');
  await radius.database.pool.query(
    `update devices set last_seen_at = now() - (case mac when $1::macaddr then 1 else 9 end) * interval '1 hour' where customer_id = $2`,
    [first, id],
  );
  await openWindow(id);
  assert.equal((await login('several', third)).outcome, 'accept');
  assert.deepEqual(await macsOf(id), [first, third].toSorted());
  const { rows } = await radius.database.pool.query<{ id: number }>(
    'select id from devices where mac = $1::macaddr',
    [third],
  );
  await openWindow(id, rows[0]?.id);
  assert.equal((await login('several', fourth)).outcome, 'accept');
  assert.deepEqual(await macsOf(id), [first, fourth].toSorted());
});

test('a package that refuses private addresses refuses them in learn and in a swap window, and lets a registered one in', async () => {
  const servicePackageId = await radius.addPackage({ private_mac_policy: 'refuse' });
  const registered = '9A:3B:00:00:00:01';
  const id = await radius.addCustomer({
    username: 'private',
    macBinding: 'learn',
    deviceLimit: 5,
    servicePackageId,
    macs: [registered],
  });
  assert.equal((await login('private', registered)).outcome, 'accept');
  assert.match(replyMessage(await login('private', '9A:3B:00:00:00:02')) ?? '', /hides its address/);
  await openWindow(id);
  assert.equal((await login('private', '9A:3B:00:00:00:03')).outcome, 'reject');
  assert.equal((await login('private', newMac())).outcome, 'accept');
});

// --------------------------------------------------------------------------------------------

function login(username: string, mac: string): Promise<TestReply> {
  return radius.login({ username, password: 'wonderland', callingStationId: mac });
}

function newMac(): string {
  macs += 1;
  return `C4:E9:84:0A:00:${macs.toString(16).padStart(2, '0')}`.toUpperCase();
}

async function openWindow(customerId: number, deviceId?: number): Promise<void> {
  const opened = await radius.change((change) =>
    openSwapWindow(change, { customerId, ...(deviceId !== undefined && { deviceId }) }),
  );
  assert.ok(!isRefused(opened));
}

async function macsOf(customerId: number): Promise<string[]> {
  const devices = await radius.database.db
    .selectFrom('devices')
    .select('mac')
    .where('customer_id', '=', customerId)
    .execute();
  return devices.map(({ mac }) => mac.toUpperCase()).toSorted();
}

/** Ends every connection to the database and lets no new one in, until the returned function is called. */
async function takeDatabaseAway(): Promise<() => Promise<void>> {
  const url = new URL(radius.database.url);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new pg.Client(clientConfig({ connectionString: url.href }));
  await client.connect();
  await client.query(`alter database ${name} with allow_connections false`);
  await client.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1', [
    name,
  ]);
  return async () => {
    await client.query(`alter database ${name} with allow_connections true`);
    await client.end();
  };
}
