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
import { openSale, type Sale } from '../gateways/sell-at-portal.ts';
import { openPlainBrowser, type PlainBrowser, type PlainPage } from '../plain-browser.ts';
import { type Customer, newMac } from '../shop.ts';

let shop: HotspotShop;
let sale: Sale;

before(async () => {
  shop = await openHotspotShop();
  sale = await openSale(shop);
});
after(async () => {
  await shop?.stop();
  await sale?.close();
});

const MAKES: readonly (readonly [string, StartGateway])[] = [
  ['MikroTik', startMikrotik],
  ['CoovaChilli', startCoovaChilli],
];

type Visitor = { readonly guest: Customer; readonly mac: string; readonly browser: PlainBrowser };

/** Somebody with an account and no package, at a gateway. */
async function comeIn(
  gateway: Hotspot,
  { cookies = false, ...customer }: { cookies?: boolean; servicePackageId?: string | undefined } = {},
): Promise<Visitor> {
  const guest = await shop.addGuest({ servicePackageId: undefined, ...customer });
  const [mac, browser] = [newMac(), openPlainBrowser({ cookies, waits: false })];
  await gateway.join(mac);
  return { guest, mac, browser };
}

const buyUrl = (page: PlainPage): string => {
  const [, path] = /href="([^"]+\/buy\/\d+)"/.exec(page.text) ?? [];
  assert.ok(path, page.text.slice(-1500));
  return new URL(path, page.url).href;
};

/** *Buy*, and the way to pay: two taps. */
async function buy(
  page: PlainPage,
  browser: PlainBrowser,
  method: keyof Sale['methods'],
): Promise<PlainPage> {
  const how = await browser.open(buyUrl(page));
  assert.equal(how.title, 'How will you pay?');
  return browser.submit(how, { method: sale.methods[method] });
}

async function subscriptionsOf({ id }: Customer): Promise<readonly { servicePackage?: unknown }[]> {
  return (await shop.api.get<{ items: { servicePackage?: unknown }[] }>(`/customers/${id}/subscriptions`))
    .items;
}

/** What one reads there, but for the payment's own number. */
const saidOn = ({ text }: PlainPage): string =>
  text
    .slice(text.indexOf('<main>'))
    .replaceAll(/<[^>]*>/g, ' ')
    .replace(/Payment number\s+\d+/, '');
const payUrlIn = (page: PlainPage): string =>
  /href="([^"]+)">Pay now</.exec(page.text)?.[1] ?? assert.fail(page.text.slice(-1500));
const linkIn = (page: PlainPage): string =>
  /<bdi dir="ltr">([^<]+)<wbr><span>(\/p\/[a-z0-9-]+)</.exec(page.text)?.slice(1).join('') ??
  assert.fail(page.text.slice(-1500));

