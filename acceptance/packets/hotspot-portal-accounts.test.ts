import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startCoovaChilli } from '../gateways/coovachilli.ts';
import { type HotspotShop, logInAt, openHotspotShop, type StartGateway } from '../gateways/hotspot-shop.ts';
import { startMikrotik } from '../gateways/mikrotik.ts';
import type { SimulatedGateway } from '../gateways/simulated-gateway.ts';
import { openSmsProvider, sellForNothing } from '../gateways/sms-provider.ts';
import { openPlainBrowser, type PlainBrowser, type PlainPage } from '../plain-browser.ts';
import { newMac } from '../shop.ts';

let shop: HotspotShop;
before(async () => {
  shop = await openHotspotShop();
  await sellForNothing(shop.api);
});
after(() => shop?.stop());

const MAKES: readonly (readonly [string, StartGateway])[] = [
  ['MikroTik', startMikrotik],
  ['CoovaChilli', startCoovaChilli],
];

let lastNumber = 1_715_000_000;
const newNumber = (): string => `+880${(lastNumber += 1)}`;
const privateMac = () => `9A:3B${newMac().slice(5)}`;

async function giveNumber(
  browser: PlainBrowser,
  gateway: SimulatedGateway,
  number: string,
): Promise<PlainPage> {
  const form = await browser.click(await browser.open(gateway.url), 'I am new here');
  return browser.submit(form, { number });
}

async function takeHour(browser: PlainBrowser, page: PlainPage): Promise<PlainPage> {
  const action = /action="([^"]+)"><button[^>]*aria-label="Get it: Free hour"/.exec(page.text)?.[1];
  return browser.submit(page, {}, new RegExp(`${action ?? assert.fail(page.text.slice(-1500))}$`));
}

const termOf = (page: PlainPage, name: string): string =>
  new RegExp(`<dt>${name}</dt><dd><bdi dir="ltr">([^<]+)`).exec(page.text)?.[1] ?? assert.fail(page.text);

for (const [make, start] of MAKES)
  test(`${make}: whoever registered on their word reads an account, and logs in with it on a second phone and under a new private address`, async () => {
    const gateway = await shop.openHotspot(start, { registration: 'open' });
    const [mac, second, fresh, phone] = [privateMac(), newMac(), privateMac(), newNumber()];
    await gateway.join(mac);
    const browser = openPlainBrowser({ cookies: true });
    const online = await takeHour(browser, await giveNumber(browser, gateway, phone));
    assert.equal(online.title, 'You are online');
    const own = await browser.click(online, 'Your devices');
    const page = await browser.click(own, 'Log in on another device');
    const account = { username: termOf(page, 'Username'), password: termOf(page, 'Password') };
    await gateway.join(second);
    const stranger = await giveNumber(openPlainBrowser(), gateway, phone);
    assert.match(stranger.text, /Log in with its account/, 'the number is no proof');
    assert.equal((await logInAt(openPlainBrowser(), gateway, account)).title, 'You are online');
    assert.ok(gateway.isOnline(second));

    // What was just seen is written behind the login.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await shop.database.pool.query(
      `update devices set label = 'Galaxy', last_seen_at = now() - interval '3 days' where mac = $1`,
      [mac],
    );
    await gateway.join(fresh);
    const changed = openPlainBrowser();
    const question = await logInAt(changed, gateway, account);
    assert.match(question.text, /Is this your Galaxy, last seen 3 days ago, with a new address\?/);
    assert.equal((await changed.click(question, 'Yes, it is')).title, 'You are online');
    assert.equal(await gateway.join(mac), false);
    assert.equal(await gateway.join(fresh), true);
  });

test('Nobody reads an account before RADIUS has seen their phone, nor one that a code leads back to', async () => {
  const sms = await openSmsProvider(shop.api);
  const open = await shop.openHotspot(startMikrotik, { registration: 'open' });
  await open.join(newMac());
  const browser = openPlainBrowser({ cookies: true });
  const packages = await giveNumber(browser, open, newNumber());
  const home = packages.url.replace(/\/devices$/, '');
  const [action] = /\/packages\/\d+(?="><button[^>]*Get it: Free hour)/.exec(packages.text) ?? [];
  await fetch(`${home}${action}`, { method: 'POST', redirect: 'manual' });
  for (const path of ['/devices', '/account']) {
    const { text } = await browser.open(`${home}${path}`);
    assert.match(text, /Your package: Free hour/);
    assert.doesNotMatch(text, /Log in on another device|guest-/);
  }
  const coded = await shop.openHotspot(startMikrotik, { registration: 'code' });
  const number = newNumber();
  await coded.join(newMac());
  const known = openPlainBrowser({ cookies: true });
  const form = await giveNumber(known, coded, number);
  const online = await takeHour(known, await known.submit(form, { code: sms.codeFor(number) }));
  assert.equal(online.title, 'You are online');
  assert.doesNotMatch((await known.click(online, 'Your devices')).text, /Log in on another device/);
  sms.close();
});
