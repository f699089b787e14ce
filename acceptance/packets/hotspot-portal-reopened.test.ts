import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startCoovaChilli } from '../gateways/coovachilli.ts';
import {
  type Hotspot,
  type HotspotShop,
  logInAt,
  openHotspotShop,
  type StartGateway,
} from '../gateways/hotspot-shop.ts';
import { startMikrotik } from '../gateways/mikrotik.ts';
import { openSmsProvider, sellForNothing, type SmsProvider } from '../gateways/sms-provider.ts';
import { openPlainBrowser, type PlainBrowser, type PlainPage } from '../plain-browser.ts';
import { newMac } from '../shop.ts';

let shop: HotspotShop;
let sms: SmsProvider;

before(async () => {
  shop = await openHotspotShop();
  sms = await openSmsProvider(shop.api);
  await sellForNothing(shop.api);
});
after(async () => {
  await shop?.stop();
  sms?.close();
});

let lastNumber = 1_713_000_000;
const newNumber = (): string => `+880${(lastNumber += 1)}`;
const codeFor = (phone: string): string => sms.codeFor(phone);
const codesSentTo = (phone: string): number => sms.countTo(phone);

async function giveNumber(browser: PlainBrowser, gateway: Hotspot, phone: string): Promise<PlainPage> {
  const form = await browser.click(await browser.open(gateway.url), 'I am new here');
  return browser.submit(form, { number: phone });
}

/** Where the form of a page goes that takes a package. */
const formOf = (page: PlainPage, name: string): URL =>
  new URL(
    new RegExp(`action="([^"]+)"><button[^>]*aria-label="Get it: ${name}"`).exec(page.text)?.[1] ??
      assert.fail(`${name} is not offered:\n${page.text.slice(-1500)}`),
    page.url,
  );

/** The package is taken, and the window dies before it has gone on. */
async function takeAndDie(page: PlainPage, name: string): Promise<void> {
  const answer = await fetch(formOf(page, name), { method: 'POST', redirect: 'manual' });
  assert.equal(answer.status, 303);
}

async function customersWith(phone: string): Promise<number> {
  const { items } = await shop.api.get<{ items: unknown[] }>(
    `/customers?search=${encodeURIComponent(phone)}`,
  );
  return items.length;
}

const MAKES: readonly (readonly [string, StartGateway])[] = [
  ['MikroTik', startMikrotik],
  ['CoovaChilli', startCoovaChilli],
];

for (const [make, start] of MAKES) {
  describe(`${make}: a window that died after the code`, () => {
    test('and keeps cookies goes on at the packages, and after one was taken at the hand-over', async () => {
      const gateway = await shop.openHotspot(start, { registration: 'code' });
      const [mac, phone, browser] = [newMac(), newNumber(), openPlainBrowser({ cookies: true })];
      await gateway.join(mac);
      await browser.submit(await giveNumber(browser, gateway, phone), { code: codeFor(phone) });
      const again = await browser.open(gateway.url);
      assert.equal(again.title, 'Choose a package');
      await takeAndDie(again, 'Trial day');
      assert.equal((await browser.open(gateway.url)).title, 'You are online');
      assert.ok(gateway.isOnline(mac));
      assert.deepEqual([codesSentTo(phone), await customersWith(phone)], [1, 1]);
    });

    test('and keeps none goes on after a new code, as the same customer', async () => {
      const gateway = await shop.openHotspot(start, { registration: 'code' });
      const [mac, phone] = [newMac(), newNumber()];
      await gateway.join(mac);
      const first = openPlainBrowser();
      const packages = await first.submit(await giveNumber(first, gateway, phone), { code: codeFor(phone) });
      await takeAndDie(packages, 'Trial day');
      const second = openPlainBrowser();
      const form = await giveNumber(second, gateway, phone);
      assert.equal((await second.submit(form, { code: codeFor(phone) })).title, 'You are online');
      assert.deepEqual([codesSentTo(phone), await customersWith(phone)], [2, 1]);
    });
  });
}

describe('a cookie', () => {
  test('leads another phone, or one at another gateway, into nobody’s visit', async () => {
    const [here, there] = [
      await shop.openHotspot(startMikrotik, { registration: 'code' }),
      await shop.openHotspot(startMikrotik, { registration: 'code' }),
    ];
    const [mac, phone, browser] = [newMac(), newNumber(), openPlainBrowser({ cookies: true })];
    await here.join(mac);
    await browser.submit(await giveNumber(browser, here, phone), { code: codeFor(phone) });
    const entry = new URL(browser.visited.find((url) => url.includes('/hotspot/mikrotik')) ?? '');
    const cookie = browser.cookie();
    const openAs = async (change: Record<string, string>): Promise<string> => {
      const url = new URL(entry);
      for (const [name, value] of Object.entries(change)) url.searchParams.set(name, value);
      const answer = await fetch(url, { redirect: 'manual', headers: { Cookie: cookie } });
      return new URL(answer.headers.get('Location') ?? '', url).pathname.split('/')[2] ?? '';
    };
    const own = cookie.split('=')[1] ?? '';
    assert.equal(await openAs({}), own);
    assert.notEqual(await openAs({ mac: newMac() }), own);
    assert.notEqual(await openAs({ 'link-login-only': 'http://10.9.9.9/login' }), own);
    assert.notEqual(await openAs({ nas: there.options.nasId }), own);
  });
});

