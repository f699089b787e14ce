import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import type { Item } from '../api-client.ts';
import { lookAt } from '../look-at.ts';
import { OPERATOR, openAsOperator } from '../open-admin.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

/** An owner who sets up a second factor, and what it guards from then on. */
let gatehouse: Gatehouse;
let database: pg.Client;
let browser: Browser;
let page: Page;
let faults: string[];
let rahima: Item;
let secret = '';
let recoveryCodes: string[] = [];

before(async () => {
  gatehouse = await startOnTestDatabase();
  database = new pg.Client({ connectionString: gatehouse.databaseUrl });
  await database.connect();
  const api = await gatehouse.api();
  const line = { username: 'rahima.home', password: 'a-long-password', kind: 'pppoe' };
  rahima = await api.post<Item>('/customers', { name: 'Rahima Akter', ...line });
  ({ browser, page, faults } = await openAsOperator(gatehouse));
});
after(async () => {
  await browser?.close();
  await database?.end();
  await gatehouse?.stop();
});

const button = (name: string | RegExp) => page.getByRole('button', { name });
const dialog = () => page.getByRole('dialog');
const password = () => page.getByLabel(/^(Your password|Password of )/);
const codeField = () => page.getByLabel('Code of your authenticator app');
const open = async (path: string): Promise<void> => {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
};

/** What the app shows now. No code works twice, so the server is made to forget the last one. */
async function appCode(): Promise<string> {
  await database.query('update operators set totp_step = null');
  return TOTP.generate({ secret: Secret.fromBase32(secret) });
}

const elevenMinutesLater = () =>
  database.query("update sign_ins set proved_at = now() - interval '11 minutes'");

async function signOut(): Promise<void> {
  await button(/account of/).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in*');
  // Anew, so that nothing that the page before still asked for disturbs it.
  await page.goto('/sign-in');
  await page.getByLabel('Username').fill(OPERATOR.username);
  await page.getByLabel('Password', { exact: true }).fill(OPERATOR.password);
  await button('Sign in').click();
}

test('before there is a second factor, showing a password asks for one’s own after ten minutes, and goes on by itself', async () => {
  await elevenMinutesLater();
  await open(`/customers/${rahima.id}`);
  await button(/More/).first().click();
  await page.getByRole('menuitem', { name: /network password/i }).click();
  await page.getByText('Is it still you?').waitFor();
  await lookAt(page, 'step up by password');
  await password().fill('not-the-password');
  await button('Go on').click();
  await page.getByText('Is not your password.').waitFor();
  await password().fill(OPERATOR.password);
  await page.keyboard.press('Enter');
  await page.getByText('a-long-password').waitFor();
  await page.keyboard.press('Escape');
});

test('it is set up with the password, a QR code or a key to type, and the first code', async () => {
  await open('/settings/my-account');
  await button('Set up').click();
  await password().fill(OPERATOR.password);
  await button('Go on').click();
  await dialog().getByText('Scan this with the app').waitFor();
  await lookAt(page, 'the key of the second factor', { dark: true });
  secret = (await dialog().locator('code').innerText()).replaceAll(' ', '');
  assert.match(secret, /^[A-Z2-7]{32}$/);
  await codeField().fill('000000');
  await button('Turn on').click();
  await page.getByText(/Is not the code of this key/).waitFor();
  await codeField().fill(await appCode());
  await button('Turn on').click();
  await dialog().getByText('It is on.').waitFor();
  await lookAt(page, 'recovery codes');
  recoveryCodes = await dialog().getByRole('listitem').allInnerTexts();
  assert.equal(recoveryCodes.length, 10);
  await button('I have kept them').click();
  await page.getByText('10 recovery codes are left.').waitFor();
  await lookAt(page, 'my account with a second factor');
});

test('from then on the password alone leads to the question for a code', async () => {
  await signOut();
  await page.getByRole('heading', { name: 'Your second factor' }).waitFor();
  await lookAt(page, 'sign-in asks for a code', { dark: true });
  await codeField().fill('000000');
  await button('Sign in').click();
  await page.getByText(/Is not right, or was used already/).waitFor();
  await page.goto('/customers');
  await page.getByLabel('Username').waitFor();
});

