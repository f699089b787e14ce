import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CODES } from '@gatehouse/radius/packet/codes';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { rfc2869 } from '@gatehouse/radius/packet/dictionary/rfc2869';
import { microsoft } from '@gatehouse/radius/packet/dictionary/vendors/microsoft';
import { mikrotik } from '@gatehouse/radius/packet/dictionary/vendors/mikrotik';
import { loginMethods } from '../radtest/nas-login.ts';
import { replyMessage, startTestRadius, type TestRadius } from './testing.ts';

const OWN = 'C4:E9:84:1F:22:0A';
const STRANGE = 'C4:E9:84:1F:22:0B';
let radius: TestRadius;

before(async () => {
  radius = await startTestRadius();
  await radius.addNas();
});
after(() => radius.close());

for (const method of loginMethods) {
  test(`lets a registered device in and keeps a strange one out, by ${method}`, async () => {
    const username = `bound.${method}`;
    await radius.addCustomer({ username, macBinding: 'strict', macs: [macFor(method)] });
    const own = await radius.login({ username, method, callingStationId: macFor(method) });
    assert.equal(own.outcome, 'accept');
    const strange = await radius.login({ username, method, callingStationId: STRANGE });
    assert.equal(strange.outcome, 'reject');
    assert.equal(replyMessage(strange), 'This device is not registered.');
    const wrong = await radius.login({
      username,
      method,
      password: 'wrong',
      callingStationId: macFor(method),
    });
    assert.equal(replyMessage(wrong), 'Username or password is wrong.');
    assert.equal(wrong.packet?.has(microsoft['MS-CHAP-Error']), method.startsWith('ms-chap'));
  });
}

test('says the same of an unknown username as of a wrong password', async () => {
  await radius.addCustomer({ username: 'known' });
  const unknown = await radius.login({ username: 'nobody', callingStationId: OWN });
  const wrong = await radius.login({ username: 'known', password: 'wrong', callingStationId: OWN });
  assert.equal(unknown.outcome, 'reject');
  assert.equal(replyMessage(unknown), replyMessage(wrong));
});

test('matches usernames whatever their case', async () => {
  await radius.addCustomer({ username: 'Rahima.Home' });
  assert.equal((await radius.login({ username: 'rahima.HOME' })).outcome, 'accept');
});

test('grants what the package says, in the words of a MikroTik', async () => {
  const servicePackageId = await radius.addPackage({
    rate_up_kbps: 10240,
    rate_down_kbps: 20480,
    quota_bytes: 6 * 2 ** 30,
    framed_pool: 'home',
  });
  const id = await radius.addCustomer({ username: 'granted', servicePackageId });
  const { packet } = await radius.login({ username: 'granted', callingStationId: OWN });
  assert.ok(packet);
  assert.equal(packet.text(mikrotik['Mikrotik-Rate-Limit']), '10240k/20480k');
  assert.equal(packet.integer(mikrotik['Mikrotik-Total-Limit']), 2 * 2 ** 30);
  assert.equal(packet.integer(mikrotik['Mikrotik-Total-Limit-Gigawords']), 1);
  assert.equal(packet.text(rfc2869['Framed-Pool']), 'home');
  assert.equal(packet.integer(rfc2869['Acct-Interim-Interval']), 300);
  const left = packet.integer(rfc2865['Session-Timeout']) ?? 0;
  assert.ok(left > 3500 && left <= 3600, `${left} s are left of an hour`);
  assert.match(packet.text(rfc2865.Class) ?? '', new RegExp(`^gh1\\.${id}\\.[1-9]`));
});

test('gives a fixed address instead of a pool', async () => {
  const servicePackageId = await radius.addPackage({ framed_pool: 'home' });
  await radius.addCustomer({ username: 'fixed', servicePackageId, framedIpAddress: '100.64.7.9' });
  const { packet } = await radius.login({ username: 'fixed' });
  assert.equal(packet?.ipv4(rfc2865['Framed-IP-Address']), '100.64.7.9');
  assert.equal(packet?.has(rfc2869['Framed-Pool']), false);
});

test('refuses the MAC as PPP name and password: a line has no MAC login', async () => {
  await radius.addCustomer({ username: 'line', macs: ['02:AA:00:00:00:01'] });
  const reply = await radius.login({
    username: '02:AA:00:00:00:01',
    password: '02:AA:00:00:00:01',
    callingStationId: '02:AA:00:00:00:01',
  });
  assert.equal(reply.outcome, 'reject');
});

test('refuses under strict whoever shows no MAC', async () => {
  await radius.addCustomer({ username: 'no.mac', macBinding: 'strict', macs: ['02:AA:00:00:00:02'] });
  const reply = await radius.login({ username: 'no.mac', callingStationId: '10.0.0.7' });
  assert.equal(replyMessage(reply), 'Your device could not be recognised.');
});