describe('a code that was sent', () => {
  test('is asked for again instead of being sent again, while the message may still be on its way', async () => {
    const gateway = await shop.openHotspot(startMikrotik, { registration: 'code' });
    const [phone, browser] = [newNumber(), openPlainBrowser()];
    await gateway.join(newMac());
    const form = await giveNumber(browser, gateway, phone);
    const again = await browser.submit(await browser.click(form, 'Another number, or a new code'), {
      number: phone,
    });
    assert.equal(again.title, 'Enter the code');
    assert.equal(codesSentTo(phone), 1);
    await shop.database.pool.query(
      `update portal_codes set created_at = created_at - interval '3 minutes' where phone = $1`,
      [phone],
    );
    await browser.submit(await browser.click(again, 'Another number, or a new code'), { number: phone });
    assert.equal(codesSentTo(phone), 2);
  });

  test('leads on when it is sent twice, at once or one after the other, and so do the steps before it', async () => {
    const gateway = await shop.openHotspot(startMikrotik, { registration: 'code' });
    const [phone, browser] = [newNumber(), openPlainBrowser()];
    await gateway.join(newMac());
    const form = await giveNumber(browser, gateway, phone);
    const send = () => browser.submit(form, { code: codeFor(phone) });
    for (const page of [...(await Promise.all([send(), send()])), await send()])
      assert.equal(page.title, 'Choose a package');
    for (const step of ['code', 'number'])
      assert.equal((await browser.open(form.url.replace(/code$/, step))).title, 'Choose a package');
  });
});

describe('a code that could not be sent', () => {
  test('says so, is not waited for, and is not held against the number', async () => {
    const gateway = await shop.openHotspot(startMikrotik, { registration: 'code' });
    const [mac, phone, browser] = [newMac(), newNumber(), openPlainBrowser()];
    await gateway.join(mac);
    sms.answers = 500;
    try {
      let page = await giveNumber(browser, gateway, phone);
      for (let tries = 0; tries < 4; tries += 1) {
        assert.match(page.text, /The message could not be sent/);
        page = await browser.submit(page, { number: phone });
      }
      assert.match((await openPlainBrowser().open(gateway.url)).title, /^Welcome/);
    } finally {
      sms.answers = 200;
    }
    const form = await giveNumber(openPlainBrowser(), gateway, phone);
    assert.equal(form.title, 'Enter the code');
    assert.match((await browser.submit(form, { code: codeFor(phone) })).text, /Get it: Free hour/);
  });
});

describe('where a zone takes a visitor’s word', () => {
  test('the same phone goes on with the same number, trial and all, and nobody is made a second time', async () => {
    const gateway = await shop.openHotspot(startMikrotik, { registration: 'open' });
    const [mac, phone] = [newMac(), newNumber()];
    await gateway.join(mac);
    await takeAndDie(await giveNumber(openPlainBrowser(), gateway, phone), 'Trial day');
    assert.equal((await giveNumber(openPlainBrowser(), gateway, phone)).title, 'You are online');
    assert.ok(gateway.isOnline(mac));
    assert.equal(await customersWith(phone), 1);
  });

  test('another phone, a late one, or one that somebody else had, reads how to go on instead', async () => {
    const gateway = await shop.openHotspot(startMikrotik, { registration: 'open' });
    const [mac, phone, other] = [newMac(), newNumber(), newNumber()];
    await gateway.join(mac);
    await giveNumber(openPlainBrowser(), gateway, phone);
    await gateway.join(newMac());
    const stranger = await giveNumber(openPlainBrowser(), gateway, phone);
    assert.match(stranger.text, /was registered here before[^<]+take another number/);
    await gateway.join(mac);
    await shop.database.pool.query(`update portal_sign_ups set at = at - interval '31 minutes'`);
    assert.match((await giveNumber(openPlainBrowser(), gateway, phone)).text, /was registered here before/);
    const guest = await shop.addGuest();
    await giveNumber(openPlainBrowser(), gateway, other);
    await shop.addDevice(guest, mac);
    assert.match((await giveNumber(openPlainBrowser(), gateway, other)).text, /was registered here before/);
    assert.deepEqual([await customersWith(phone), await customersWith(other)], [1, 1]);
  });
});

