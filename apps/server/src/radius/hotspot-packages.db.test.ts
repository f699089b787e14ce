import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CODES } from '@gatehouse/radius/packet/codes';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { mikrotik } from '@gatehouse/radius/packet/dictionary/vendors/mikrotik';
import type { NewRow } from '../db/schema.ts';
import { type NasAccounting, writeAccounting } from '../radtest/nas-accounting.ts';
import type { NasLogin } from '../radtest/nas-login.ts';
import { replyMessage, startTestRadius, type TestRadius, type TestReply } from './testing.ts';

let radius: TestRadius;
let zoneId: number;
let garden: number;
let macs = 0;

const HOUR = 3600;
const DAY = 24 * HOUR;

before(async () => {
  radius = await startTestRadius();
  zoneId = await radius.addZone({ roaming_group: 'the town' });
  garden = await radius.addZone({ roaming_group: 'the town' });
  const yard = await radius.addZone();
  const nasId = await radius.addNas({ zone_id: zoneId });
  await radius.change(async ({ tx, announce }) => {
    await tx
      .insertInto('nas_hotspot_servers')
      .values([
        { nas_id: nasId, server_name: 'garden', zone_id: garden },
        { nas_id: nasId, server_name: 'yard', zone_id: yard },
      ])
      .execute();
    announce('nas', [nasId]);
  });
});
after(() => radius?.close());

test('a package that runs from its first use begins with the first Accept, and only then', async () => {
  const id = await addGuest('first.use', { waiting_seconds: DAY });
  const mac = newMac();
  assert.equal((await passwordLogin('first.use', mac, { password: 'wrong' })).outcome, 'reject');
  assert.equal((await subscriptionOf(id)).waiting_seconds, DAY);
  const begunAt = Date.now();
  assert.equal(sessionTimeout(await passwordLogin('first.use', mac)), DAY);
  const begun = await subscriptionOf(id);
  assert.equal(begun.waiting_seconds, null);
  assert.ok(Math.abs(Number(begun.ends_at) - begunAt - DAY * 1000) < 5000);
  assert.deepEqual(await actionsOf(id), ['devices.register', 'subscriptions.begin']);
  await endIn(id, HOUR);
  assert.ok((sessionTimeout(await macLogin(mac)) ?? 0) <= HOUR);
  assert.deepEqual(await actionsOf(id), ['devices.register', 'subscriptions.begin'], 'once');
});

test('a known device begins its package by coming near, and so does one that the router does not name', async () => {
  const mac = newMac();
  const known = await addGuest('known', { waiting_seconds: DAY }, { macs: [mac] });
  assert.equal(sessionTimeout(await macLogin(mac)), DAY);
  assert.notEqual((await subscriptionOf(known)).ends_at, null);
  const nameless = await addGuest('nameless', { waiting_seconds: DAY }, { macBinding: 'off' });
  const reply = await radius.login({ service: 'hotspot', username: 'nameless', callingStationId: null });
  assert.equal(sessionTimeout(reply), DAY);
  assert.notEqual((await subscriptionOf(nameless)).ends_at, null);
});

test('of several first logins at the same moment one begins the package, and all pass', async () => {
  const id = await addGuest('together', { waiting_seconds: DAY }, { deviceLimit: 4 });
  const replies = await Promise.all([1, 2, 3].map(() => passwordLogin('together', newMac())));
  const passed = replies.filter(({ outcome }) => outcome === 'accept').length;
  // Whoever lost the race twice hears nothing, and asks again.
  assert.ok(passed >= 2 && replies.every(({ outcome }) => outcome !== 'reject'));
  assert.equal((await actionsOf(id)).filter((action) => action === 'subscriptions.begin').length, 1);
});

test('time online is used up by all devices together, and every Accept tells what is left', async () => {
  const servicePackageId = await radius.addPackage({ kind: 'hotspot', online_seconds: 2 * HOUR });
  const id = await addGuest('by.the.hour', { service_package_id: servicePackageId }, { deviceLimit: 2 });
  const [phone, tablet] = [newMac(), newMac()];
  assert.equal(sessionTimeout(await passwordLogin('by.the.hour', phone)), 2 * HOUR);
  await account('by.the.hour', phone, 'Interim-Update', 1800);
  await account('by.the.hour', phone, 'Interim-Update', 1800);
  assert.equal(sessionTimeout(await passwordLogin('by.the.hour', tablet)), 2 * HOUR - 1800);
  assert.equal(sessionTimeout(await macLogin(tablet)), 2 * HOUR - 1800);
  await account('by.the.hour', tablet, 'Stop', HOUR);
  assert.equal(sessionTimeout(await macLogin(phone)), 1800);
  await account('by.the.hour', tablet, 'Stop', 1800);
  assert.equal(replyMessage(await macLogin(phone)), 'The online time is used up. Please renew.');
  assert.equal((await passwordLogin('by.the.hour', tablet)).outcome, 'reject');
  const { rows } = await radius.database.pool.query(
    `select used_seconds from subscription_usage u join subscriptions s on s.id = u.subscription_id where customer_id = $1`,
    [id],
  );
  assert.deepEqual(rows, [{ used_seconds: 2 * HOUR }]);
});

