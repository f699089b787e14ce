import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Item } from '../api-client.ts';
import { lookAt } from '../look-at.ts';
import { OPERATOR, openAsOperator } from '../open-admin.ts';
import { PATIENCE_MS, untilRead } from '../open-browser.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

/** Half of it digits: from right to left it would be turned round, were it not held. */
const MAC = '04:18:D6:70:22:0A';

let gatehouse: Gatehouse;
let browser: Browser;
let page: Page;
let faults: string[];
let rahima: Item;

before(async () => {
  gatehouse = await startOnTestDatabase();
  const api = await gatehouse.api();
  rahima = await api.post<Item>('/customers', {
    name: '<b>Rahima</b> {{name}}',
    username: 'rahima.home',
    password: 'a-long-password',
    kind: 'pppoe',
  });
  await api.post(`/customers/${rahima.id}/devices`, { mac: MAC, label: 'Home Router' });
  ({ browser, page, faults } = await openAsOperator(gatehouse));
});
after(async () => {
  await browser?.close();
  await gatehouse?.stop();
});

const spoken = (of: Page) =>
  of.evaluate<string>('document.documentElement.lang + " " + document.documentElement.dir');
const languageFiles = (of: Page) => {
  const loaded: string[] = [];
  of.on('request', (request) => {
    const [, language] = /\/assets\/(bn|es|ar)-[^/]+\.js$/.exec(request.url()) ?? [];
    if (language !== undefined) loaded.push(language);
  });
  return loaded;
};

test('an operator chooses Arabic: the app is laid out from right to left, and loads that language alone', async () => {
  const loaded = languageFiles(page);
  await page.goto('/settings/my-account');
  await page.getByRole('button', { name: 'العربية' }).click();
  await page.getByRole('heading', { name: 'حسابي' }).waitFor();
  assert.equal(await spoken(page), 'ar rtl');
  assert.deepEqual([...new Set(loaded)], ['ar']);
  await untilRead(page);
  await lookAt(page, 'my account in Arabic', { dark: true });
  const menu = page.getByRole('navigation').first();
  const { x, width } = (await menu.boundingBox()) ?? { x: 0, width: 0 };
  assert.equal(x + width, 1440, 'the menu stands at the right');
});

test('MACs stay from left to right, and what a customer is called is said as it stands', async () => {
  await page.getByRole('navigation').getByRole('link', { name: 'الأجهزة' }).click();
  const mac = page.getByRole('button', { name: MAC }).first();
  await mac.waitFor();
  assert.equal(await mac.getAttribute('dir'), 'ltr');
  const halves = await mac
    .locator('span')
    .evaluateAll((spans) => spans.map((span) => span.getBoundingClientRect().x));
  assert.deepEqual(
    halves,
    halves.toSorted((one, other) => one - other),
  );
  await page.getByText('<b>Rahima</b> {{name}}').first().waitFor();
  await lookAt(page, 'devices in Arabic', { dark: true });
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'لوحة المفاتيح' }).waitFor();
  await lookAt(page, 'keyboard in Arabic', { asItIs: true });
  await page.keyboard.press('Escape');
});

test('the language is the operator’s own on another machine, whatever its browser speaks before', async () => {
  const context = await browser.newContext({
    baseURL: gatehouse.adminUrl,
    locale: 'es-MX',
    reducedMotion: 'reduce',
  });
  const other = await context.newPage();
  other.setDefaultTimeout(PATIENCE_MS);
  await other.goto('/sign-in');
  await other.getByRole('heading', { name: 'Iniciar sesión' }).waitFor();
  assert.equal(await spoken(other), 'es ltr');
  await other.getByRole('button', { name: 'বাংলা' }).click();
  await other.getByRole('heading', { name: 'সাইন ইন করুন' }).waitFor();
  await lookAt(other, 'signing in in Bengali');
  await other.getByLabel('ইউজারনেম').fill(OPERATOR.username);
  await other.getByLabel('পাসওয়ার্ড', { exact: true }).fill(OPERATOR.password);
  await other.getByRole('button', { name: 'সাইন ইন করুন' }).click();
  await other.getByRole('navigation').getByRole('link', { name: 'الأجهزة' }).waitFor();
  assert.equal(await spoken(other), 'ar rtl');
  await context.close();
});

for (const { language, button, tab } of [
  { language: 'ar', button: 'العربية', tab: 'المحاولات' },
  { language: 'bn', button: 'বাংলা', tab: 'চেষ্টা' },
  { language: 'es', button: 'Español', tab: 'Intentos' },
]) {
  test(`a customer’s profile is spoken in ${language}, and finds room for it`, async () => {
    await page.goto('/settings/my-account');
    await page.getByRole('button', { name: button }).click();
    await page.locator(`html[lang=${language}]`).waitFor();
    await page.goto(`/customers/${rahima.id}/devices`);
    await page.getByRole('link', { name: tab }).waitFor();
    await untilRead(page);
    await lookAt(page, `profile in ${language}`);
  });
}

test('back in English, no other language is loaded', async () => {
  await page.goto('/settings/my-account');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'My account' }).waitFor();
  const loaded = languageFiles(page);
  await page.reload();
  await page.getByRole('heading', { name: 'My account' }).waitFor();
  assert.deepEqual(loaded, []);
  assert.deepEqual(faults, []);
});