for (const [make, start] of MAKES) {
  for (const cookies of [true, false]) {
    test(`${make}, ${cookies ? 'with' : 'without'} cookies: a visitor buys before the log-in, pays on the gateway’s page and is online`, async () => {
      const gateway = await shop.openHotspot(start);
      const { guest, mac, browser } = await comeIn(gateway, { cookies });
      const welcome = await browser.open(gateway.url);
      const account = await browser.open(buyUrl(welcome));
      assert.equal(account.title, 'Log in');
      const how = await browser.submit(account, { username: guest.username, password: guest.password });
      assert.equal(how.title, 'How will you pay?');
      const paying = await browser.submit(how, { method: sale.methods.online });
      assert.match(paying.title, /^Pay BDT\s30\.00$/);
      const provider = await browser.open(payUrlIn(paying));
      let back = await browser.submit(provider, {}, /\/pay$/);
      if (!cookies) {
        assert.equal(back.title, 'Paid', back.text);
        back = await browser.click(back, 'Go online');
      }
      assert.equal(back.title, 'You are online', back.text);
      assert.match(back.text, /Day pass/);
      assert.ok(gateway.isOnline(mac));
      assert.equal((await subscriptionsOf(guest)).length, 1);
    });
  }

  test(`${make}: paid on another phone, the page of the first one notices and goes on`, async () => {
    const gateway = await shop.openHotspot(start);
    const { guest, mac, browser } = await comeIn(gateway);
    const paying = await buy(await logInAt(browser, gateway, guest), browser, 'online');
    const friend = openPlainBrowser({ waits: false });
    const linked = await friend.open(linkIn(paying));
    assert.match(linked.title, /^Pay BDT\s30\.00$/);
    const [notices, done] = await Promise.all([
      browser.wait(paying),
      friend.submit(await friend.click(linked, 'Pay now'), {}, /\/pay$/),
    ]);
    // Somebody else may have had the provider asked the moment before.
    const paid = done.title === 'One moment' ? await friend.wait(done) : done;
    assert.equal(paid.title, 'Paid');
    assert.match(paid.text, /Go back to the phone that waits/);
    assert.equal(notices.title, 'You are online', notices.text);
    assert.ok(gateway.isOnline(mac));
  });

  test(`${make}: the window dies in between; reopened, the portal goes on with the payment, and after it gets online`, async () => {
    for (const cookies of [true, false]) {
      const gateway = await shop.openHotspot(start);
      const { guest, mac, browser } = await comeIn(gateway, { cookies });
      const paying = await buy(await logInAt(browser, gateway, guest), browser, 'online');
      const again = cookies ? await browser.open(gateway.url) : await logInAt(browser, gateway, guest);
      assert.equal(again.title, paying.title);
      await sale.gateway.pay(payUrlIn(again).split('/').at(-1) ?? '');
      const last = cookies ? await browser.open(gateway.url) : await logInAt(browser, gateway, guest);
      // The callback was answered before the provider was asked.
      const reopened = last.title === paying.title ? await browser.wait(last) : last;
      assert.equal(reopened.title, 'You are online', reopened.text);
      assert.ok(gateway.isOnline(mac));
    }
  });
}

describe('paid to a person', () => {
  test('cash: the page tells what to say, and goes on when an operator has approved', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const { guest, mac, browser } = await comeIn(gateway);
    const waiting = await buy(await logInAt(browser, gateway, guest), browser, 'cash');
    const { id, reviewReason } = await sale.lastPayment();
    assert.equal(reviewReason, 'cash');
    assert.match(waiting.text, /Ask for Rahim at the tea counter\./);
    assert.match(waiting.text, new RegExp(`Payment number</dt><dd><bdi>${id}</bdi>`));
    const [online] = await Promise.all([browser.wait(waiting), shop.api.post(`/payments/${id}/approve`, {})]);
    assert.equal(online.title, 'You are online', online.text);
    assert.ok(gateway.isOnline(mac));
  });

  test('by telephone: what is no transaction number is said; any other is looked at, and nothing is told of whose it is', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const { guest, mac, browser } = await comeIn(gateway);
    const form = await buy(await logInAt(browser, gateway, guest), browser, 'byPhone');
    assert.match(form.text, /01712 345678: 30\.00 taka/);
    const wrong = await browser.submit(form, { reference: 'paid it' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /This is no transaction number/);
    assert.match(wrong.text, /value="paid it"/);
    const looked = await browser.submit(wrong, { reference: '9h7-k3qp 2xz' });
    assert.equal(looked.title, 'Somebody looks at it');
    assert.match(looked.text, /9H7K3QP2XZ/);

    const other = await comeIn(gateway);
    const second = await buy(await logInAt(other.browser, gateway, other.guest), other.browser, 'byPhone');
    const taken = await other.browser.submit(second, { reference: '9H7K3QP2XZ' });
    assert.equal(taken.title, 'Somebody looks at it');
    assert.equal(saidOn(taken), saidOn(looked), 'the same is said to whom the number does not belong');

    const mended = await browser.submit(await browser.click(looked, 'Correct the number'), {
      reference: '9H7K3QP2XY',
    });
    assert.match(mended.text, /9H7K3QP2XY/);
    const { items } = await shop.api.get<{ items: { id: string; enteredReference: string | null }[] }>(
      `/payments?customerId=${guest.id}`,
    );
    assert.deepEqual(
      items.map(({ enteredReference }) => enteredReference),
      ['9H7K3QP2XY'],
    );
    await gateway.join(mac);
    const [online] = await Promise.all([
      browser.wait(mended),
      shop.api.post(`/payments/${items[0]?.id}/approve`, { reference: '9H7K3QP2XY' }),
    ]);
    assert.equal(online.title, 'You are online', online.text);
  });

  test('a payment that an operator refuses says so and leads to another way', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const { guest, browser } = await comeIn(gateway);
    const waiting = await buy(await logInAt(browser, gateway, guest), browser, 'cash');
    const { id } = await sale.lastPayment();
    const [over] = await Promise.all([
      browser.wait(waiting),
      shop.api.post(`/payments/${id}/refuse`, { reason: 'Nobody came.' }),
    ]);
    assert.equal(over.title, 'Not paid');
    assert.doesNotMatch(over.text, /Nobody came/);
    assert.equal((await browser.click(over, 'Begin again')).title, 'How will you pay?');
    assert.notEqual((await browser.open(gateway.url)).title, over.title);
  });
});

