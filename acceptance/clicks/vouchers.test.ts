import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import type { ApiClient, Item, List } from '../api-client.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator } from '../open-admin.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

const PORTAL = 'https://wifi.example.net';
/** A4 in points, as printers count. */
const A4 = [595, 842];

let gatehouse: Gatehouse;
let browser: Browser;
let page: Page;
let faults: string[];
let api: ApiClient;

before(async () => {
  gatehouse = await startOnTestDatabase();
  api = await gatehouse.api();
  await api.post<Item>('/hotspot-zones', {
    name: 'Lakeside',
    ssid: 'Lakeside Wi-Fi',
    portal: { name: 'Lakeside Café', languages: ['en', 'bn', 'ar'], defaultLanguage: 'bn' },
  });
  await api.patch('/settings', { portalPublicUrl: PORTAL });
  await api.post('/service-packages', {
    name: 'Day pass',
    kind: 'hotspot',
    rateDownKbps: 20_480,
    validitySeconds: 86_400,
    priceMinor: 5000,
    currency: 'BDT',
  });
  ({ browser, page, faults } = await openAsOperator(gatehouse));
});
after(async () => {
  await browser?.close();
  await gatehouse?.stop();
});

const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
const cards = (): Locator => page.getByRole('region', { name: 'Sheets' }).locator('section > div');
const codesShown = (): Promise<string[]> =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll('[aria-label="Sheets"] section > div > p')].map((code) => code.textContent)`,
  );

async function fillForm(name: string, count: number): Promise<void> {
  await page.goto('/vouchers');
  await button('Make vouchers').first().click();
  await page.getByLabel('Name of the batch').fill(name);
  await page.getByRole('combobox', { name: 'Package' }).click();
  await page.getByRole('option', { name: /^Day pass/ }).click();
  await page.getByLabel('How many').fill(String(count));
}

describe('vouchers on paper', () => {
  test('are made in a drawer that knows the price of the package and how many sheets that makes', async () => {
    await page.goto('/vouchers');
    await page.getByText('No vouchers yet').waitFor();
    await lookAt(page, 'vouchers-none');
    await fillForm('Spring fair', 50);
    assert.equal(await page.getByLabel('One is sold for').inputValue(), '50');
    await page.getByText('3 sheets of 24.').waitFor();
    await page.getByLabel('Redeem by').fill('2189-12-31');
    await lookAt(page, 'vouchers-form');
    await page.getByLabel('How many').fill('5001');
    await button('Make vouchers').last().click();
    await page.getByText('It can be 5,000 at most.').waitFor();
    await page.getByLabel('How many').fill('50');
    await button('Make 50 vouchers').click();
    await page.getByRole('heading', { name: '50 codes, 3 sheets' }).waitFor();
  });

  test('are not left behind without being asked while they are neither printed nor saved', async () => {
    await cards().first().waitFor();
    await page.getByRole('link', { name: 'Vouchers' }).first().click();
    await page.getByText('50 codes are neither printed nor saved').waitFor();
    await lookAt(page, 'vouchers-leave', { asItIs: true });
    await button('Stay').click();
    await page.getByText('Print them or save them now').waitFor();
  });

  test('stand 24 on a sheet of A4, each with its code, where it leads, what it gives and how it is used', async () => {
    await cards().first().waitFor();
    assert.equal(await cards().count(), 50);
    const codes = await codesShown();
    assert.equal(new Set(codes).size, 50);
    const first = await cards().first().innerText();
    for (const said of ['Lakeside Café', 'Day pass', 'Lakeside Wi-Fi', '৳', '২১৮৯'])
      assert.ok(first.includes(said), `${said}: ${first}`);
    assert.equal(await cards().first().locator('svg').count(), 1);
    await lookAt(page, 'vouchers-sheet');

    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const folder = process.env['GATEHOUSE_TEST_PICTURES'];
    if (folder !== undefined) await writeFile(`${folder}/vouchers-sheet.pdf`, pdf);
    const text = pdf.toString('latin1');
    assert.equal(text.match(/\/Type\s*\/Page\b/g)?.length, 3);
    const boxes = [...text.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)];
    for (const [, width, height] of boxes)
      assert.deepEqual([Number(width), Number(height)].map(Math.round), A4);
    await page.emulateMedia({ media: 'print' });
    const stillSeen = await page
      .getByText(/^(Home|Print sheets|Save as CSV)$/)
      .filter({ visible: true })
      .count();
    const onSheets = await page.evaluate<number[]>(
      `[...document.querySelectorAll('[aria-label="Sheets"] section')].map((sheet) => sheet.childElementCount)`,
    );
    const cut = await page.evaluate<string[]>(
      `[...document.querySelectorAll('[aria-label="Sheets"] section > div')]
         .filter((card) => card.scrollHeight > card.clientHeight + 1 || card.scrollWidth > card.clientWidth + 1)
         .map((card) => card.innerText)`,
    );
    await page.emulateMedia({ media: 'screen' });
    assert.deepEqual([stillSeen, onSheets], [0, [24, 24, 2]]);
    assert.deepEqual(cut, [], 'nothing is cut off');
  });

  test('come as a file too; printed or saved, they may be left', async () => {
    const codes = await codesShown();
    const [download] = await Promise.all([page.waitForEvent('download'), button('Save as CSV').click()]);
    assert.equal(download.suggestedFilename(), 'Spring fair.csv');
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    assert.equal(lines.length, 51);
    assert.ok(lines[1]?.startsWith(`1,${codes[0]},Spring fair,Day pass,50.00,BDT,`), lines[1]);
    assert.ok(lines[1]?.endsWith(`,${PORTAL}/c/${codes[0]?.replaceAll('-', '')}`), lines[1]);
    await page.getByRole('link', { name: 'Spring fair' }).click();
    await page.getByRole('heading', { name: 'Spring fair' }).waitFor();
    await page.getByRole('link', { name: 'Print sheets' }).waitFor();
  });

  test('are told once: after the page was read anew nobody can show them', async () => {
    await page.goto(`${page.url()}/sheet`);
    await page.getByRole('heading', { name: 'These codes are no longer here' }).waitFor();
    await lookAt(page, 'vouchers-gone', { asItIs: true });
    const stored = await page.evaluate<string>(
      `JSON.stringify([{ ...localStorage }, { ...sessionStorage }])`,
    );
    assert.doesNotMatch(stored, /[A-Z3-9]{4}-?(?:[A-Z3-9]{3}-?){2}"/);
  });

  test('one is found by the code that somebody reads aloud, with who redeemed it', async () => {
    await fillForm('Counter', 2);
    await button('Make 2 vouchers').click();
    await cards().first().waitFor();
    const [code = ''] = await codesShown();
    await page.evaluate(`window.dispatchEvent(new Event('afterprint'))`);
    await page.goto('/vouchers');
    await button('Find a voucher').click();
    await page.getByLabel('Its code').fill(code.toLowerCase().replaceAll('-', ' '));
    await button('Find').click();
    await page.getByText('No. 1 of').waitFor();
    await page.getByText('Not redeemed').waitFor();
    await lookAt(page, 'vouchers-find', { asItIs: true });
    await page.getByLabel('Its code').fill('ACDE-FGH-JKO');
    await button('Find').click();
    await page.getByText('No voucher can have this code').waitFor();
    await page.keyboard.press('Escape');
  });

  test('one is revoked, and a batch, each with a reason that stands in the record', async () => {
    const { items } = await api.get<List<Item & { readonly name: string }>>('/voucher-batches?search=spring');
    await page.goto(`/vouchers/${items[0]?.id}`);
    await button('Revoke voucher 7').click();
    await button('Revoke').click();
    await page.getByText('Say why: it stands in the record.').waitFor();
    await page.getByLabel('Why').fill('Torn');
    await lookAt(page, 'vouchers-revoke', { asItIs: true });
    await button('Revoke').click();
    await page.getByText('Revoked: voucher 7 of Spring fair.').waitFor();
    await button('Revoke batch…').click();
    await page.getByText('49 codes stop working at once').waitFor();
    await page.getByLabel('Why').fill('The sheets were lost');
    await button('Revoke').click();
    await page.getByText(/^Revoked by Ayesha Karim .*: The sheets were lost$/).waitFor();
    await lookAt(page, 'vouchers-batch');
    await page.goto('/vouchers');
    await page.getByText('Spring fair · revoked').waitFor();
    await lookAt(page, 'vouchers');
  });

  test('nothing of this made the browser complain but that there is no such code', () => {
    assert.deepEqual(
      faults.filter((fault) => !fault.includes('/vouchers/find')),
      [],
    );
  });
});
