import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Item } from '../api-client.ts';
import { playNas } from '../ask-as-nas.ts';
import { startCoovaChilli } from '../gateways/coovachilli.ts';
import {
  type Hotspot,
  type HotspotShop,
  logInAt,
  openHotspotShop,
  type StartGateway,
} from '../gateways/hotspot-shop.ts';
import { startMikrotik } from '../gateways/mikrotik.ts';
import { openPlainBrowser, type PlainBrowser, type PlainPage } from '../plain-browser.ts';
import { type Customer, newMac } from '../shop.ts';

let shop: HotspotShop;
before(async () => {
  shop = await openHotspotShop();
});
after(() => shop?.stop());

const MAKES: readonly (readonly [string, StartGateway])[] = [
  ['MikroTik', startMikrotik],
  ['CoovaChilli', startCoovaChilli],
];

let serial = 0;
const offer = (name: string, fields: Readonly<Record<string, unknown>>) =>
  shop.api.post<Item>('/service-packages', {
    name: `${name} ${(serial += 1)}`,
    kind: 'hotspot',
    validitySeconds: 86_400,
    deviceLimit: 2,
    ...fields,
  });

/** A session of this phone that used so much. */
async function use(
  { options }: Hotspot,
  mac: string,
  used: { sessionSeconds: number; inputBytes: number },
): Promise<void> {
  const { address, secret } = options;
  const nas = await playNas({ id: '', address, secret, server: shop.gatehouse });
  const session = { service: 'hotspot', username: mac, callingStationId: mac, acctSessionId: mac } as const;
  assert.equal(await nas.account({ ...session, event: 'Start' }), 'Accounting-Response');
  assert.equal(await nas.account({ ...session, event: 'Stop', ...used }), 'Accounting-Response');
  await nas.close();
}

async function get(browser: PlainBrowser, page: PlainPage, id: string): Promise<PlainPage> {
  return browser.submit(page, {}, new RegExp(`/packages/${id}$`));
}

const offers = (page: PlainPage, id: string) => page.text.includes(`/packages/${id}"`);
const subscriptionsOf = async ({ id }: Customer) =>
  (
    await shop.api.get<{ items: { servicePackageId: string; endsAt: string }[] }>(
      `/customers/${id}/subscriptions`,
    )
  ).items;

const USED_UP = [
  { what: 'volume', limit: { quotaBytes: 1_000_000 }, says: /The data volume of your package is used up/ },
  { what: 'time online', limit: { onlineSeconds: 100 }, says: /The time online of your package is used up/ },
];

for (const [make, start] of MAKES)
  for (const { what, limit, says } of USED_UP)
    test(`${make}: whoever has used up the ${what} of a package reads which, and gets online by a free one`, async () => {
      const gateway = await shop.openHotspot(start);
      const paid = await offer('Paid', { ...limit, priceMinor: 900, currency: 'BDT' });
      const hour = await offer('Hour', { validitySeconds: 3600, priceMinor: 0, zoneIds: [gateway.zoneId] });
      const guest = await shop.addGuest({ servicePackageId: paid.id });
      const [mac, browser] = [newMac(), openPlainBrowser({ cookies: true })];
      await gateway.join(mac);
      assert.equal((await logInAt(browser, gateway, guest)).title, 'You are online');
      await use(gateway, mac, { sessionSeconds: 200, inputBytes: 2_000_000 });
      const [before] = await subscriptionsOf(guest);
      assert.equal(await gateway.join(mac), false);
      const stranger = await openPlainBrowser().open(gateway.url);
      assert.match(stranger.text, /Your package has ended/);
      assert.doesNotMatch(stranger.text, says, 'how, is nobody’s business');
      const own = await browser.open(gateway.url);
      assert.equal(own.title, 'Not online yet');
      assert.match(own.text, says);
      assert.ok(offers(own, hour.id));
      assert.equal((await get(browser, own, hour.id)).title, 'You are online');
      assert.ok(gateway.isOnline(mac));
      const ends = (await subscriptionsOf(guest)).find((each) => each.servicePackageId === paid.id)?.endsAt;
      assert.equal(
        ends,
        before?.endsAt,
        'what was paid for keeps its end: the time left is added when it is renewed',
      );
    });

