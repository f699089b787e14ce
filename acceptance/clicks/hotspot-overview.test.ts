import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Item } from '../api-client.ts';
import { type HotspotShop, openHotspotShop } from '../gateways/hotspot-shop.ts';
import { startMikrotik } from '../gateways/mikrotik.ts';
import type { SimulatedGateway } from '../gateways/simulated-gateway.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator } from '../open-admin.ts';
import { assertAccessible } from '../open-browser.ts';
import { openPlainBrowser } from '../plain-browser.ts';
import { newMac } from '../shop.ts';

let shop: HotspotShop;
let browser: Browser;
let page: Page;
let faults: string[];
let square: SimulatedGateway & { readonly zoneId: string };
/** What the provider of text messages answers. */
let status = 401;
const texts: string[] = [];
const provider = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (part: string) => (body += part));
  request.on('end', () => {
    texts.push(body);
    response.writeHead(status).end(status === 200 ? 'queued' : '{"error": "unknown key"}');
  });
});

before(async () => {
  shop = await openHotspotShop();
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  ({ browser, page, faults } = await openAsOperator(shop.gatehouse));
});
after(async () => {
  await browser?.close();
  provider.close();
  await shop?.stop();
});

/** A stranger's phone that registers and takes what is free. */
async function comeOnline(gateway: SimulatedGateway, number: string): Promise<void> {
  const mac = newMac();
  await gateway.join(mac);
  const phone = openPlainBrowser();
  const form = await phone.click(await phone.open(gateway.url), 'I am new here');
  const offers = await phone.submit(form, { number });
  const action = /action="([^"]+)"><button[^>]*aria-label="[^"]*A taste"/.exec(offers.text)?.[1];
  assert.ok(action, offers.text);
  await phone.submit(offers, {}, new RegExp(`${action}$`));
  assert.ok(gateway.isOnline(mac));
}

const number = (label: string) => page.getByRole('link', { name: new RegExp(`^${label}\\s*\\d+$`) });

describe('the overview of the hotspots', () => {
  test('is not in the menu of a house without a hotspot, and its page says what to do first', async () => {
    await page.goto('/hotspot');
    await page.getByRole('heading', { name: 'No hotspot yet' }).waitFor();
    await lookAt(page, 'hotspot-none');
    const menu = page.getByRole('navigation', { name: 'Main' });
    assert.equal(await menu.getByRole('link', { name: 'Hotspot' }).count(), 0);
    await page.getByRole('link', { name: 'Go to Zones' }).click();
    await page.waitForURL('**/zones');
  });

  test('is in the menu as soon as there is a zone, and at g o', async () => {
    square = await shop.openHotspot(startMikrotik, { registration: 'open' });
    const harbour = await shop.openHotspot(startMikrotik, { registration: 'open' });
    await shop.api.post('/service-packages', {
      name: 'A taste',
      kind: 'hotspot',
      validitySeconds: 3600,
      priceMinor: 0,
    });
    await comeOnline(square, '+8801712000001');
    await comeOnline(square, '+8801712000002');
    await comeOnline(harbour, '+8801712000003');
    await square.join(newMac());
    await page.goto('/');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Hotspot' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.waitForURL('**/hotspot');
    await page.getByRole('heading', { level: 1, name: 'Hotspot' }).waitFor();
  });

  test('counts who signed up today, and each number leads to the list behind it', async () => {
    await number('Signed up today').getByText('3', { exact: true }).waitFor();
    await number('Packages in use').getByText('3', { exact: true }).waitFor();
    await number('Unknown devices waiting').getByText('1', { exact: true }).waitFor();
    await lookAt(page, 'hotspot');
    await number('Signed up today').click();
    await page.getByRole('button', { name: 'Signed up: today' }).waitFor();
    for (const phone of ['+8801712000001', '+8801712000002', '+8801712000003'])
      await page.getByText(phone).first().waitFor();
    await page.goBack();
    await number('Packages in use').click();
    await page.getByRole('button', { name: 'Package: Any of a hotspot' }).waitFor();
    await page.getByText('+8801712000003').first().waitFor();
  });

  test('shows one zone alone with who waits there, which stands in the address and is gone back from', async () => {
    await page.goto('/hotspot');
    await page
      .getByRole('row', { name: /Lakeside 1/ })
      .getByRole('link', { name: 'Lakeside 1', exact: true })
      .click();
    await page.waitForURL(`**/hotspot?zoneId=${square.zoneId}`);
    await number('Signed up today').getByText('2', { exact: true }).waitFor();
    await page.reload();
    await number('Signed up today').getByText('2', { exact: true }).waitFor();
    await page
      .getByRole('region', { name: 'Waiting here now' })
      .getByRole('row', { name: /MikroTik/ })
      .waitFor();
    await lookAt(page, 'hotspot-zone');
    await number('Signed up today').click();
    await page.getByRole('button', { name: 'Signed up in: Lakeside 1' }).waitFor();
    await page.getByText('+8801712000002').first().waitFor();
    assert.equal(await page.getByText('+8801712000003').count(), 0);
    await page.goBack();
    await page.goBack();
    await page.waitForURL('**/hotspot');
    await number('Signed up today').getByText('3', { exact: true }).waitFor();
  });

  test('its plots are read by keys and as tables, over a day, a week and a month', async () => {
    const signUps = page.getByRole('slider', { name: 'Sign-ups per hour' });
    await signUps.focus();
    assert.match((await signUps.getAttribute('aria-valuetext')) ?? '', /^today \d\d:00: At the portal \d$/);
    await page.getByRole('button', { name: 'Sign-ups per hour: show as a table' }).click();
    const table = page.getByRole('region', { name: 'Sign-ups per hour, as a table' });
    assert.equal(await table.getByRole('row').count(), 25, 'a row for each hour below the heading');
    assert.equal(await sumOf(table), 3);
    await assertAccessible(page, 'a plot as a table');
    await page.getByRole('radiogroup', { name: 'How far back' }).getByText('Month').click();
    await page.waitForURL('**/hotspot?span=month');
    await page.getByRole('slider', { name: 'Sign-ups per day' }).waitFor();
    await lookAt(page, 'hotspot-month');
    await page.getByRole('button', { name: 'Sign-ups per day: show as a table' }).click();
    assert.equal(await sumOf(page.getByRole('region', { name: 'Sign-ups per day, as a table' })), 3);
  });

  test('the table of packages leads to who holds one, and who is online under it', async () => {
    await page.goto('/hotspot');
    await page.getByRole('link', { name: '3 in use: A taste' }).click();
    await page.getByRole('button', { name: 'Package: A taste' }).waitFor();
    await page.getByText('+8801712000001').first().waitFor();
  });

  test('a zone leads to its routers, and to no others', async () => {
    await page.goto('/zones');
    await page.getByRole('link', { name: '1 router' }).first().click();
    await page.getByRole('button', { name: 'Zone: Lakeside 1' }).waitFor();
    await page.getByText('Lakeside 1').nth(1).waitFor();
    assert.equal(await page.getByText('Lakeside 2').count(), 0);
  });
});

