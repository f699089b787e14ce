import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { CODES } from '@gatehouse/radius/packet/codes';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { mikrotik } from '@gatehouse/radius/packet/dictionary/vendors/mikrotik';
import {
  openTestNas,
  replyTo,
  type TestNas as Router,
  until,
} from '@gatehouse/server/radius/dynamic-authorization/testing';
import type { Item } from '../api-client.ts';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { type Customer, newMac, openShop, type Shop } from '../shop.ts';

/** What a payment means at the router: who is online stays, who was refused is let in. */
let shop: Shop;
let nas: TestNas;
/** It hears CoA-Requests. */
let router: Router;
let counter: string;
const packages: Record<'day' | 'gigabyte' | 'taste' | 'fast', string> = {
  day: '',
  gigabyte: '',
  taste: '',
  fast: '',
};

const DAY_SECONDS = 86_400;

before(async () => {
  shop = await openShop();
  nas = await addNas(shop.gatehouse, shop.api, { name: 'Lakeside', address: '127.0.0.47' });
  router = await openTestNas(nas.address, nas.secret, (request) => [
    replyTo(request, 'ack', { secret: nas.secret }),
  ]);
  const zone = await shop.api.post<Item>('/hotspot-zones', { name: 'Lakeside', ssid: 'Lakeside' });
  await shop.api.patch(`/nas/${nas.id}`, { coaPort: router.port, zoneId: zone.id });
  const priced = { kind: 'hotspot', priceMinor: 3000, currency: 'BDT', validitySeconds: DAY_SECONDS };
  packages.day = (await shop.api.post<Item>('/service-packages', { name: 'Day', ...priced })).id;
  const gigabyte = { name: 'Gigabyte', ...priced, quotaBytes: 1_000_000_000 };
  packages.gigabyte = (await shop.api.post<Item>('/service-packages', gigabyte)).id;
  const taste = { name: 'Taste', ...priced, priceMinor: 0, rateUpKbps: 512, rateDownKbps: 1024 };
  packages.taste = (await shop.api.post<Item>('/service-packages', taste)).id;
  const fast = { name: 'Fast', ...priced, rateUpKbps: 10_000, rateDownKbps: 50_000 };
  packages.fast = (await shop.api.post<Item>('/service-packages', fast)).id;
  const cash = { provider: 'cash', name: 'At the counter', settings: { instructions: '' } };
  counter = (await shop.api.post<Item>('/payment-methods', cash)).id;
});
after(async () => {
  router?.close();
  await nas?.close();
  await shop?.stop();
});

function pay({ id }: Customer, name: keyof typeof packages): Promise<Item & { state: string }> {
  return shop.api.post('/payments', {
    customerId: id,
    servicePackageId: packages[name],
    paymentMethodId: counter,
    idempotencyKey: randomUUID(),
  });
}

/** The hotspot's question by the device alone. */
const byMac = (mac: string): Customer => ({ id: '', username: mac, password: mac });

const loginOf = ({ username, password }: Customer, mac: string) =>
  ({ service: 'hotspot', username, password, callingStationId: mac }) as const;

/** Seconds that the Accept promises; the reply's name where it is none. */
async function promised(customer: Customer, mac: string): Promise<number | string> {
  const reply = await nas.ask(loginOf(customer, mac));
  if (reply === 'timeout' || reply.code !== 'Access-Accept') return reply === 'timeout' ? reply : reply.code;
  return reply.packet.integer(rfc2865['Session-Timeout']) ?? 0;
}

function assertDays(seconds: number | string | null | undefined, days: number): void {
  const rounded = typeof seconds === 'number' ? Math.round(seconds / 60) * 60 : seconds;
  assert.ok(
    typeof seconds === 'number' && Math.abs(seconds - days * DAY_SECONDS) < 120,
    `${rounded} s instead of ${days} days`,
  );
}