test('records every attempt with its reason', async () => {
  await radius.addCustomer({ username: 'observed', macBinding: 'observe' });
  await radius.login({ username: 'observed', callingStationId: '02-AA-00-00-00-03' });
  await until(async () => {
    const row = await radius.database.db
      .selectFrom('attempts')
      .select(['outcome', 'reason', 'mac'])
      .where('username', '=', 'observed')
      .executeTakeFirst();
    return (
      row?.outcome === 'accept' && row.reason === 'device-not-registered' && row.mac === '02:aa:00:00:00:03'
    );
  });
});

test('a username that is not UTF-8 is recorded as it was sent, apart from an empty one, and is nobody’s', async () => {
  await radius.addCustomer({ username: 'züri' });
  await radius.addCustomer({ username: 'Z\\xFCri' });
  const names = [Uint8Array.of(0x5a, 0xfc, 0x72, 0x69), Uint8Array.of(0x5a, 0xe9, 0x72, 0x69)];
  for (const name of names) {
    const reply = await radius.ask(CODES['Access-Request'], (writer) =>
      writer.addOctets(rfc2865['User-Name'], name).addOctets(rfc2865['User-Password'], new Uint8Array(16)),
    );
    assert.equal(reply.outcome, 'reject');
  }
  const recorded = () =>
    radius.database.db
      .selectFrom('attempts')
      .select(['username', 'reason'])
      .where('username', 'in', ['Z\\xFCri', 'Z\\xE9ri'])
      .where('customer_id', 'is', null)
      .orderBy('username')
      .execute();
  await until(async () => (await recorded()).length === 2);
  assert.deepEqual(
    (await recorded()).map(({ reason }) => reason),
    ['unknown-username', 'unknown-username'],
  );
});

test('a removed device is refused at the very next attempt, also while a long transaction is open elsewhere', async () => {
  await radius.addCustomer({ username: 'removed', macBinding: 'strict', macs: ['02:AA:00:00:00:04'] });
  const login = () => radius.login({ username: 'removed', callingStationId: '02:AA:00:00:00:04' });
  assert.equal((await login()).outcome, 'accept');
  const other = await radius.database.pool.connect();
  await other.query("begin; insert into blocked_macs (mac, blocked_by) values ('02:99:00:00:00:01', 'Test')");
  try {
    await radius.change(async ({ tx, announce }) => {
      const row = await tx
        .deleteFrom('devices')
        .where('mac', '=', '02:AA:00:00:00:04')
        .returning('customer_id')
        .executeTakeFirstOrThrow();
      announce('customers', [row.customer_id]);
    });
    assert.equal((await login()).outcome, 'reject');
  } finally {
    await other.query('rollback');
    other.release();
  }
});

test('a suspended customer and one whose package ran out are told so', async () => {
  const id = await radius.addCustomer({ username: 'suspended' });
  await radius.change(async ({ tx, announce }) => {
    await tx.updateTable('customers').set({ status: 'suspended' }).where('id', '=', id).execute();
    announce('customers', [id]);
  });
  assert.match(replyMessage(await radius.login({ username: 'suspended' })) ?? '', /suspended/);
  const servicePackageId = await radius.addPackage();
  const expired = await radius.addCustomer({ username: 'expired', servicePackageId });
  await radius.change(async ({ tx, announce }) => {
    await tx
      .updateTable('subscriptions')
      .set({ starts_at: new Date(Date.now() - 7200_000), ends_at: new Date(Date.now() - 3600_000) })
      .where('customer_id', '=', expired)
      .execute();
    announce('customers', [expired]);
  });
  assert.match(replyMessage(await radius.login({ username: 'expired' })) ?? '', /renew/);
});

test('a line that never had a package goes on without one until the one booked for it begins', async () => {
  const servicePackageId = await radius.addPackage({ validity_seconds: 3600 });
  const id = await radius.addCustomer({ username: 'booked' });
  await radius.change(async ({ tx, announce }) => {
    const row = { customer_id: id, service_package_id: servicePackageId };
    await tx
      .insertInto('subscriptions')
      .values({
        ...row,
        starts_at: new Date(Date.now() + 3600_000),
        ends_at: new Date(Date.now() + 7200_000),
      })
      .execute();
    announce('customers', [id]);
  });
  assert.equal((await radius.login({ username: 'booked' })).outcome, 'accept');
});

function macFor(method: string): string {
  return `C4:E9:84:00:00:0${loginMethods.findIndex((known) => known === method)}`;
}

async function until(check: () => Promise<boolean>, timeoutMs = 3000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await check())) {
    assert.ok(Date.now() < end, 'it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