async function sumOf(table: Locator): Promise<number> {
  const cells = await table.locator('td').allInnerTexts();
  return cells.reduce((sum, text) => sum + Number(text), 0);
}

describe('Settings › Hotspot › Text messages', () => {
  const say = (text: string | RegExp) => page.getByText(text).first();

  test('says that nobody gets a code until a provider is set up', async () => {
    await page.goto('/settings/hotspot');
    await say(/No provider is set up: visitors get no codes/).waitFor();
    await lookAt(page, 'sms-none');
    await page.getByRole('button', { name: 'Send a test message' }).click();
    await page.getByLabel('To this mobile number').fill('01712 345678');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await say('With the code of its country, like +880 1712 345678.').waitFor();
    await page.getByLabel('To this mobile number').fill('+880 1712 345678');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await say('Nothing was sent: no provider is set up.').waitFor();
    await page.getByRole('button', { name: 'Close' }).last().click();
  });

  test('a provider is set up with an example of what it would get', async () => {
    const { port } = provider.address() as AddressInfo;
    await page.getByRole('button', { name: 'Set up a provider' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Address' }).fill(`http://127.0.0.1:${port}/send`);
    await form.getByText('"+8801712345678"').waitFor();
    await form.getByRole('textbox', { name: 'Body' }).fill('{"to": "{{phone}}"}');
    await form.getByRole('button', { name: 'Save' }).click();
    await say('It must hold {{text}}: the number and the message are put there.').waitFor();
    await form.getByRole('textbox', { name: 'Body' }).fill('{"to": "{{phone}}", "text": "{{text}}"}');
    await form.getByRole('textbox', { name: 'Authorization' }).fill('Bearer wrong');
    await lookAt(page, 'sms-form');
    await form.getByRole('button', { name: 'Save' }).click();
    await say(`127.0.0.1:${port}`).waitFor();
    await say('No message has been sent yet: send a test.').waitFor();
  });

  test('a test message that is refused says why in words, with the provider’s own, and stays on the page', async () => {
    await page.getByRole('button', { name: 'Send a test message' }).click();
    await page.getByLabel('To this mobile number').fill('+880 1712 345678');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await say(/answered 401: it refuses the key\. Check the Authorization header/).waitFor();
    await say('{"error": "unknown key"}').waitFor();
    await lookAt(page, 'sms-refused');
    status = 200;
    await page.getByRole('button', { name: 'Send again' }).click();
    await say(/took the message to \+8801712345678\. See whether it arrives/).waitFor();
    assert.match(texts.at(-1) ?? '', /test message from Gatehouse/);
    status = 401;
    await page.getByRole('button', { name: 'Send again' }).click();
    await say(/answered 401/).waitFor();
    await page.getByRole('button', { name: 'Close' }).last().click();
    await say(/^The last message was not sent/).waitFor();
    await lookAt(page, 'sms-failing');
  });

  test('a provider is removed after a question, for its key cannot be had back', async () => {
    await page.getByRole('button', { name: 'Remove provider' }).click();
    await say(/Address and key are forgotten/).waitFor();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await say(/No provider is set up: visitors get no codes/).waitFor();
    assert.equal((await shop.api.get<Item & { kind: string }>('/sms-gateway')).kind, 'log');
  });
});

test('none of these pages complained in the console', () => assert.deepEqual(faults, []));
