import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { openApiClient } from '../api-client.ts';
import { lookAt } from '../look-at.ts';
import { OPERATOR, openAsOperator, openWindow } from '../open-admin.ts';
import { untilRead } from '../open-browser.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

/** An owner who adds an operator and a token, and the operator, in a browser of their own. */
let gatehouse: Gatehouse;
let database: pg.Client;
let browser: Browser;
let page: Page;
let karims: Page;
let faults: string[];
let link = '';

const KARIM = { name: 'Karim Uddin', username: 'karim', password: 'three unusual harbours' };

before(async () => {
  gatehouse = await startOnTestDatabase();
  database = new pg.Client({ connectionString: gatehouse.databaseUrl });
  await database.connect();
  ({ browser, page, faults } = await openAsOperator(gatehouse));
  ({ page: karims } = await openWindow(browser, gatehouse));
});
after(async () => {
  await browser?.close();
  await database?.end();
  await gatehouse?.stop();
});

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const dialog = () => page.getByRole('dialog');
const row = (name: string) => page.getByRole('row').filter({ hasText: name });

async function open(path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await untilRead(page);
}

async function choose(name: string, action: string): Promise<void> {
  await button(`Actions for ${name}`).click();
  await page.getByRole('menuitem', { name: action }).click();
}

const signInAsKarim = () => signIn(karims, KARIM);

async function signIn(at: Page, who: { username: string; password: string }): Promise<void> {
  await at.goto('/sign-in');
  await at.getByLabel('Username').fill(who.username);
  await at.getByLabel('Password', { exact: true }).fill(who.password);
  await at.keyboard.press('Enter');
}

const menuOf = (of: Page) => of.getByRole('navigation').getByRole('link', { name: 'Devices' });

describe('an operator', () => {
  test('is added by keyboard alone, and is given a link that is shown once', async () => {
    await open('/settings/operators');
    await lookAt(page, 'operators', { dark: true });
    await page.keyboard.press('n');
    await dialog().getByLabel(/^Name/).waitFor();
    await page.keyboard.type(KARIM.name);
    await page.keyboard.press('Tab');
    await page.keyboard.type(KARIM.username);
    await lookAt(page, 'adding an operator');
    await page.keyboard.press('Control+Enter');
    await dialog().getByText(`Link for ${KARIM.name}`).waitFor();
    link = await dialog().locator('code').innerText();
    await lookAt(page, 'the link for an operator');
    await button('Close').last().click();
    await row(KARIM.name).getByText('Waits for password').waitFor();
  });

  test('chooses a password by the link, once, and signs in with it', async () => {
    await karims.goto(link);
    await karims.getByRole('heading', { name: `Welcome, ${KARIM.name}` }).waitFor();
    await lookAt(karims, 'the first password', { dark: true });
    const field = karims.getByLabel('Password', { exact: true });
    await field.fill('short');
    await karims.keyboard.press('Enter');
    await karims.getByText('A password needs at least 10 characters.').waitFor();
    await field.fill(KARIM.password);
    await karims.keyboard.press('Enter');
    await karims.getByText('Your password is set. Sign in with it.').waitFor();
    await signInAsKarim();
    await menuOf(karims).waitFor();
    await karims.goto('/settings/operators');
    await karims.getByText('There is no such page').waitFor();
    const { page: stranger } = await openWindow(browser, gatehouse);
    await stranger.goto(link);
    await stranger.getByRole('heading', { name: 'This link is not valid any more' }).waitFor();
    await lookAt(stranger, 'a used link');
    await stranger.getByRole('link', { name: 'Get another link' }).click();
    await stranger.getByRole('heading', { name: 'Forgot your password?' }).waitFor();
    await lookAt(stranger, 'a forgotten password');
    await stranger.context().close();
  });

  test('is signed out everywhere when the role changes, and has the new one from the next sign-in on', async () => {
    await open('/settings/operators');
    await row(KARIM.name).getByText('May sign in').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await dialog().getByText(`Edit ${KARIM.name}`).waitFor();
    await dialog().getByRole('radio', { name: 'Sales' }).check();
    await dialog().getByText(`${KARIM.name} is signed out everywhere when the role changes.`).waitFor();
    await lookAt(page, 'another role');
    await button('Save').click();
    await page.getByText(`${KARIM.name} changed.`).waitFor();
    await row(KARIM.name).getByText('Sales').waitFor();
    await karims.goto('/customers');
    await karims.getByLabel('Username').waitFor();
    await signInAsKarim();
    await menuOf(karims).waitFor();
    await karims.getByRole('button', { name: /account of Karim/ }).click();
    await karims.getByText('My account, sales').waitFor();
    await karims.keyboard.press('Escape');
  });

  test('who is switched off is signed out at once, and let in again when switched on', async () => {
    await choose(KARIM.name, 'Switch off');
    await page.getByText(`${KARIM.name} is signed out, and cannot sign in.`).waitFor();
    await row(KARIM.name).getByText('Switched off').waitFor();
    await karims.goto('/customers');
    await signInAsKarim();
    await karims.getByText(/Username or password is wrong/).waitFor();
    await choose(KARIM.name, 'Switch on');
    await page.getByText(`${KARIM.name} may sign in again.`).waitFor();
    await signInAsKarim();
    await menuOf(karims).waitFor();
  });

  test('who is the last owner stays one', async () => {
    await choose(OPERATOR.name, 'Switch off');
    await page.getByText(/This is the last owner/).waitFor();
    await choose(OPERATOR.name, 'Edit');
    await dialog().getByRole('radio', { name: 'Manager' }).check();
    await page.keyboard.press('Control+Enter');
    await dialog()
      .getByText(/This is the last owner/)
      .waitFor();
    await lookAt(page, 'the last owner');
    await page.keyboard.press('Escape');
    await button('Discard').click();
    await row(OPERATOR.name).getByText('Owner').waitFor();
  });
});

