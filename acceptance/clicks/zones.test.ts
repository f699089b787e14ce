import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient, Item, List } from '../api-client.ts';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator } from '../open-admin.ts';
import { assertAccessible, assertFits } from '../open-browser.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

type Zone = Item & {
  readonly ssid: string;
  readonly portal: Readonly<Record<string, unknown>>;
  readonly logo: { readonly width: number; readonly height: number; readonly bytes: number } | null;
  readonly registration: string;
  readonly gatewayHosts: readonly string[];
  readonly hasUamSecret: boolean;
  readonly phoneCountryCode: string | null;
};

let gatehouse: Gatehouse;
let browser: Browser;
let page: Page;
let faults: string[];
let api: ApiClient;
let nas: TestNas;

before(async () => {
  gatehouse = await startOnTestDatabase();
  api = await gatehouse.api();
  await api.post('/service-packages', {
    name: 'A day',
    kind: 'hotspot',
    validitySeconds: 86_400,
    quotaBytes: 2_000_000_000,
    rateDownKbps: 10_240,
    priceMinor: 5_000,
    currency: 'BDT',
  });
  ({ browser, page, faults } = await openAsOperator(gatehouse));
});
after(async () => {
  await browser?.close();
  await nas?.close();
  await gatehouse?.stop();
});

const zone = async (): Promise<Zone> => {
  const { items } = await api.get<List<Zone>>('/hotspot-zones');
  assert.ok(items[0]);
  return items[0];
};
/** What the preview shows, seen from outside: no script runs in it, a test's neither. */
const PREVIEW = 'document.querySelector(\'iframe[title="Preview of the portal"]\').contentDocument';
const inPreview = (expression: string): Promise<unknown> => page.evaluate(`${PREVIEW}.${expression}`);
/** Asked again until it is so: the page's own policy forbids the browser to wait for an expression by itself. */
async function previewHas(expression: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await page.evaluate(`Boolean(${PREVIEW}?.body && ${PREVIEW}.${expression})`)) === true) return;
    await page.waitForTimeout(100);
  }
  assert.fail(`${expression}\n${String(await inPreview('body.innerText'))}`);
}
const previewShows = (text: string): Promise<void> =>
  previewHas(`body.innerText.includes(${JSON.stringify(text)})`);
