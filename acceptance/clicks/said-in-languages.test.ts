import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import type { ApiClient, Item } from '../api-client.ts';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator } from '../open-admin.ts';
import { untilRead } from '../open-browser.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

/** What the server says is read in the operator's language, on a support call and in a form. */
const HOME = 'C4:E9:84:1F:22:0A';
const NEW = 'C4:E9:84:77:01:9C';
const PASSWORD = 'right-password-here';
/** What is the same in every language: names that people gave, makes, protocols. */
const NAMES =
  /Rahima Akter|Rahima|Karim|rahima\.home|Home Router|Tower 3|TP-Link[^\n(\u2068\u2069]*|Ayesha Karim|Gatehouse|Calling-Station-Id|Called-Station-Id|device-not-registered/g;

let gatehouse: Gatehouse;
let browser: Browser;
let page: Page;
let faults: string[];
let api: ApiClient;
let nas: TestNas;
let customerId = '';

before(async () => {
  gatehouse = await startOnTestDatabase();
  api = await gatehouse.api();
  ({ browser, page, faults } = await openAsOperator(gatehouse));
  nas = await addNas(gatehouse, api, { name: 'Tower 3', address: '127.0.0.92' });
  const customer = { name: 'Rahima Akter', username: 'rahima.home', password: PASSWORD, kind: 'pppoe' };
  customerId = (await api.post<Item>('/customers', { ...customer, macBinding: 'strict', deviceLimit: 2 })).id;
  await api.post(`/customers/${customerId}/devices`, { mac: HOME, label: 'Home Router', type: 'Router' });
  const login = { username: 'rahima.home', password: PASSWORD, callingStationId: NEW };
  for (let times = 0; times < 3; times += 1) assert.equal(await nas.logIn(login), 'Access-Reject');
});
after(async () => {
  await nas?.close();
  await browser?.close();
  await gatehouse?.stop();
});

type Texts = Readonly<Record<string, string>>;
const texts = (folder: string, language: string): Texts =>
  JSON.parse(
    readFileSync(new URL(`../../${folder}/texts/${language}.json`, import.meta.url), 'utf8'),
  ) as Texts;

/** Sentences in Latin letters: two words or more after one another, beside what is called so everywhere. */
async function latinIn(place: Locator): Promise<readonly string[]> {
  const text = (await place.innerText()).replace(NAMES, '·');
  return text.match(/[A-Za-z]{2,}(?:[ ,’]+[A-Za-z]{2,})+/g) ?? [];
}

const LANGUAGES = [
  { language: 'bn', own: 'বাংলা', refused: /থেকে ৩ বার প্রত্যাখ্যান করা হয়েছে/ },
  { language: 'ar', own: 'العربية', refused: /رُفض 3× منذ/ },
] as const;

for (const { language, own, refused } of LANGUAGES) {
  describe(`an operator who reads ${language}`, () => {
    test('reads how things stand with a customer, what helps, and explain', async () => {
      await page.goto('/settings/my-account');
      await page.getByRole('button', { name: own }).click();
      await page.locator(`html[lang="${language}"]`).waitFor();
      await page.goto(`/customers/${customerId}`);
      const status = page.getByRole('status').filter({ hasText: NEW });
      await status.getByText(refused).waitFor();
      assert.deepEqual(await latinIn(status), []);
      assert.equal(await status.getByText(NEW).getAttribute('dir'), 'ltr');
      const replace = texts('libs/domain/src/customers/situation', language)['wayReplace'] ?? '';
      const way = page.getByRole('button', { name: replace.split('{{device}}').at(-1) ?? '' });
      assert.deepEqual(await latinIn(way), []);
      await untilRead(page);
      await lookAt(page, `profile-refused-${language}`, { dark: true });

      await page.goto('/access-log?outcome=reject');
      const said = texts('libs/domain/src/access', language)['usesRightPassword'] ?? '';
      const line = page.getByText(said.split('{{device}}').at(-1)?.trim() ?? '').first();
      await line.waitFor();
      assert.deepEqual(await latinIn(line), []);
      await line.click();
      const drawer = page.getByRole('dialog');
      await drawer
        .getByText(texts('libs/domain/src/access', language)['ruleOf_binding'] ?? '')
        .first()
        .waitFor();
      await untilRead(page);
      assert.deepEqual(await latinIn(drawer.locator('ol')), []);
      await lookAt(page, `attempt-explained-${language}`, { dark: true });
    });

    test('reads in a form that a username is taken, and on Home and System how everything is', async () => {
      const words = texts('apps/admin/src/screens/customers', language);
      await page.goto('/customers');
      await page.getByRole('button', { name: words['addCustomer'] ?? '', exact: true }).click();
      const form = page.getByRole('dialog');
      await untilRead(page);
      await form.locator('input[name="name"]').fill('Karim');
      await form.locator('input[name="username"]').fill('rahima.home');
      await page.keyboard.press('Control+Enter');
      const taken = texts('libs/domain/src/refusals', language)['error_username-taken'] ?? '';
      await form.getByText(taken).first().waitFor();
      assert.deepEqual(await latinIn(form.getByText(taken).first()), []);
      await lookAt(page, `username-taken-${language}`, { dark: true });

      await page.goto('/');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await untilRead(page);
      assert.deepEqual(await latinIn(page.getByRole('heading', { level: 1 })), []);
      await page.goto('/system');
      await untilRead(page);
      assert.deepEqual(await latinIn(page.getByRole('status').first()), []);
    });
  });
}

test('nothing was complained about in the console but what the server refused', () => {
  assert.deepEqual(
    faults.filter((fault) => !/409|422/.test(fault)),
    [],
  );
});