describe('a free package that is used up', () => {
  test('is not had again before its own time is over, for its volume would mean nothing; another one is', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const here = { priceMinor: 0, zoneIds: [gateway.zoneId] };
    const [small, other] = [await offer('Small', { ...here, quotaBytes: 1000 }), await offer('Other', here)];
    const trial = await offer('Trial', { ...here, quotaBytes: 1000, trial: true });
    const guest = await shop.addCustomer({ kind: 'hotspot' });
    const [mac, browser] = [newMac(), openPlainBrowser({ cookies: true })];
    await gateway.join(mac);
    let page = await logInAt(browser, gateway, guest);
    assert.equal((await get(browser, page, trial.id)).title, 'You are online');
    await use(gateway, mac, { sessionSeconds: 10, inputBytes: 5000 });
    assert.equal(await gateway.join(mac), false);
    page = await browser.open(gateway.url);
    assert.match(page.text, /The data volume of your package is used up/);
    assert.ok(!offers(page, trial.id));
    const home = page.url.replace(/\/devices$/, '');
    await fetch(`${home}/packages/${trial.id}`, { method: 'POST', redirect: 'manual' });
    assert.equal((await get(browser, page, small.id)).title, 'You are online');
    await fetch(`${home}/packages/${small.id}`, { method: 'POST', redirect: 'manual' });
    const taken = await subscriptionsOf(guest);
    assert.deepEqual(
      taken.map(({ servicePackageId }) => servicePackageId).toSorted(),
      [small.id, trial.id].toSorted(),
    );
    assert.ok(!offers(await browser.open(`${home}/devices`), other.id), 'one at a time');
  });
});

describe('a package that is good elsewhere', () => {
  test('is said to be not good here, with what is; a free one here does not take the place of what was paid for', async () => {
    const [here, there] = [await shop.openHotspot(startMikrotik), await shop.openHotspot(startMikrotik)];
    const paid = await offer('There', { priceMinor: 900, currency: 'BDT', zoneIds: [there.zoneId] });
    const free = await offer('Here', { priceMinor: 0, zoneIds: [here.zoneId] });
    const guest = await shop.addGuest({ servicePackageId: paid.id });
    const [mac, browser] = [newMac(), openPlainBrowser({ cookies: true })];
    await here.join(mac);
    const page = await logInAt(browser, here, guest);
    assert.match(
      page.text,
      /Your package is not good at this place\. A free one can be had here when yours has ended\./,
    );
    assert.ok(!offers(page, free.id));
    assert.match(page.text, /BDT\s?500\.00/, 'what is sold here');
    const home = page.url.replace(/\/devices$/, '');
    await fetch(`${home}/packages/${free.id}`, { method: 'POST', redirect: 'manual' });
    assert.equal((await subscriptionsOf(guest)).length, 1);
    await there.join(mac);
    assert.equal((await logInAt(openPlainBrowser(), there, guest)).title, 'You are online');
    await here.join(mac);
    assert.match((await openPlainBrowser().open(here.url)).text, /Your package is not good at this place/);
  });

  test('and was free gives way to a free one here', async () => {
    const [here, there] = [await shop.openHotspot(startMikrotik), await shop.openHotspot(startMikrotik)];
    const elsewhere = await offer('There', { priceMinor: 0, zoneIds: [there.zoneId] });
    const free = await offer('Here', { priceMinor: 0, zoneIds: [here.zoneId] });
    const guest = await shop.addGuest({ servicePackageId: elsewhere.id });
    const [mac, browser] = [newMac(), openPlainBrowser({ cookies: true })];
    await here.join(mac);
    const page = await logInAt(browser, here, guest);
    assert.equal((await get(browser, page, free.id)).title, 'You are online');
  });
});