describe('a second tap', () => {
  test('of the same page is the same payment, sent at once or later', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const { guest, browser } = await comeIn(gateway);
    const how = await browser.open(buyUrl(await logInAt(browser, gateway, guest)));
    const tap = () => browser.submit(how, { method: sale.methods.online });
    const pages = [...(await Promise.all([tap(), tap(), tap()])), await tap()];
    assert.equal(new Set(pages.map(payUrlIn)).size, 1);
    const { items } = await shop.api.get<{ items: unknown[] }>(`/payments?customerId=${guest.id}`);
    assert.equal(items.length, 1);
  });
});

describe('renewing', () => {
  test('a customer who is online renews in two taps; what was paid for before is not lost, and the page says when the new one begins', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const { guest, browser } = await comeIn(gateway, { cookies: true, servicePackageId: sale.dayPackageId });
    const online = await logInAt(browser, gateway, guest);
    const own = await browser.click(online, 'Your devices');
    const how = await browser.open(buyUrl(own));
    assert.match(own.text, /Renew Day pass for BDT\s30\.00/);
    assert.match(how.text, /when Day pass ends, /);
    const paying = await browser.submit(how, { method: sale.methods.online });
    const back = await browser.submit(await browser.open(payUrlIn(paying)), {}, /\/pay$/);
    assert.match(back.title, /^Hello/);
    assert.match(back.text, /Paid: Day pass is yours\./);
    assert.match(back.text, /After that: Day pass, from /);
  });

  test('a package without an end cannot be paid over: the page says so before anybody pays', async () => {
    const endless = await shop.api.post<{ id: string }>('/service-packages', {
      name: 'For ever',
      kind: 'hotspot',
      priceMinor: 900_000,
      currency: 'BDT',
    });
    const gateway = await shop.openHotspot(startMikrotik);
    const { guest, browser } = await comeIn(gateway, { cookies: true, servicePackageId: endless.id });
    const online = await logInAt(browser, gateway, guest);
    const own = await browser.click(online, 'Your devices');
    assert.doesNotMatch(own.text, /\/buy\//);
    const refused = await browser.open(own.url.replace('/devices', '').concat(`/buy/${sale.dayPackageId}`));
    assert.match(refused.text, /Your package For ever has no end/);
    await shop.api.remove(`/service-packages/${endless.id}`).catch(() => undefined);
  });
});

describe('a provider that is away', () => {
  test('is named, nothing is paid, and the same payment begins when it is back', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const { guest, browser } = await comeIn(gateway);
    const how = await browser.open(buyUrl(await logInAt(browser, gateway, guest)));
    await sale.gateway.goAway();
    const away = await browser.submit(how, { method: sale.methods.online });
    await sale.gateway.comeBack();
    assert.equal(away.status, 422);
    assert.match(away.text, /Lake Pay does not answer\. Nothing was paid\./);
    const begun = await logInAt(openPlainBrowser({ waits: false }), gateway, guest);
    assert.equal(begun.title, 'Paying does not work now');
    const paying = await browser.submit(away, { method: sale.methods.online });
    assert.match(payUrlIn(paying), /^http/);
    const { items } = await shop.api.get<{ items: unknown[] }>(`/payments?customerId=${guest.id}`);
    assert.equal(items.length, 1);
  });

  test('while one waits for the callback keeps no page from being shown; asked later it tells', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const { guest, browser } = await comeIn(gateway, { cookies: true });
    const paying = await buy(await logInAt(browser, gateway, guest), browser, 'online');
    sale.gateway.misbehave({ losesCallbacks: true });
    try {
      const back = await browser.submit(await browser.open(payUrlIn(paying)), {}, /\/pay$/);
      assert.equal(back.title, 'You are online', back.text);
    } finally {
      sale.gateway.misbehave({ losesCallbacks: false });
    }
  });
});

