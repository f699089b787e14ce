import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startCoovaChilli } from '../gateways/coovachilli.ts';
import { type HotspotShop, openHotspotShop, type StartGateway } from '../gateways/hotspot-shop.ts';
import { startMikrotik } from '../gateways/mikrotik.ts';
import { METHOD_NAMES, openSale, type Sale } from '../gateways/sell-at-portal.ts';
import { assertFits, openBrowser, PATIENCE_MS } from '../open-browser.ts';
import { makeVoucher } from '../portal-walk.ts';
import { attemptsWhere, newMac } from '../shop.ts';
import { photograph, pressFirst, readBeside } from '../waiting-page.ts';

/** The smallest phone that is still about. */
const PHONE = { width: 320, height: 568 };

let shop: HotspotShop;
let sale: Sale;
let browser: Browser;
before(async () => {
  shop = await openHotspotShop();
  sale = await openSale(shop);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await sale?.close();
  await shop?.stop();
});

/** A login window: it forbids storage, and where it has no script at all nothing of that is noticed. */
async function openPhone(script: boolean): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: script, locale: 'en-GB' });
  await context.addInitScript(
    `for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
       Object.defineProperty(window, name, { get() { throw new Error('no storage'); } })`,
  );
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  return { context, page };
}

/** The main thing to do is on the screen without scrolling. */
async function assertInSight(page: Page, name: string): Promise<void> {
  const box = await page.locator('.button', { hasText: name }).first().boundingBox();
  assert.ok(box !== null && box.y + box.height <= PHONE.height, `${name} ends at ${box?.y} + ${box?.height}`);
  assert.ok(box.height >= 48, `${name} is ${box.height} px high`);
}

const online = (page: Page) => page.getByRole('heading', { name: 'You are online' });
const pay = (page: Page) => page.getByRole('button', { name: 'Pay', exact: true });

/** From any page to *How will you pay?* of the day pass, through the log-in. */
async function comeToBuy(page: Page, url: string, guest: { username: string; password: string }) {
  await page.goto(url);
  await page.getByRole('link', { name: 'Buy Day pass' }).click();
  await page.getByLabel('Username').fill(guest.username);
  await page.getByLabel('Password').fill(guest.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'How will you pay?' }).waitFor();
}

const PAYMENT_PAGE = /\/payments\/\d+(\?again=1)?$/;

/** The second tap; answers the page that waits from then on. */
async function beginPaying(page: Page): Promise<string> {
  const shown = page.waitForResponse((answer) => PAYMENT_PAGE.test(answer.url()) && answer.status() === 200);
  await page.getByRole('button', { name: METHOD_NAMES.online }).click({ noWaitAfter: true });
  const answer = await shown;
  await answer.finished();
  return readBeside(answer.url());
}

const linkIn = (source: string): string =>
  /<bdi dir="ltr">([^<]+)<wbr><span>(\/p\/[a-z0-9-]+)</.exec(source)?.slice(1).join('') ??
  assert.fail(source);

const MAKES: readonly (readonly [string, StartGateway])[] = [
  ['MikroTik', startMikrotik],
  ['CoovaChilli', startCoovaChilli],
];

