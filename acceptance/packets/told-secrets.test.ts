import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import {
  linkTokenOf,
  type PlayedMailServer,
  playMailServer,
} from '../../apps/server/src/mail/testing/play-mail-server.ts';
import type { ApiBody, Item } from '../api-client.ts';
import { playNas } from '../ask-as-nas.ts';
import { type HotspotShop, logInAt, openHotspotShop } from '../gateways/hotspot-shop.ts';
import { startMikrotik } from '../gateways/mikrotik.ts';
import { openSale, type Sale } from '../gateways/sell-at-portal.ts';
import { openSmsProvider, sellForNothing, type SmsProvider } from '../gateways/sms-provider.ts';
import { openPlainBrowser } from '../plain-browser.ts';
import { newMac } from '../shop.ts';

/**
 * A run through everything that has a secret: each one that was typed, made or told once is then looked for in all that the
 * product printed, in every row of its database and in every file of its data folder.
 */
let shop: HotspotShop;
let sms: SmsProvider;
let sale: Sale;
let mails: PlayedMailServer | undefined;
before(async () => {
  shop = await openHotspotShop();
});
after(async () => {
  sms?.close();
  await mails?.close();
  await sale?.close();
  await shop?.stop();
});

/** What nobody may find, by what it is. */
const secrets = new Map<string, string>();
function keep(what: string, secret: unknown): string {
  assert.ok(typeof secret === 'string' && secret.length >= 6, `${what}: ${String(secret)}`);
  secrets.set(what, secret);
  return secret;
}
const random = () => randomBytes(9).toString('hex');