test('the volume that is left over all devices goes to the router, beyond 4 GiB in two parts', async () => {
  const quota = 10 * 2 ** 30;
  const servicePackageId = await radius.addPackage({ kind: 'hotspot', quota_bytes: quota });
  await addGuest('by.volume', { service_package_id: servicePackageId }, { deviceLimit: 2 });
  const [phone, tablet] = [newMac(), newMac()];
  assert.equal(volumeLeft(await passwordLogin('by.volume', phone)), quota - 0);
  await account('by.volume', phone, 'Interim-Update', 60, 1_000_000_000);
  assert.equal(volumeLeft(await passwordLogin('by.volume', tablet)), quota - 1_000_000_000);
  await account('by.volume', tablet, 'Interim-Update', 60, 7_000_000_000);
  assert.equal(volumeLeft(await macLogin(phone)), quota - 8_000_000_000);
  assert.equal(volumeLeft(await passwordLogin('by.volume', phone)), quota - 8_000_000_000);
});

test('a package that names zones is good there and nowhere else, whoever roams', async () => {
  const servicePackageId = await radius.addPackage({ kind: 'hotspot' });
  await radius.change(async ({ tx, announce }) => {
    await tx
      .insertInto('service_package_zones')
      .values({ service_package_id: servicePackageId, zone_id: zoneId })
      .execute();
    announce('service-packages', [servicePackageId]);
  });
  const mac = newMac();
  await addGuest('one.zone', { service_package_id: servicePackageId });
  assert.equal((await passwordLogin('one.zone', mac)).outcome, 'accept');
  const elsewhere = await macLogin(mac, { calledStationId: 'garden' });
  assert.equal(replyMessage(elsewhere), 'Your package is not valid at this location.');
});

test('a device that logged in once is known in the other zones of the roaming group, and in no zone beyond', async () => {
  const mac = newMac();
  await addGuest('about.town', {});
  await passwordLogin('about.town', mac);
  assert.equal((await macLogin(mac, { calledStationId: 'garden' })).outcome, 'accept');
  assert.equal(
    replyMessage(await macLogin(mac, { calledStationId: 'yard' })),
    'Please log in once at this location.',
  );
  const leaveGroup = (group: string | null) =>
    radius.change(async ({ tx, announce }) => {
      await tx.updateTable('hotspot_zones').set({ roaming_group: group }).where('id', '=', garden).execute();
      announce('hotspot-zones', [garden]);
    });
  await leaveGroup(null);
  assert.equal((await macLogin(mac, { calledStationId: 'garden' })).outcome, 'reject');
  await leaveGroup('the town');
  assert.equal((await macLogin(mac, { calledStationId: 'garden' })).outcome, 'accept');
});

// --------------------------------------------------------------------------------------------

type Subscription = Partial<NewRow<'subscriptions'>>;
type Customer = Omit<Parameters<TestRadius['addCustomer']>[0], 'username'>;

async function addGuest(username: string, subscription: Subscription, more: Customer = {}): Promise<number> {
  const id = await radius.addCustomer({ username, kind: 'hotspot', ...more });
  const { service_package_id = await radius.addPackage({ kind: 'hotspot' }), ...rest } = subscription;
  await radius.change(async ({ tx, announce }) => {
    const starts_at = new Date(Date.now() - 1000);
    await tx
      .insertInto('subscriptions')
      .values({ customer_id: id, service_package_id, starts_at, ...rest })
      .execute();
    announce('customers', [id]);
  });
  return id;
}

async function subscriptionOf(customerId: number) {
  return radius.database.db
    .selectFrom('subscriptions')
    .selectAll()
    .where('customer_id', '=', customerId)
    .executeTakeFirstOrThrow();
}

async function endIn(customerId: number, seconds: number): Promise<void> {
  await radius.change(async ({ tx, announce }) => {
    const ends_at = new Date(Date.now() + seconds * 1000);
    await tx.updateTable('subscriptions').set({ ends_at }).where('customer_id', '=', customerId).execute();
    announce('customers', [customerId]);
  });
}

async function actionsOf(customerId: number): Promise<string[]> {
  const rows = await radius.database.db
    .selectFrom('audit_log')
    .select('action')
    .where('customer_id', '=', customerId)
    .orderBy('id')
    .execute();
  return rows.map(({ action }) => action);
}

function passwordLogin(username: string, mac: string, more: Partial<NasLogin> = {}): Promise<TestReply> {
  return radius.login({ service: 'hotspot', username, callingStationId: mac, method: 'chap', ...more });
}

function macLogin(mac: string, more: Partial<NasLogin> = {}): Promise<TestReply> {
  return radius.login({ service: 'hotspot', username: mac, password: '', callingStationId: mac, ...more });
}

/** One session for each device, told now: with other seconds it began at another time, and is another session. */
async function account(
  username: string,
  mac: string,
  event: NasAccounting['event'],
  sessionSeconds: number,
  inputBytes = 0,
): Promise<void> {
  const told: NasAccounting = {
    service: 'hotspot',
    username,
    callingStationId: mac,
    event,
    acctSessionId: mac,
    sessionSeconds,
    inputBytes,
    outputBytes: 0,
  };
  const reply = await radius.ask(CODES['Accounting-Request'], (writer) => writeAccounting(writer, told), {
    service: 'acct',
    messageAuthenticator: false,
  });
  assert.equal(reply.outcome, 'accept');
}

function sessionTimeout({ outcome, packet }: TestReply): number | null {
  assert.equal(outcome, 'accept');
  return packet?.integer(rfc2865['Session-Timeout']) ?? null;
}

function volumeLeft({ outcome, packet }: TestReply): number {
  assert.equal(outcome, 'accept');
  const low = packet?.integer(mikrotik['Mikrotik-Total-Limit']) ?? 0;
  return low + 2 ** 32 * (packet?.integer(mikrotik['Mikrotik-Total-Limit-Gigawords']) ?? 0);
}

function newMac(): string {
  macs += 1;
  return `02:AC:00:00:00:${macs.toString(16).padStart(2, '0')}`.toUpperCase();
}
