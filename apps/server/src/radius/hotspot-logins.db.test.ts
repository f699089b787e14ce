import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CODES } from '@gatehouse/radius/packet/codes';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { rfc2869 } from '@gatehouse/radius/packet/dictionary/rfc2869';
import { removeDevice } from '../devices/remove-device.ts';
import type { NasLogin } from '../radtest/nas-login.ts';
import { replyMessage, startTestRadius, type TestRadius, type TestReply } from './testing.ts';

let radius: TestRadius;
let zoneId: number;
let servicePackageId: number;
let macs = 0;

before(async () => {
  radius = await startTestRadius();
  zoneId = await radius.addZone();
  const otherZone = await radius.addZone();
  const secretZone = await radius.addZone({ macPassword: 'from the router' });
  const nasId = await radius.addNas({ zone_id: zoneId });
  await radius.change(async ({ tx, announce }) => {
    await tx
      .insertInto('nas_hotspot_servers')
      .values([
        { nas_id: nasId, server_name: 'garden', zone_id: otherZone },
        { nas_id: nasId, server_name: 'secret', zone_id: secretZone },
      ])
      .execute();
    announce('nas', [nasId]);
  });
  servicePackageId = await radius.addPackage({ kind: 'hotspot' });
});
after(() => radius.close());

test('the first login with a password registers the device; from then on its MAC is enough', async () => {
  const mac = newMac();
  const id = await addGuest('first');
  assert.equal((await macLogin(mac)).outcome, 'reject');
  assert.equal((await passwordLogin('first', mac)).outcome, 'accept');
  const device = await deviceOf(mac);
  assert.equal(device?.customer_id, id);
  assert.equal(device?.added_by, 'Automatic (hotspot)');
  assert.deepEqual(device?.zone_ids, [zoneId]);
  assert.equal((await macLogin(mac)).outcome, 'accept');
  const audit = await radius.database.db
    .selectFrom('audit_log')
    .select(['actor_kind', 'actor_name', 'action'])
    .where('customer_id', '=', id)
    .execute();
  assert.deepEqual(audit, [
    { actor_kind: 'radius', actor_name: 'Automatic (hotspot)', action: 'devices.register' },
  ]);
});

test('tells the router how many devices may share the account', async () => {
  const mac = newMac();
  await addGuest('shared', { deviceLimit: 4 });
  const { packet } = await passwordLogin('shared', mac);
  assert.equal(packet?.integer(rfc2865['Port-Limit']), 4);
});

for (const [form, password] of [
  ['nothing', ''],
  ['the MAC', null],
] as const) {
  for (const method of ['pap', 'chap'] as const) {
    test(`takes ${form} as the credential of a MAC login, by ${method}`, async () => {
      const mac = newMac();
      await addGuest(`mac.${method}.${form}`);
      await passwordLogin(`mac.${method}.${form}`, mac);
      assert.equal((await macLogin(mac, { method, password: password ?? mac })).outcome, 'accept');
      assert.equal((await macLogin(mac, { method, password: 'something else' })).outcome, 'reject');
    });
  }
}

test('a zone with a MAC password takes that and nothing else', async () => {
  const mac = newMac();
  await addGuest('secret.zone');
  await passwordLogin('secret.zone', mac, { calledStationId: 'secret' });
  const ask = (password: string) => macLogin(mac, { calledStationId: 'secret', password });
  assert.equal((await ask('')).outcome, 'reject');
  assert.equal((await ask(mac)).outcome, 'reject');
  assert.equal((await ask('from the router')).outcome, 'accept');
});

test("another customer's MAC as username is refused: the router reports another one", async () => {
  const mac = newMac();
  await addGuest('victim');
  await passwordLogin('victim', mac);
  const thief = await radius.login({
    service: 'hotspot',
    username: mac,
    password: mac,
    callingStationId: newMac(),
  });
  assert.equal(thief.outcome, 'reject');
});

