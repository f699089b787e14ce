import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { playNas, type TestNas } from '../ask-as-nas.ts';
import { type DatabaseLink, openDatabaseLink } from '../faults/database-link.ts';
import { type Hotspot, type HotspotShop, openHotspotShop } from '../gateways/hotspot-shop.ts';
import { startMikrotik } from '../gateways/mikrotik.ts';
import { openPlainBrowser, type PlainBrowser } from '../plain-browser.ts';
import { attemptsOf, type Customer, newMac } from '../shop.ts';

let shop: HotspotShop;
let link: DatabaseLink;
let hotspot: Hotspot;
let router: TestNas;

before(async () => {
  shop = await openHotspotShop({
    reach: async (url) => {
      link = await openDatabaseLink(url);
      return link.url;
    },
  });
  hotspot = await shop.openHotspot(startMikrotik, {}, { pap: true });
  router = await playRouter(1);
});
after(async () => {
  await router?.close();
  await shop?.stop();
  await link?.close();
});

const playRouter = (tries: number): Promise<TestNas> => {
  const { address, secret } = hotspot.options;
  return playNas({ id: '', address, secret, server: shop.gatehouse, tries });
};

type Handed = { readonly browser: PlainBrowser; readonly home: string; readonly login: TicketLogin };
type TicketLogin = {
  readonly service: 'hotspot';
  readonly username: string;
  readonly password: string;
  readonly callingStationId: string;
};

/** A ticket on its way to the gateway that has not been asked with yet: the login page that it goes to is no gateway's. */
async function takeTicket(guest: Customer, mac: string): Promise<Handed> {
  const browser = openPlainBrowser();
  const entry = new URL(shop.gatehouse.portalUrl);
  entry.search = `${new URLSearchParams({
    mac,
    identity: hotspot.options.nasName,
    'link-login-only': new URL('/nowhere', shop.gatehouse.portalUrl).href,
  })}`;
  const form = await browser.click(await browser.open(entry.href), 'I have an account');
  await browser.submit(form, { username: guest.username, password: guest.password });
  const ticket = new URL(browser.visited.findLast((url) => url.includes('username=t-')) ?? '');
  const token = browser.visited.map((url) => /\/v\/([\w-]+)/.exec(url)?.[1]).findLast(Boolean) ?? '';
  const [username = '', password = ''] = ['username', 'password'].map(
    (name) => ticket.searchParams.get(name) ?? '',
  );
  return {
    browser,
    home: `${shop.gatehouse.portalUrl}/v/${token}`,
    login: { service: 'hotspot', username, password, callingStationId: mac },
  };
}

const devicesOf = async ({ id }: Customer) =>
  (await shop.api.get<{ items: { mac: string }[] }>(`/customers/${id}/devices`)).items.map(({ mac }) => mac);

test('a ticket lets nobody in while the database is away, and is good when it is back; whoever comes then is stored at once', async () => {
  const [first, second, third] = [await shop.addGuest(), await shop.addGuest(), await shop.addGuest()];
  const [mac, otherMac, thirdMac] = [newMac(), newMac(), newMac()];
  const { login } = await takeTicket(first, mac);
  await link.cut();
  assert.equal(await router.logIn(login), 'timeout');
  // A password is no less good for it: who has one is let in from memory.
  const byPassword = { service: 'hotspot', username: third.username, password: third.password } as const;
  assert.equal(await router.logIn({ ...byPassword, callingStationId: thirdMac }), 'Access-Accept');
  await link.mend();
  const patient = await playRouter(4);
  try {
    assert.equal(await patient.logIn(login), 'Access-Accept');
  } finally {
    await patient.close();
  }
  assert.deepEqual(await devicesOf(first), [mac]);
  // At once: no login is let in from memory any more.
  assert.equal(
    await router.logIn({
      ...byPassword,
      username: second.username,
      password: second.password,
      callingStationId: otherMac,
    }),
    'Access-Accept',
  );
  assert.deepEqual(await devicesOf(second), [otherMac]);
  assert.equal(await router.logIn(login), 'Access-Reject');
  const said = (await attemptsOf(shop.api, login.username, 2)).map(({ outcome, reason }) => [
    outcome,
    reason,
  ]);
  assert.deepEqual(said, [
    ['reject', 'ticket-used'],
    ['accept', null],
  ]);
});

test('whoever is led to the portal’s page meanwhile reads that it is not their fault', async () => {
  await link.cut();
  try {
    for (const path of ['/captive/portal?nas=1', '/v/anything']) {
      const page = await openPlainBrowser({ language: 'es' }).open(`${shop.gatehouse.portalUrl}${path}`);
      assert.deepEqual([page.status, page.title], [500, 'Algo falló'], path);
    }
  } finally {
    await link.mend();
  }
  await untilHeard();
});

/** The radius process hears of changes again: its line to the database was cut too, and is laid anew a moment later. */
async function untilHeard(): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const username = `heard-${tries}`;
    const customer = { name: 'Heard', username, password: 'x-password', kind: 'pppoe' };
    if ((await shop.api.ask('POST', '/customers', customer)).status === 201) return;
    await sleep(100);
  }
  throw new Error('The radius process hears of no change.');
}

test('a ticket that was given up while the database was slow is not used up behind the phone’s back', async () => {
  const [guest, mac] = [await shop.addGuest(), newMac()];
  const { login } = await takeTicket(guest, mac);
  link.delay(700);
  assert.equal(await router.logIn(login), 'timeout');
  link.delay(0);
  const patient = await playRouter(6);
  try {
    assert.equal(await patient.logIn(login), 'Access-Accept');
  } finally {
    await patient.close();
  }
});

test('a ticket that died by Sign out everywhere is refused, and the access log has it', async () => {
  const [guest, mac] = [await shop.addGuest(), newMac()];
  const { browser, home, login } = await takeTicket(guest, mac);
  const out = await browser.click(await browser.open(`${home}/devices`), 'Sign out everywhere');
  assert.equal(out.title, 'Signed out');
  assert.equal(await router.logIn(login), 'Access-Reject');
  const said = (await attemptsOf(shop.api, login.username)).map(({ outcome, reason }) => [outcome, reason]);
  assert.deepEqual(said, [['reject', 'ticket-expired']]);
});

test('so is one that is gone without a word', async () => {
  const [guest, mac] = [await shop.addGuest(), newMac()];
  const { login } = await takeTicket(guest, mac);
  await shop.database.pool.query('delete from portal_tickets where username = $1', [login.username]);
  assert.equal(await router.logIn(login), 'Access-Reject');
  assert.equal((await attemptsOf(shop.api, login.username))[0]?.reason, 'unknown-username');
});
