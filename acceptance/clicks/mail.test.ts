import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import {
  linkTokenOf,
  type PlayedMail,
  type PlayedMailServer,
  plainTextOf,
  playMailServer,
} from '../../apps/server/src/mail/testing/play-mail-server.ts';
import { lookAt } from '../look-at.ts';
import { OPERATOR, openAsOperator, openWindow } from '../open-admin.ts';
import { watchForFaults } from '../open-browser.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

/** An owner sets mail up, forgets the password, and comes back in by a link. */
const EMAIL = 'ayesha@example.net';
const MAIL_PASSWORD = 'a-password-for-programs';
const NEXT_PASSWORD = 'seven-lemons-in-the-attic';

let gatehouse: Gatehouse;
let mails: PlayedMailServer;
let browser: Browser;
let page: Page;
let faults: string[];
let outsideFaults: string[];
/** Where somebody is who has not signed in. */
let outside: Page;
let link = '';

before(async () => {
  gatehouse = await startOnTestDatabase();
  const credentials = { username: 'house', password: MAIL_PASSWORD };
  mails = await playMailServer({ tls: 'none', credentials });
  ({ browser, page, faults } = await openAsOperator(gatehouse));
  ({ page: outside } = await openWindow(browser, gatehouse));
  outsideFaults = watchForFaults(outside);
});
after(async () => {
  await browser?.close();
  await mails?.close();
  await gatehouse?.stop();
});

const button = (name: string, on = page) => on.getByRole('button', { name, exact: true });
const open = async (path: string, on = page): Promise<void> => {
  await on.goto(path);
  await on.getByRole('heading', { level: 1 }).waitFor();
};

/** The page in Arabic, right to left, and back. */
async function inArabic(on: Page, look: () => Promise<void>): Promise<void> {
  const speak = (language: string) =>
    on.evaluate(`localStorage.setItem('gatehouse-language', '${language}')`);
  await speak('ar');
  await on.reload();
  await on.locator('html[dir=rtl] h1').waitFor();
  await look();
  await speak('en');
  await on.reload();
  await on.getByRole('heading', { level: 1 }).waitFor();
}

test('before mail is set up, the sign-in page says whom to ask', async () => {
  await open('/sign-in', outside);
  await outside.getByRole('link', { name: 'Forgot your password?' }).click();
  await outside.getByText('Ask an owner for a link').waitFor();
  await outside.getByText('./gatehouse operator reset-password').waitFor();
  assert.equal(await outside.getByLabel('Username or e-mail address').count(), 0);
  await lookAt(outside, 'forgotten without mail', { dark: true });
});

test('an owner sets mail up, is told at each field what is missing, and no password is shown again', async () => {
  await open('/settings/mail');
  await page.getByText('Mail is not set up.').waitFor();
  await lookAt(page, 'mail not set up', { dark: true });
  await button('Set up mail').click();
  const form = page.getByRole('dialog', { name: 'Set up mail' });
  await button('Save').click();
  await form.getByText('Type the name of the mail server.').waitFor();
  await lookAt(page, 'mail form', { dark: true });
  await form.getByRole('textbox', { name: 'Server' }).fill('127.0.0.1');
  await form.getByLabel('STARTTLS').click();
  assert.equal(await form.getByLabel('Port').inputValue(), '587', 'the usual one');
  await form.getByLabel('None').click();
  await form.getByLabel('Port').fill(String(mails.port));
  await form.getByLabel('Username').fill('house');
  await form.getByRole('textbox', { name: 'Password' }).fill('not-the-password');
  await form.locator('[name=senderAddress]').fill('gatehouse@example.net');
  assert.equal(await form.locator('[name=appUrl]').inputValue(), gatehouse.adminUrl);
  await button('Save').click();
  await form.waitFor({ state: 'hidden' });
  await page.getByText('No mail has been sent yet').waitFor();
  await button('Change mail').click();
  await page.getByText('the one that is stored stays').waitFor();
  assert.equal(await page.locator('[name=mail-password]').inputValue(), '');
  await page.keyboard.press('Escape');
});