describe('what a browser brings along', () => {
  test('is believed by nobody: coming back without having paid shows that nothing has arrived', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const { guest, mac, browser } = await comeIn(gateway);
    const paying = await buy(await logInAt(browser, gateway, guest), browser, 'online');
    const stranger = openPlainBrowser({ waits: false });
    const back = await stranger.open(`${linkIn(paying)}?back=1&status=paid&amount=3000`);
    assert.equal(back.title, 'One moment');
    const posted = await fetch(linkIn(paying), {
      method: 'POST',
      body: new URLSearchParams({ state: 'paid' }),
    });
    assert.equal(posted.status, 200);
    assert.equal((await sale.lastPayment()).state, 'open');
    const went = await fetch(`${linkIn(paying)}/go`, { method: 'POST' });
    assert.match(await went.text(), /Pay now/);
    assert.ok(!gateway.isOnline(mac));
    assert.equal((await subscriptionsOf(guest)).length, 0);
  });

  test('a link names nobody, opens nothing else, and cannot be guessed from another', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const guest = await shop.addGuest({
      servicePackageId: undefined,
      name: 'Rahima Akter',
      phone: '+8801712000099',
    });
    const browser = openPlainBrowser({ waits: false });
    await gateway.join(newMac());
    const paying = await buy(await logInAt(browser, gateway, guest), browser, 'online');
    const link = linkIn(paying);
    const page = await openPlainBrowser({ waits: false }).open(link);
    for (const secret of ['Rahima', guest.username, guest.password, '1712000099', '/v/'])
      assert.ok(!page.text.includes(secret), secret);
    assert.match(page.text, /Day pass/);
    const last = link.at(-1) === 'a' ? 'b' : 'a';
    assert.equal((await openPlainBrowser().open(`${link.slice(0, -1)}${last}`)).status, 404);
  });

  test('another customer’s payment is not shown, nor begun, nor told a number', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const one = await comeIn(gateway);
    const form = await buy(await logInAt(one.browser, gateway, one.guest), one.browser, 'byPhone');
    const { id } = await sale.lastPayment();
    const other = await comeIn(gateway);
    const own = await logInAt(other.browser, gateway, other.guest);
    const home = /\/v\/[\w-]{20,}/.exec(own.url)?.[0] ?? '';
    const portal = new URL(form.url).origin;
    for (const [path, method] of [
      ['', 'GET'],
      ['/begin', 'POST'],
      ['/reference', 'POST'],
    ] as const) {
      const body = method === 'POST' ? new URLSearchParams({ reference: 'AAAAAAAAAA' }) : null;
      const answer = await fetch(`${portal}${home}/payments/${id}${path}`, {
        method,
        body,
        redirect: 'manual',
      });
      assert.equal(answer.status, 303);
      assert.match(answer.headers.get('Location') ?? '', /\/devices$/);
    }
    assert.equal((await sale.lastPayment()).state, 'open');
  });
});

test('where nothing can be paid by, a price is a price, and the page says whom to ask', async () => {
  const gateway = await shop.openHotspot(startMikrotik);
  for (const id of Object.values(sale.methods))
    await shop.api.patch(`/payment-methods/${id}`, { enabled: false });
  try {
    const { guest, browser } = await comeIn(gateway);
    const page = await logInAt(browser, gateway, guest);
    assert.doesNotMatch(page.text, /\/buy\//);
    assert.match(page.text, /Ask your provider for a package with a price/);
  } finally {
    for (const id of Object.values(sale.methods))
      await shop.api.patch(`/payment-methods/${id}`, { enabled: true });
  }
});