const choose = async (label: string, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

describe('a zone’s own page', () => {
  test('a new zone opens with its portal, and the preview shows the portal as it is', async () => {
    await page.goto('/zones');
    await page.getByRole('button', { name: 'Add zone' }).first().click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Bazaar');
    await page.getByLabel('Wi-Fi name (SSID)').fill('Lakeside');
    await page.getByRole('dialog').getByRole('button', { name: 'Add zone' }).click();
    await page.getByRole('heading', { name: 'What visitors see' }).waitFor();
    await previewShows('Welcome to Bazaar');
    await lookAt(page, 'portal-untouched');
  });

  test('what is typed is in the preview at once, before it is saved', async () => {
    await page.getByLabel('Name that visitors see').fill('Lakeside Tea House');
    await page.getByLabel('Colour', { exact: true }).fill('#c2410c');
    await page.keyboard.press('Tab');
    await page.getByLabel('Welcome in English').fill('Tea first, then Wi-Fi.\nEnjoy your stay!');
    await previewShows('Welcome to Lakeside Tea House');
    await previewShows('Tea first, then Wi-Fi.');
    const color = 'defaultView.getComputedStyle(document.querySelector(".button")).backgroundColor';
    assert.equal(await inPreview(color.replace('document', PREVIEW)), 'rgb(194, 65, 12)');
    await lookAt(page, 'portal-typed');
    assert.equal((await zone()).portal['name'], null);
  });

  test('a large logo is made small, an SVG is refused in words', async () => {
    const chooser = page.locator('input[type=file]');
    await chooser.setInputFiles({
      name: 'logo.svg',
      mimeType: 'image/svg+xml',
      buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    });
    await page.getByRole('alert').getByText('Save it as PNG').waitFor();
    await chooser.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: logoPng(1600, 400) });
    await previewHas(`querySelector('img[alt="Lakeside Tea House"]')?.naturalWidth > 0`);
    await lookAt(page, 'portal-logo');
  });

  test('each language has its own words, right to left where it is written so', async () => {
    await page
      .getByRole('radiogroup', { name: /Language of the texts/ })
      .getByText('العربية')
      .click();
    await page.getByLabel('Welcome in العربية').fill('الشاي أولًا، ثم الإنترنت.');
    await previewShows('الشاي أولًا، ثم الإنترنت.');
    await page.getByLabel('Terms of use in العربية').fill('كن لطيفًا مع الآخرين.');
    await previewShows('شروط الاستخدام');
    await page.getByRole('radiogroup', { name: 'Phone' }).getByText('Dark').click();
    await lookAt(page, 'portal-arabic');
    await page.getByRole('checkbox', { name: 'Español' }).uncheck();
    await choose('Page', 'Terms of use');
    await previewShows('كن لطيفًا مع الآخرين.');
    for (const name of ['Log in', 'Choose a package', 'You are online', 'All places are taken', 'Own page']) {
      const title = await inPreview('title');
      await choose('Page', name);
      await previewHas(`title !== ${JSON.stringify(title)}`);
    }
    await lookAt(page, 'portal-own-page');
    await page
      .getByRole('radiogroup', { name: /Language of the texts/ })
      .getByText('English')
      .click();
    await page.getByRole('radiogroup', { name: 'Phone' }).getByText('Light').click();
    await choose('Page', 'You are online');
    await lookAt(page, 'portal-online');
  });

  test('leaving with something unsaved asks first', async () => {
    await page.getByRole('link', { name: 'Access', exact: true }).click();
    await page.getByText('Discard what you typed?').waitFor();
    await page.getByRole('button', { name: 'Keep editing' }).click();
    assert.equal(await page.getByLabel('Name that visitors see').inputValue(), 'Lakeside Tea House');
  });

  test('what was saved is taken back with the logo, and saved once more', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByText('The portal of Bazaar has changed').waitFor();
    assert.ok((await zone()).logo !== null);
    await page.getByRole('button', { name: /Undo/ }).click();
    await page.getByText('The portal of Bazaar is as before').waitFor();
    assert.deepEqual([(await zone()).logo, (await zone()).portal['name']], [null, null]);
    await previewShows('You are online');
    const drafts = { name: 'Lakeside Tea House', accentColor: '#c2410c', languages: ['en', 'bn', 'ar'] };
    const welcomeTexts = { en: 'Tea first, then Wi-Fi.\nEnjoy your stay!', ar: 'الشاي أولًا، ثم الإنترنت.' };
    const termsTexts = { ar: 'كن لطيفًا مع الآخرين.' };
    const { id } = await zone();
    await api.patch(`/hotspot-zones/${id}`, { portal: { ...drafts, welcomeTexts, termsTexts } });
    await page.reload();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: logoPng(1600, 400) });
    await page.getByRole('button', { name: 'Remove logo' }).waitFor();
  });

  test('once saved, a phone sees the very same page', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByText('The portal of Bazaar has changed').waitFor();
    const { portal, logo } = await zone();
    assert.deepEqual(portal, {
      name: 'Lakeside Tea House',
      accentColor: '#c2410c',
      languages: ['en', 'bn', 'ar'],
      defaultLanguage: 'en',
      welcomeTexts: { en: 'Tea first, then Wi-Fi.\nEnjoy your stay!', ar: 'الشاي أولًا، ثم الإنترنت.' },
      termsTexts: { ar: 'كن لطيفًا مع الآخرين.' },
      termsUrl: null,
    });
    assert.ok(
      logo !== null && logo.width <= 480 && logo.height <= 112 && logo.bytes <= 32_768,
      `${logo?.bytes}`,
    );
    await page.reload();
    await choose('Page', 'Welcome');
    await previewShows('Tea first');
    const shown = await inPreview('body.innerText');
    const context = await browser.newContext({ viewport: { width: 320, height: 568 }, locale: 'en-GB' });
    const phone = await context.newPage();
    await phone.goto(`${gatehouse.portalUrl}/hotspot/mikrotik?link-login-only=http%3A%2F%2F10.0.0.1%2Flogin`);
    assert.equal(await phone.locator('body').innerText(), shown);
    const image = 'document.querySelector(\'header img[alt="Lakeside Tea House"]\')';
    const size = await phone.evaluate<number[]>(`[${image}.naturalWidth, ${image}.clientHeight]`);
    assert.ok(size[0] === logo.width && (size[1] ?? 0) <= 56, `the logo is ${size.join(' · ')}`);
    const box = await phone.getByRole('link', { name: 'I have an account' }).boundingBox();
    assert.ok(box && box.y + box.height <= 568, 'the main thing to do is in sight');
    await assertAccessible(phone, 'a portal with a look');
    await assertFits(phone, 'a portal with a look');
    await context.close();
  });

  test('how visitors get online is set beside it: registration, names of routers, secrets', async () => {
    await page.getByRole('link', { name: 'Access', exact: true }).click();
    await page.getByRole('radio', { name: 'By themselves, with a code' }).check();
    await page.getByText('reach nobody').waitFor();
    await page.getByLabel('Country code').fill('+880');
    await page.getByRole('combobox', { name: 'Names of routers' }).fill('https://Login.Example.net/login');
    await page.keyboard.press('Enter');
    await page.getByText('What routers agreed with the portal').click();
    await page.getByLabel('CoovaChilli: uamsecret').fill('agreed-with-chilli');
    await lookAt(page, 'access');
    await page.getByRole('button', { name: 'Save access' }).click();
    await page.getByText('Bazaar changed').waitFor();
    const { registration, gatewayHosts, hasUamSecret, phoneCountryCode } = await zone();
    assert.deepEqual(
      [registration, gatewayHosts, hasUamSecret, phoneCountryCode],
      ['code', ['login.example.net'], true, '880'],
    );
    await page.getByText('One is set. Leave this empty to keep it.').waitFor();
  });

  test('a fault is said at its field, which gets the focus', async () => {
    await page.getByLabel('Country code').fill('BD');
    await page.getByRole('button', { name: 'Save access' }).click();
    await page.getByText('This is not a country code, like +880.').waitFor();
    const focused = await page.evaluate('document.activeElement.name');
    assert.equal(focused, 'phoneCountryCode');
    await page.getByRole('button', { name: 'Discard', exact: true }).click();
    await page.getByRole('button', { name: 'Discard', exact: true }).click();
  });

  test('access points with another Wi-Fi name are named at the zone and at the router', async () => {
    const { id } = await zone();
    nas = await addNas(gatehouse, api, {
      name: 'Roof',
      address: '127.0.0.77',
      vendor: 'generic',
      zoneId: id,
    });
    await nas.logIn({
      service: 'hotspot',
      username: 'nobody',
      callingStationId: 'C4:E9:84:1F:22:0A',
      calledStationId: 'C4-E9-84-00-00-01:Lakeside_5G',
    });
    await page.goto(`/zones/${id}`);
    const notice = page.getByRole('status').filter({ hasText: 'another Wi-Fi name' });
    await notice.getByText('Lakeside_5G').waitFor();
    await lookAt(page, 'ssid-mismatch');
    await notice.getByRole('link', { name: 'Roof' }).click();
    await page.getByRole('dialog').getByText('Phones reach it by “Lakeside_5G”').waitFor();
    await page.getByRole('link', { name: 'Set up this router' }).click();
    await page.getByText('Phones reach it by “Lakeside_5G”').waitFor();
  });

  test('none of these pages complained in the console', () => {
    // Chromium says so of what the test's tools would run in the preview.
    const own = faults.filter((fault) => !/Blocked script execution in 'about:srcdoc'/.test(fault));
    assert.deepEqual(own, []);
  });
});

/** A real picture of stripes on nothing, as a designer would send it: far too large. */
function logoPng(width: number, height: number): Buffer {
  const rows = Buffer.alloc((width * 4 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isInk = (x + y) % 200 < 120 && y > 40 && y < height - 40;
      rows.set(isInk ? [194, 65, 12, 255] : [0, 0, 0, 0], y * (width * 4 + 1) + 1 + x * 4);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, sum]);
  };
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