describe('a number that was typed, once RADIUS has seen the phone', () => {
  test('leads nobody to the account any more: neither who made up the phone’s address, nor after its removal', async () => {
    const gateway = await shop.openHotspot(startMikrotik, { registration: 'open' });
    const [mac, phone] = [newMac(), newNumber()];
    await gateway.join(mac);
    const browser = openPlainBrowser({ cookies: true });
    const packages = await giveNumber(browser, gateway, phone);
    const online = await browser.submit(packages, {}, new RegExp(formOf(packages, 'Free hour').pathname));
    assert.equal(online.title, 'You are online');
    const thief = openPlainBrowser();
    const forged = new URL(browser.visited.find((url) => url.includes('/hotspot/mikrotik')) ?? '');
    const form = await thief.click(await thief.open(forged.href), 'I am new here');
    const refused = await thief.submit(form, { number: phone });
    assert.match(refused.text, /was registered here before[^<]+Log in with its account/);
    const own = await browser.click(online, 'Your devices');
    await browser.click(await browser.click(own, 'Change'), 'Remove');
    assert.match((await thief.submit(form, { number: phone })).text, /was registered here before/);
    assert.equal(await customersWith(phone), 1);
  });

  test('and before that, of two windows the later one is somebody', async () => {
    const gateway = await shop.openHotspot(startMikrotik, { registration: 'open' });
    const phone = newNumber();
    await gateway.join(newMac());
    const [first, second] = [openPlainBrowser(), openPlainBrowser()];
    const before = await giveNumber(first, gateway, phone);
    assert.equal((await giveNumber(second, gateway, phone)).title, 'Choose a package');
    assert.match((await first.open(before.url)).title, /^Welcome/);
  });
});

for (const [make, start] of MAKES) {
  test(`${make}: who came by a number and is refused by the router tries again at the start, where numbers are asked for`, async () => {
    const gateway = await shop.openHotspot(
      start,
      { registration: 'code' },
      { secret: 'not what Gatehouse has' },
    );
    const [phone, browser] = [newNumber(), openPlainBrowser()];
    await gateway.join(newMac());
    const packages = await browser.submit(await giveNumber(browser, gateway, phone), {
      code: codeFor(phone),
    });
    const refused = await browser.submit(packages, {}, new RegExp(formOf(packages, 'Free hour').pathname));
    assert.equal(refused.title, 'Not online yet', refused.text);
    const again = await browser.click(refused, 'Try again');
    assert.match(again.title, /^Welcome/);
    assert.match(again.text, /I am new here[^]*I have an account/);
  });
}

describe('who cannot take a package', () => {
  test('is offered none: a line, and who is suspended, whose trial stays unused', async () => {
    const gateway = await shop.openHotspot(startMikrotik, { registration: 'code' });
    const line = await shop.addCustomer({ kind: 'pppoe' });
    await gateway.join(newMac());
    const asLine = await logInAt(openPlainBrowser(), gateway, line);
    assert.match(asLine.text, /Your account is for a line/);
    assert.doesNotMatch(asLine.text, /Get it/);
    const guest = await shop.addGuest({ servicePackageId: undefined, phone: newNumber() });
    await gateway.join(newMac());
    const before = await logInAt(openPlainBrowser(), gateway, guest);
    await shop.api.patch(`/customers/${guest.id}`, { status: 'suspended' });
    await takeAndDie(before, 'Trial day');
    const browser = openPlainBrowser();
    const suspended = await logInAt(browser, gateway, guest);
    assert.match(suspended.text, /Your account is suspended/);
    assert.doesNotMatch(suspended.text, /Get it/);
    await shop.api.patch(`/customers/${guest.id}`, { status: 'active' });
    const after = await logInAt(browser, gateway, guest);
    const page = await browser.submit(after, {}, new RegExp(formOf(after, 'Trial day').pathname));
    assert.equal(page.title, 'You are online');
  });
});

test('what no form holds is refused in words, and nothing is said of it in the log', async () => {
  const gateway = await shop.openHotspot(startMikrotik, { registration: 'code' });
  await gateway.join(newMac());
  const home = (await openPlainBrowser().open(gateway.url)).url;
  const post = (path: string, body: string | URLSearchParams, type?: string) =>
    fetch(`${home}${path}`, {
      method: 'POST',
      body,
      redirect: 'manual',
      ...(type !== undefined && { headers: { 'Content-Type': type } }),
    });
  const answers = [
    await post('/login', new URLSearchParams({ username: 'a\0b', password: 'x\0' })),
    await post('/number', new URLSearchParams({ number: '+88\x0001712345678' })),
    await post('/code', new URLSearchParams({ code: '\0' })),
    await post('/login', '--x\r\nbroken', 'multipart/form-data; boundary=y'),
    await fetch(`${home}?lang=%00`),
    await fetch(
      `${shop.gatehouse.portalUrl}/hotspot/mikrotik?link-login-only=http://10.0.0.1/&identity=a%00b`,
    ),
  ];
  for (const answer of answers) {
    assert.equal(answer.status, 400, answer.url);
    assert.match(await answer.text(), /That could not be read/);
  }
  assert.doesNotMatch(shop.gatehouse.output(), /the portal could not answer/);
});