test('a device is known in the zone where it logged in; elsewhere it logs in once more', async () => {
  const mac = newMac();
  await addGuest('roaming');
  await passwordLogin('roaming', mac);
  const there = { calledStationId: 'garden' };
  const refused = await macLogin(mac, there);
  assert.equal(replyMessage(refused), 'Please log in once at this location.');
  assert.equal((await passwordLogin('roaming', mac, there)).outcome, 'accept');
  assert.equal((await macLogin(mac, there)).outcome, 'accept');
  assert.equal((await macLogin(mac)).outcome, 'accept');
});

test('a MAC login ends with the package', async () => {
  const mac = newMac();
  const id = await addGuest('ended');
  await passwordLogin('ended', mac);
  await radius.change(async ({ tx, announce }) => {
    await tx
      .updateTable('subscriptions')
      .set({ ends_at: new Date() })
      .where('customer_id', '=', id)
      .execute();
    announce('customers', [id]);
  });
  assert.match(replyMessage(await macLogin(mac)) ?? '', /renew/);
});

test('a package that begins later begins by itself', async () => {
  const mac = newMac();
  const id = await addGuest('later');
  await radius.change(async ({ tx, announce }) => {
    await tx
      .updateTable('subscriptions')
      .set({ starts_at: new Date(Date.now() + 400) })
      .where('customer_id', '=', id)
      .execute();
    announce('customers', [id]);
  });
  assert.equal((await passwordLogin('later', mac)).outcome, 'reject');
  await new Promise((resolve) => setTimeout(resolve, 450));
  assert.equal((await passwordLogin('later', mac)).outcome, 'accept');
});

test('at the limit a further device is told that all places are taken', async () => {
  await addGuest('full', { deviceLimit: 2 });
  assert.equal((await passwordLogin('full', newMac())).outcome, 'accept');
  assert.equal((await passwordLogin('full', newMac())).outcome, 'accept');
  const third = await passwordLogin('full', newMac());
  assert.equal(replyMessage(third), 'All places for devices are taken. Remove one first.');
});

test('of two first logins at once at a limit of one, exactly one registers', async () => {
  for (let round = 0; round < 10; round += 1) {
    const username = `race.${round}`;
    const id = await addGuest(username);
    const replies = await Promise.all(
      [newMac(), newMac(), newMac()].map((mac) => passwordLogin(username, mac)),
    );
    assert.deepEqual(replies.map((reply) => reply.outcome).sort(), ['accept', 'reject', 'reject']);
    assert.equal(await countDevices(id), 1);
  }
});

test('the same device asking twice at once is one device, and is let in both times', async () => {
  const mac = newMac();
  const id = await addGuest('impatient');
  const replies = await Promise.all([passwordLogin('impatient', mac), passwordLogin('impatient', mac)]);
  assert.deepEqual(
    replies.map((reply) => reply.outcome),
    ['accept', 'accept'],
  );
  assert.equal(await countDevices(id), 1);
});

test('an operator who takes the last place a moment before wins; the login is judged again', async () => {
  const id = await addGuest('overtaken');
  const mac = newMac();
  // Stored behind the directory's back: the login must find out from the database.
  await radius.database.db
    .insertInto('devices')
    .values({ customer_id: id, mac: newMac(), source: 'operator', added_by: 'Test' })
    .execute();
  const reply = await passwordLogin('overtaken', mac);
  assert.equal(replyMessage(reply), 'All places for devices are taken. Remove one first.');
  assert.equal(await deviceOf(mac), undefined);
});

test('a removed device that logs in with the password registers again', async () => {
  const mac = newMac();
  const id = await addGuest('again');
  await passwordLogin('again', mac);
  await removeDeviceWith(mac);
  assert.equal((await macLogin(mac)).outcome, 'reject');
  assert.equal((await passwordLogin('again', mac)).outcome, 'accept');
  assert.equal(await countDevices(id), 1);
  const removed = await radius.database.db
    .selectFrom('removed_devices')
    .select('id')
    .where('customer_id', '=', id)
    .execute();
  assert.deepEqual(removed, []);
});