for (const [make, start] of MAKES) {
  for (const script of [false, true]) {
    const how = `${make}, ${script ? 'with' : 'without'} JavaScript`;

    test(`${how}: bought, paid on the gateway’s page, let in by an Access-Accept`, async () => {
      const gateway = await shop.openHotspot(start);
      const [guest, mac] = [await shop.addGuest({ servicePackageId: undefined }), newMac()];
      await gateway.join(mac);
      const { context, page } = await openPhone(script);
      await comeToBuy(page, gateway.url, guest);
      await assertInSight(page, METHOD_NAMES.online);
      await assertFits(page, 'how to pay');
      await beginPaying(page);
      await pressFirst(page);
      await pay(page).click();
      await online(page).waitFor();
      assert.ok(gateway.isOnline(mac));
      const accepts = await attemptsWhere(shop.api, { mac, outcome: 'accept' });
      assert.equal(accepts.length, 1);
      await context.close();
    });

    test(`${how}: a voucher’s code, typed in small letters, let in by an Access-Accept`, async () => {
      const gateway = await shop.openHotspot(start);
      const mac = newMac();
      await gateway.join(mac);
      const code = await makeVoucher({ shop, dayPackageId: sale.dayPackageId });
      const { context, page } = await openPhone(script);
      await page.goto(gateway.url);
      await page.getByRole('link', { name: 'I have a voucher' }).click();
      await page.getByLabel('Code').fill(code.toLowerCase());
      await assertInSight(page, 'Redeem');
      await assertFits(page, 'the voucher');
      await page.getByRole('button', { name: 'Redeem' }).click();
      await online(page).waitFor();
      assert.ok(gateway.isOnline(mac));
      // The guest that it made is known by the device from now on.
      assert.equal(await gateway.join(mac), true);
      await context.close();
    });

    test(`${how}: paid on another phone while the page waits`, async () => {
      const gateway = await shop.openHotspot(start);
      const [guest, mac] = [await shop.addGuest({ servicePackageId: undefined }), newMac()];
      await gateway.join(mac);
      const { context, page } = await openPhone(script);
      await comeToBuy(page, gateway.url, guest);
      const link = linkIn(await beginPaying(page));
      const other = await openPhone(script);
      await other.page.goto(link);
      await other.page.getByRole('link', { name: 'Pay now' }).click();
      await pay(other.page).click();
      await other.page.getByRole('heading', { name: 'Paid' }).waitFor();
      await online(page).waitFor();
      assert.ok(gateway.isOnline(mac));
      await other.context.close();
      await context.close();
    });

    test(`${how}: the window dies before it is paid, and another one after it`, async () => {
      const gateway = await shop.openHotspot(start);
      const [guest, mac] = [await shop.addGuest({ servicePackageId: undefined }), newMac()];
      await gateway.join(mac);
      const first = await openPhone(script);
      await comeToBuy(first.page, gateway.url, guest);
      await beginPaying(first.page);
      const cookies = await first.context.cookies();
      await first.context.close();

      const second = await openPhone(script);
      await second.context.addCookies(cookies);
      const reopened = second.page.waitForResponse(PAYMENT_PAGE);
      second.page.goto(gateway.url).catch(() => undefined);
      const source = await readBeside((await reopened).url());
      const payUrl = /href="([^"]+)">Pay now</.exec(source)?.[1] ?? '';
      await second.context.close();
      await sale.gateway.pay(payUrl.split('/').at(-1) ?? '');

      const third = await openPhone(script);
      await third.page.goto(gateway.url);
      await third.page.getByRole('link', { name: 'I have an account' }).click();
      await third.page.getByLabel('Username').fill(guest.username);
      await third.page.getByLabel('Password').fill(guest.password);
      await third.page.getByRole('button', { name: 'Log in' }).click();
      await online(third.page).waitFor();
      assert.ok(gateway.isOnline(mac));
      await third.context.close();
    });
  }
}

test('a page that waits is there to be seen, and stays where one reads', async () => {
  const gateway = await shop.openHotspot(startMikrotik);
  const guest = await shop.addGuest({ servicePackageId: undefined });
  await gateway.join(newMac());
  const { context, page } = await openPhone(false);
  await comeToBuy(page, gateway.url, guest);
  await beginPaying(page);
  await page.waitForTimeout(1500);
  const top = await photograph(page);
  await page.mouse.move(100, 300);
  await page.mouse.wheel(0, 300);
  await page.waitForTimeout(500);
  const scrolled = await photograph(page);
  assert.ok(!top.equals(scrolled));
  // Held back, answered, and asked for once more.
  await page.waitForResponse(PAYMENT_PAGE);
  await page.waitForTimeout(1000);
  assert.ok(scrolled.equals(await photograph(page)));
  await context.close();
});