test('who pays is let in at the very next attempt', async () => {
  const guest = await shop.addCustomer({ kind: 'hotspot' });
  const mac = newMac();
  assert.equal(await promised(guest, mac), 'Access-Reject');
  assert.equal((await pay(guest, 'day')).state, 'paid');
  assertDays(await promised(guest, mac), 1);
});

test('who renews while online may stay until the end of both: the router is told', async () => {
  const guest = await shop.addCustomer({ kind: 'hotspot' });
  const mac = newMac();
  await pay(guest, 'day');
  assertDays(await promised(guest, mac), 1);
  const session = { username: guest.username, callingStationId: mac, acctSessionId: '84000001' };
  assert.equal(await nas.account({ ...session, event: 'Start' }), 'Accounting-Response');
  const asked = router.requests.length;
  await pay(guest, 'day');
  await until(
    async () => router.requests.length,
    (count) => count > asked,
  );
  assertDays(router.requests.at(-1)?.integer(rfc2865['Session-Timeout']), 2);
  // By its first package as yet; when that has ended, the device is let in again by the second.
  assertDays(await promised(byMac(mac), mac), 1);
});

test('who buys a faster package while online has its speed at once, and its end: one CoA-Request', async () => {
  const guest = await shop.addCustomer({ kind: 'hotspot', servicePackageId: packages.taste });
  const mac = newMac();
  assertDays(await promised(guest, mac), 1);
  const session = { username: guest.username, callingStationId: mac, acctSessionId: '84000003' };
  await nas.account({ ...session, event: 'Start' });
  await until(
    () => shop.api.get<{ items: unknown[] }>(`/sessions?customerId=${guest.id}`),
    ({ items }) => items.length === 1,
  );
  const asked = router.requests.length;
  await pay(guest, 'fast');
  await until(
    async () => router.requests.length,
    (count) => count > asked,
  );
  const told = router.requests.at(-1);
  assert.equal(told?.code, CODES['CoA-Request']);
  assert.equal(told.text(mikrotik['Mikrotik-Rate-Limit']), '10000k/50000k');
  assertDays(told.integer(rfc2865['Session-Timeout']), 1);
  assert.equal(router.requests.length, asked + 1);
});

test('a refund that ends the package disconnects who is online by it, and the next login is refused', async () => {
  const guest = await shop.addCustomer({ kind: 'hotspot' });
  const mac = newMac();
  const { id } = await pay(guest, 'day');
  assertDays(await promised(guest, mac), 1);
  const session = { username: guest.username, callingStationId: mac, acctSessionId: '84000004' };
  await nas.account({ ...session, event: 'Start' });
  await until(
    () => shop.api.get<{ items: unknown[] }>(`/sessions?customerId=${guest.id}`),
    ({ items }) => items.length === 1,
  );
  const asked = router.requests.length;
  await shop.api.post(`/payments/${id}/refund`, { reason: 'Paid twice', endPackage: true });
  await until(
    async () => router.requests.length,
    (count) => count > asked,
  );
  assert.equal(router.requests.at(-1)?.code, CODES['Disconnect-Request']);
  assert.equal(await promised(byMac(mac), mac), 'Access-Reject');
});

test('a package that is used up refuses; paid again, it lets in at once and has the days that were left', async () => {
  const guest = await shop.addCustomer({ kind: 'hotspot' });
  const mac = newMac();
  await pay(guest, 'gigabyte');
  assertDays(await promised(guest, mac), 1);
  const session = { username: guest.username, callingStationId: mac, acctSessionId: '84000002' };
  await nas.account({ ...session, event: 'Start' });
  await nas.account({
    ...session,
    event: 'Stop',
    sessionSeconds: 60,
    inputBytes: 0,
    outputBytes: 1_100_000_000,
  });
  assert.equal(await promised(guest, mac), 'Access-Reject');
  await pay(guest, 'gigabyte');
  assertDays(await promised(guest, mac), 2);
});