test("someone else's device: its MAC login pauses until its holder logs in from it", async () => {
  const mac = newMac();
  await addGuest('holder');
  await addGuest('borrower');
  await passwordLogin('holder', mac);
  assert.equal((await passwordLogin('borrower', mac)).outcome, 'accept');
  assert.equal(replyMessage(await macLogin(mac)), 'Please log in once with your password.');
  assert.equal((await passwordLogin('holder', mac)).outcome, 'accept');
  assert.equal((await macLogin(mac)).outcome, 'accept');
  assert.equal((await deviceOf(mac))?.mac_login_paused_at, null);
});

test("someone else's device holds a place: at a limit of one there is none left", async () => {
  const borrowed = newMac();
  await addGuest('owner');
  await addGuest('one.place');
  await passwordLogin('owner', borrowed);
  assert.equal((await passwordLogin('one.place', borrowed)).outcome, 'accept');
  assert.equal((await passwordLogin('one.place', newMac())).outcome, 'reject');
});

test('a request without any credential is refused, EAP in its own words', async () => {
  await addGuest('bare');
  const bare = await radius.ask(CODES['Access-Request'], (writer) =>
    writer.add(rfc2865['User-Name'], 'bare'),
  );
  assert.equal(bare.outcome, 'reject');
  assert.ok(bare.packet?.text(rfc2865['Reply-Message']));
  const eap = await radius.ask(CODES['Access-Request'], (writer) => {
    writer.add(rfc2865['User-Name'], 'bare');
    writer.addOctets(rfc2869['EAP-Message'], Uint8Array.of(2, 9, 0, 5, 1));
  });
  assert.equal(eap.outcome, 'reject');
  // RFC 3579 §2.6.5: no Reply-Message in a message that contains EAP-Message; RFC 3579 §3.1: it is signed.
  assert.equal(eap.packet?.text(rfc2865['Reply-Message']), null);
  assert.deepEqual([...(eap.packet?.octets(rfc2869['EAP-Message']) ?? [])], [4, 9, 0, 4]);
});

test('Status-Server is answered on both ports', async () => {
  assert.equal((await radius.ask(CODES['Status-Server'])).packet?.code, CODES['Access-Accept']);
  const acct = await radius.ask(CODES['Status-Server'], undefined, { service: 'acct' });
  assert.equal(acct.packet?.code, CODES['Accounting-Response']);
});

test('a stranger to the list of routers hears nothing', async () => {
  const reply = await radius.ask(CODES['Access-Request'], undefined, { secret: 'another secret' });
  assert.equal(reply.outcome, 'silence');
});

// --------------------------------------------------------------------------------------------

function addGuest(
  username: string,
  more: { deviceLimit?: number; sessionLimit?: number } = {},
): Promise<number> {
  return radius.addCustomer({ username, kind: 'hotspot', servicePackageId, ...more });
}

function passwordLogin(username: string, mac: string, more: Partial<NasLogin> = {}): Promise<TestReply> {
  return radius.login({ service: 'hotspot', username, callingStationId: mac, method: 'chap', ...more });
}

function macLogin(mac: string, more: Partial<NasLogin> = {}): Promise<TestReply> {
  return radius.login({ service: 'hotspot', username: mac, password: '', callingStationId: mac, ...more });
}

function newMac(): string {
  macs += 1;
  return `02:AB:00:00:${Math.floor(macs / 256)
    .toString(16)
    .padStart(2, '0')}:${(macs % 256).toString(16).padStart(2, '0')}`.toUpperCase();
}

function deviceOf(mac: string) {
  return radius.database.db.selectFrom('devices').selectAll().where('mac', '=', mac).executeTakeFirst();
}

async function countDevices(customerId: number): Promise<number> {
  const rows = await radius.database.db
    .selectFrom('devices')
    .select('id')
    .where('customer_id', '=', customerId)
    .execute();
  return rows.length;
}

async function removeDeviceWith(mac: string): Promise<void> {
  const device = await deviceOf(mac);
  await radius.change((change) => removeDevice(change, device?.id ?? 0));
}