/** As a browser, which keeps the cookie. */
async function asBrowser(cookie: string, method: string, at: string, body?: unknown) {
  const answer = await fetch(`${shop.gatehouse.adminUrl}/api/v1${at}`, {
    method,
    headers: { Cookie: cookie, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const cookies = (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
  return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as ApiBody, cookie: cookies };
}

async function operatorsComeIn(): Promise<void> {
  const token = keep('set-up token', new URL(shop.gatehouse.setUpLink ?? '').hash.slice(1));
  const password = keep('password of an operator', random());
  const made = await asBrowser('', 'POST', '/set-up', {
    token,
    name: 'Ayesha',
    username: 'ayesha',
    password,
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  keep('sign-in', made.cookie.split('=')[1]);
  const wrong = keep('wrong password of an operator', random());
  await asBrowser('', 'POST', '/sign-in', { username: 'ayesha', password: wrong });
  await asBrowser('', 'POST', '/sign-in', {
    username: keep('password typed as a username', random()),
    password,
  });
  const next = keep('new password of an operator', random());
  const changed = await asBrowser(made.cookie, 'POST', '/me/password', {
    currentPassword: password,
    newPassword: next,
  });
  assert.equal(changed.status, 204, JSON.stringify(changed.body));
  const offered = await asBrowser(made.cookie, 'POST', '/me/two-factor/offer', { password: next });
  const secret = keep('secret of a second factor', offered.body['secret']);
  const code = TOTP.generate({ secret: Secret.fromBase32(secret) });
  const on = await asBrowser(made.cookie, 'POST', '/me/two-factor', { code });
  const recovery = on.body['recoveryCodes'] as readonly string[] | undefined;
  assert.ok(recovery !== undefined && recovery.length > 0, JSON.stringify(on.body));
  for (const [at, each] of recovery.entries()) keep(`recovery code ${at}`, each);
  const added = await asBrowser(made.cookie, 'POST', '/operators', {
    name: 'C',
    username: 'chitra',
    role: 'sales',
  });
  const link = added.body['passwordLink'] as { readonly path: string } | undefined;
  keep('link to set a password', link?.path.split('#')[1]);
  await passwordIsForgotten(made.cookie);
  const tokenByCommand = await shop.gatehouse.command('token', 'create', '--name', 'Told', '--role', 'owner');
  keep('API token', tokenByCommand.trim());
  const ofCommand = await shop.gatehouse.command(
    'operator',
    'create',
    '--username',
    'bashir',
    '--role',
    'support',
  );
  keep('password that a command made', ofCommand.trim());
}

/** By a mail server that asks for a password, and by a link that is mailed. */
async function passwordIsForgotten(cookie: string): Promise<void> {
  const credentials = { username: 'house', password: keep('password of the mail server', random()) };
  mails = await playMailServer({ tls: 'none', credentials });
  const house = { senderAddress: 'a@example.net', senderName: 'House', appUrl: 'https://gatehouse.example' };
  const server = { host: '127.0.0.1', port: mails.port, security: 'none', ...credentials, ...house };
  const set = await asBrowser(cookie, 'PUT', '/mail-server', server);
  assert.equal(set.status, 200, JSON.stringify(set.body));
  await asBrowser(cookie, 'PUT', '/me/email', { email: 'ayesha@example.net' });
  await asBrowser('', 'POST', '/forgotten-password', { name: 'ayesha' });
  keep('link by mail', linkTokenOf(await mails.mail(0)));
}

async function secretsAreTyped(): Promise<void> {
  const { api } = shop;
  const customer = await shop.addCustomer({ password: keep('password of a customer', random()) });
  await api.patch(`/customers/${customer.id}`, { password: keep('new password of a customer', random()) });
  const secret = keep('secret of a router', random());
  const nas = { name: 'Told', address: '127.0.0.92', vendor: 'mikrotik', secret };
  const router = await api.post<Item>('/nas', nas);
  const login = await playNas({ id: router.id, address: nas.address, secret, server: shop.gatehouse });
  const password = keep('wrong password of a login', random());
  assert.equal(await login.logIn({ username: customer.username, password }), 'Access-Reject');
  assert.equal(
    await login.logIn({
      username: customer.username,
      password: secrets.get('new password of a customer') ?? '',
    }),
    'Access-Accept',
  );
  await login.close();
  await api.patch(`/nas/${router.id}`, { secret: keep('new secret of a router', random()) });
  const url = `http://127.0.0.1:9/${keep('key in the address of a webhook', random())}`;
  const hook = await api.post<ApiBody & Item>('/webhooks', { name: 'Told', url, events: ['device.added'] });
  keep('secret of a webhook', hook['secret']);
  await api.ask('POST', `/webhooks/${hook.id}/test`);
  const text = `username,password\nimported,${keep('password in a file', random())}`;
  const batch = (await api.ask('POST', '/import-batches', { kind: 'customers', text })).body;
  await api.ask('POST', `/import-batches/${String(batch['id'])}/check`, {});
  const zone = {
    name: 'Told',
    ssid: 'Told',
    uamSecret: keep('uamsecret', random()),
    macPassword: keep('password of MAC logins', random()),
  };
  await api.post('/hotspot-zones', zone);
  // What is refused is not kept either.
  await api.ask('POST', '/customers', {
    name: 'x',
    username: customer.username,
    password: keep('refused password', random()),
    kind: 'pppoe',
  });
  await api.ask('POST', '/nas', { ...nas, vendor: 'none', secret: keep('refused secret', random()) });
}

async function visitorsCome(): Promise<void> {
  sms = await openSmsProvider(shop.api);
  keep('authorization of a provider', 'a-secret-key');
  await sellForNothing(shop.api);
  sale = await openSale(shop);
  const gateway = await shop.openHotspot(startMikrotik, { registration: 'code' });
  const guest = await shop.addGuest({ password: keep('password of a guest', random()) });
  const mac = newMac();
  await gateway.join(mac);
  const browser = openPlainBrowser();
  await logInAt(browser, gateway, { ...guest, password: keep('wrong password of a guest', random()) });
  assert.equal((await logInAt(browser, gateway, guest)).title, 'You are online');
  for (const url of browser.visited) {
    const visit = /\/v\/([\w-]{43})/.exec(url)?.[1];
    if (visit !== undefined) keep(`visit ${visit.slice(0, 4)}`, visit);
    const ticket = /[?&]username=t-[^&]*&password=([^&]+)/.exec(url)?.[1];
    if (ticket !== undefined) keep(`ticket ${ticket.slice(0, 4)}`, decodeURIComponent(ticket));
  }
  const stranger = openPlainBrowser();
  await gateway.join(newMac());
  const phone = '+8801719000001';
  const form = await stranger.submit(
    await stranger.click(await stranger.open(gateway.url), 'I am new here'),
    { number: phone },
  );
  keep('code of a visitor', sms.codeFor(phone));
  await stranger.submit(form, { code: sms.codeFor(phone) });
  type Made = { readonly vouchers: readonly { readonly code: string }[] };
  const batch = { name: 'Told', servicePackageId: sale.dayPackageId, count: 2 };
  const made = await shop.api.post<Made>('/voucher-batches', batch);
  for (const { code } of made.vouchers) keep(`voucher ${code.slice(0, 3)}`, code);
  await shop.api.ask('POST', '/vouchers/find', { code: made.vouchers[0]?.code });
}

/** In its own letters, as JSON and logs write it, and as the octets of a column are shown. */
function isIn(text: string, what: string, secret: string): boolean {
  // Six digits may well stand in the midst of a time or a longer number.
  if (what === 'code of a visitor') return new RegExp(String.raw`(?<![\d.])${secret}(?!\d)`).test(text);
  const plain = secret.replaceAll('-', '');
  return [secret, plain, encodeURIComponent(secret)].some((form) => text.includes(form));
}

const found = (where: string, text: string): string[] =>
  [...secrets].filter(([what, secret]) => isIn(text, what, secret)).map(([what]) => `${what} in ${where}`);

/** Every row as text; octets as they are, so that what was stored unsealed would be read. */
async function readDatabase(): Promise<Map<string, string>> {
  const { pool } = shop.database;
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const all = new Map<string, string>();
  for (const { name } of rows) {
    const { rows: lines } = await pool.query<Record<string, unknown>>(`select * from "${name}"`);
    const text = lines.map((line) =>
      Object.values(line)
        .map((value) =>
          Buffer.isBuffer(value)
            ? value.toString('latin1')
            : typeof value === 'string'
              ? value
              : JSON.stringify(value),
        )
        .join('\n'),
    );
    all.set(name, text.join('\n'));
  }
  return all;
}

test('no password, secret, code or token stands in what was printed, in the database or in a file', async () => {
  await operatorsComeIn();
  await secretsAreTyped();
  await visitorsCome();
  assert.ok(secrets.size >= 28, [...secrets.keys()].join(', '));

  const told = found('what it printed', shop.gatehouse.output());
  const database = await readDatabase();
  assert.ok(database.size > 40 && [...database.values()].some((text) => text.includes('Ayesha')));
  for (const [table, text] of database) told.push(...found(`the table ${table}`, text));
  const files = await readdir(shop.gatehouse.dataFolder, { recursive: true, withFileTypes: true });
  for (const file of files.filter((each) => each.isFile())) {
    const text = await readFile(path.join(file.parentPath, file.name), 'latin1');
    told.push(...found(file.name, text));
  }
  assert.deepEqual(told, []);
});