test('a code signs in', async () => {
  await page.getByLabel('Username').fill(OPERATOR.username);
  await page.getByLabel('Password', { exact: true }).fill(OPERATOR.password);
  await button('Sign in').click();
  await codeField().fill(await appCode());
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Customers', level: 1 }).waitFor();
});

test('so does a recovery code, once', async () => {
  await signOut();
  await button('Take a recovery code').click();
  await page.getByLabel('Recovery code').fill(recoveryCodes[0] ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').getByRole('link', { name: 'Devices' }).waitFor();
  await open('/settings/my-account');
  await page.getByText('9 recovery codes are left.').waitFor();
});

test('what asks for a step-up takes the code then, and who gives up has changed nothing', async () => {
  await elevenMinutesLater();
  await button('New recovery codes').click();
  await page.getByText('Is it still you?').waitFor();
  await button('Cancel').click();
  await page.getByText('Your recovery codes are as before.').waitFor();
  await button('New recovery codes').click();
  await codeField().fill(await appCode());
  await page.keyboard.press('Enter');
  await dialog().getByText('Your new recovery codes').waitFor();
  await button('I have kept them').click();
  await page.getByText('10 recovery codes are left.').waitFor();
});

test('an owner requires it of roles, and it is turned off only where it is not required', async () => {
  await open('/settings/sign-in');
  await page.getByLabel('Owner').check();
  await page.getByLabel('Support').check();
  await page.getByLabel('Sign-ins to set it up').fill('0');
  await lookAt(page, 'required of roles', { dark: true });
  await button('Save').click();
  await page.getByText('Saved.').waitFor();
  await open('/settings/my-account');
  await button('New recovery codes').waitFor();
  assert.equal(await button('Turn off').count(), 0);
  await open('/settings/sign-in');
  await page.getByLabel('Owner').uncheck();
  await button('Save').click();
  await page.getByText('Saved.').waitFor();
  await open('/settings/my-account');
  await button('Turn off').click();
  await dialog().getByLabel('Your password').fill(OPERATOR.password);
  await dialog().getByRole('button', { name: 'Turn off' }).click();
  await page.getByText('A stolen password opens nothing then.').waitFor();
});

test('whose sign-ins without it are used up sets it up before anything else', async () => {
  await database.query(`update settings set value = '["owner"]' where name = 'twoFactorRequiredFor'`);
  await signOut();
  await page.getByRole('heading', { name: 'Set up your second factor' }).waitFor();
  await lookAt(page, 'a second factor is due');
  await page.goto('/customers');
  await page.getByRole('heading', { name: 'Set up your second factor' }).waitFor();
  await password().fill(OPERATOR.password);
  await button('Go on').click();
  secret = (await page.locator('code').innerText()).replaceAll(' ', '');
  await codeField().fill(await appCode());
  await button('Turn on').click();
  await button('I have kept them').click();
  await page.getByRole('heading', { name: 'Customers', level: 1 }).waitFor();
});

test('an owner takes the second factor from who has lost it', async () => {
  await database.query(
    `insert into operators (name, username, username_key, password_hash, role, totp_cipher, totp_since)
     values ('Karim Uddin', 'karim', 'karim', 'none', 'support', 'none', now())`,
  );
  await open('/settings/operators');
  await page.getByRole('row').filter({ hasText: 'Karim Uddin' }).getByRole('button').click();
  await page.getByRole('menuitem', { name: /Take the second factor away/ }).click();
  await dialog().getByLabel('Why').fill('Telephone stolen');
  await lookAt(page, 'taking a second factor away');
  await button('Take it away').click();
  await page.getByText(/Karim Uddin has no second factor any more/).waitFor();
});

test('the command line takes the second factor from who has lost it', async () => {
  await gatehouse.command('operator', 'reset-two-factor', '--username', OPERATOR.username);
  await page.goto('/customers');
  await page.getByLabel('Username').waitFor();
  const { rows } = await database.query(
    "select actor_kind from audit_log where action = 'operators.reset-two-factor' order by id desc limit 1",
  );
  assert.deepEqual(rows, [{ actor_kind: 'cli' }]);
});

test('no screen complained, but that the browser was refused what it was to be refused', () => {
  assert.deepEqual(
    faults.filter((fault) => !/status of 40[13]|status of 409/.test(fault)),
    [],
  );
});