test('a test mail says in words what the server answered, and what helps', async () => {
  await button('Send a test mail').click();
  const dialog = page.getByRole('dialog', { name: 'Send a test mail' });
  await dialog.getByLabel('To this mail address').fill(EMAIL);
  await button('Send').click();
  await dialog.getByText('refused username or password').waitFor();
  await dialog.getByText('535 5.7.8 Authentication failed').waitFor();
  await lookAt(page, 'mail test refused', { dark: true });
  await button('Close', page).last().click();
  await page.getByText('The last mail was not sent').waitFor();
  await lookAt(page, 'mail failing', { dark: true });

  await button('Change mail').click();
  await page.locator('[name=mail-password]').fill(MAIL_PASSWORD);
  await button('Save').click();
  await button('Send a test mail').click();
  await dialog.getByLabel('To this mail address').fill(EMAIL);
  await button('Send').click();
  await dialog.getByText('took the mail to').waitFor();
  assert.match(plainTextOf(await mails.mail(0)), /test mail from Gatehouse/);
  await lookAt(page, 'mail test taken', { dark: true });
  await page.keyboard.press('Escape');
  await page.getByText('The last mail was taken').waitFor();
  await lookAt(page, 'mail', { dark: true });
  await inArabic(page, async () => {
    await lookAt(page, 'mail in Arabic', { dark: true });
    await page.getByRole('button', { name: 'تغيير البريد' }).click();
    await page.locator('[name=host]').waitFor();
    await lookAt(page, 'mail form in Arabic', { dark: true });
  });
});

test('operators say in My account where their link is sent', async () => {
  await open('/settings/my-account');
  const field = page.getByLabel('Your e-mail address');
  await field.fill('no address');
  await button('Save address').click();
  await page.getByText('This is not an e-mail address').waitFor();
  await field.fill('Ayesha@Example.net');
  await button('Save address').click();
  await page.getByText('Your address is saved.').waitFor();
  await lookAt(page, 'my account with mail', { dark: true });
});

test('who forgot the password asks by mail address, and is told the same as a stranger', async () => {
  await open('/forgotten-password', outside);
  const ask = async (name: string): Promise<string> => {
    await outside.getByLabel('Username or e-mail address').fill(name);
    await button('Send me a link', outside).click();
    await outside.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    return outside.locator('main').innerText();
  };
  await outside.getByLabel('Username or e-mail address').waitFor();
  await lookAt(outside, 'forgotten', { dark: true });
  await inArabic(outside, () => lookAt(outside, 'forgotten in Arabic', { dark: true }));
  const toStranger = await ask('nobody@example.net');
  await lookAt(outside, 'forgotten and sent', { dark: true });
  await open('/forgotten-password', outside);
  assert.equal(await ask('ayesha@example.net'), toStranger);
  const mail: PlayedMail = await mails.mail(1);
  assert.equal(mail.to, EMAIL);
  link = `${gatehouse.adminUrl}/set-password#${linkTokenOf(mail)}`;
  assert.ok(plainTextOf(mail).includes(link));
});

test('the link sets a new password, once, and the sign-in from before has ended', async () => {
  const asked: string[] = [];
  outside.on('request', (request) => asked.push(request.url()));
  await outside.goto(link);
  await outside.getByRole('heading', { name: 'Set a new password' }).waitFor();
  await lookAt(outside, 'set password by mail', { dark: true });
  await outside.getByLabel('Password', { exact: true }).fill(NEXT_PASSWORD);
  await button('Set password', outside).click();
  await outside.waitForURL('**/sign-in');
  const token = link.split('#')[1] ?? '';
  assert.deepEqual(
    asked.filter((url) => url.split('#')[0]?.includes(token)),
    [],
  );

  await page.goto('/devices');
  await page.waitForURL('**/sign-in*');
  await outside.getByLabel('Username').fill(OPERATOR.username);
  await outside.getByLabel('Password', { exact: true }).fill(NEXT_PASSWORD);
  await button('Sign in', outside).click();
  await outside.getByRole('navigation').getByRole('link', { name: 'Devices' }).waitFor();

  await page.goto(link);
  await page.getByRole('heading', { name: 'This link is not valid any more' }).waitFor();
  await page.getByRole('link', { name: 'Get another link' }).click();
  await page.getByLabel('Username or e-mail address').waitFor();
});

test('nothing was complained of, but for what was refused on purpose', () => {
  assert.deepEqual(
    [...faults, ...outsideFaults].filter((fault) => !/40[139]|422/.test(fault)),
    [],
  );
});