describe('an API token', () => {
  const callWith = (token: string) => openApiClient(gatehouse.adminUrl, token);
  let token = '';

  test('is made after a step-up, shown once, and lets a program do what it may', async () => {
    await database.query("update sign_ins set proved_at = now() - interval '11 minutes'");
    await open('/settings/api-tokens');
    await lookAt(page, 'no API tokens', { dark: true });
    await button('Make token').first().click();
    await dialog().getByLabel(/^Name/).fill('Billing');
    await dialog().getByText('Only some').click();
    await dialog().getByRole('checkbox', { name: 'customers.read' }).check();
    await lookAt(page, 'making an API token');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Is it still you?').waitFor();
    await page.getByLabel(/^(Your password|Password of )/).fill(OPERATOR.password);
    await page.keyboard.press('Enter');
    await dialog().getByText('The token Billing').waitFor();
    token = await dialog().locator('code').innerText();
    await lookAt(page, 'an API token is shown once');
    await button('Close').last().click();
    await row('Billing').getByText('1 permission of Read only').waitFor();
    await lookAt(page, 'API tokens', { dark: true });
    assert.equal(await page.getByText(token).count(), 0);
    const api = callWith(token);
    assert.equal((await api.ask('GET', '/customers')).status, 200);
    assert.equal((await api.ask('GET', '/devices')).status, 403);
  });

  test('is refused from the moment it is revoked', async () => {
    await choose('Billing', 'Revoke…');
    await dialog().getByText('Revoke Billing?').waitFor();
    await lookAt(page, 'revoking an API token');
    await dialog().getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Billing is revoked.').waitFor();
    assert.equal((await callWith(token).ask('GET', '/customers')).status, 401);
    await row('Billing').getByText('Revoked').waitFor();
    assert.equal(await button('Actions for Billing').count(), 0);
  });
});

describe('one’s own sign-ins', () => {
  test('are ended one by one, and that browser is at the door with its next click', async () => {
    const { page: elsewhere } = await openWindow(browser, gatehouse);
    await signIn(elsewhere, OPERATOR);
    await menuOf(elsewhere).waitFor();
    await open('/settings/my-account');
    await lookAt(page, 'my account with another sign-in', { dark: true });
    await button(/^Sign out Chrome/).click();
    await page.getByText(/^Signed out there: Chrome/).waitFor();
    await button(/^Sign out Chrome/).waitFor({ state: 'detached' });
    await elsewhere.goto('/devices');
    await elsewhere.getByLabel('Password', { exact: true }).waitFor();
    await elsewhere.context().close();
  });

  test('are ended everywhere, here too, once that was asked', async () => {
    const [{ page: here }, { page: there }] = [
      await openWindow(browser, gatehouse),
      await openWindow(browser, gatehouse),
    ];
    for (const each of [here, there]) {
      await signIn(each, KARIM);
      await menuOf(each).waitFor();
    }
    await here.goto('/settings/my-account');
    await here.getByRole('button', { name: 'Sign out everywhere' }).click();
    const question = here.getByRole('dialog');
    await question.getByText('this one too').waitFor();
    await question.getByRole('button', { name: 'Sign out everywhere' }).click();
    await here.waitForURL('**/sign-in');
    await there.goto('/devices');
    await there.getByLabel('Password', { exact: true }).waitFor();
    for (const each of [here, there]) await each.context().close();
  });
});

test('left nothing to complain about in the browser, but the refusals that were asked for', () => {
  assert.deepEqual(
    faults.filter((fault) => !/status of (403|409)/.test(fault)),
    [],
  );
});
