import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { groupVoucherCode } from '@gatehouse/domain/vouchers/voucher-code';
import { buildPortalServer } from '../http/portal-server.ts';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';

let api: TestApi;
let portal: ReturnType<typeof buildPortalServer>;
let zoneId: string;
let dayPass: string;
let serial = 0;

before(async () => {
  api = await openTestApi();
  portal = buildPortalServer(api.parts, { leadsToHttps: false });
  zoneId = String((await api.call('POST', '/hotspot-zones', { name: 'Lakeside', ssid: 'Kafe' })).body['id']);
  await api.call('POST', '/hotspot-zones', { name: 'Elsewhere', ssid: 'Kafe' });
  dayPass = await addPackage({ priceMinor: 5000, currency: 'BDT' });
});
after(() => api?.close());
beforeEach(() => api.database.pool.query('truncate portal_tries, portal_guesses'));

async function addPackage(fields: Record<string, unknown>): Promise<string> {
  serial += 1;
  const sent = { name: `Day pass ${serial}`, kind: 'hotspot', validitySeconds: 86_400, ...fields };
  return String((await api.call('POST', '/service-packages', sent)).body['id']);
}
async function makeCodes(count = 1, fields: Record<string, unknown> = {}): Promise<string[]> {
  serial += 1;
  const sent = { name: `Batch ${serial}`, servicePackageId: dayPass, count, ...fields };
  const { body } = await api.call('POST', '/voucher-batches', sent);
  return (body['vouchers'] as unknown as { code: string }[]).map(({ code }) => groupVoucherCode(code));
}

type Answer = {
  readonly status: number;
  readonly text: string;
  readonly to: string;
  readonly cookies: string;
};

async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await portal.request(path, init);
  return {
    status: answer.status,
    text: await answer.text(),
    to: answer.headers.get('Location') ?? '',
    cookies: answer.headers.getSetCookie().join('; '),
  };
}
/** Comes by a router of the zone with a phone of its own; answers the visit's address. */
async function visit(mac = newMac(), language = 'en'): Promise<string> {
  const login = 'http%3A%2F%2F10.0.0.1%2Flogin';
  const path = `/hotspot/mikrotik?zone=${zoneId}&mac=${mac}&link-login-only=${login}`;
  return (await ask(path, { headers: { 'Accept-Language': language } })).to;
}
function newMac(): string {
  serial += 1;
  return `C4:E9:84:00:${String(Math.floor(serial / 90) + 10)}:${String((serial % 90) + 10)}`;
}
const redeem = (home: string, code: string) =>
  ask(`${home}/voucher`, { method: 'POST', body: new URLSearchParams({ code }) });
const said = ({ text }: Answer) => /role="alert">([^<]*)/.exec(text)?.[1] ?? '';
async function proved(home: string): Promise<number | null> {
  const { rows } = await api.database.pool.query<{ id: number | null }>(
    `select customer_id as id from portal_visits where token_hash = sha256($1::bytea)`,
    [Buffer.from(home.slice('/v/'.length))],
  );
  return rows[0]?.id ?? null;
}
async function countCustomers(): Promise<number> {
  const { rows } = await api.database.pool.query<{ count: number }>('select count(*)::int from customers');
  return rows[0]?.count ?? 0;
}

test('a visitor who is nobody types a code and goes straight to the gateway; the own page tells with what to log in elsewhere', async () => {
  const [code = ''] = await makeCodes();
  const home = await visit();
  const welcome = await ask(home);
  assert.match(welcome.text, new RegExp(`href="${home}/voucher">I have a voucher<`));
  assert.match((await ask(`${home}/voucher`)).text, /<input id="code" name="code" value=""/);
  const given = await redeem(home, code.toLowerCase().replaceAll('-', ' '));
  assert.deepEqual([given.status, given.to], [303, `${home}/go`], given.text);
  const own = await ask(`${home}/devices`);
  assert.match(own.text, new RegExp(`href="${home}/account">Log in on another device<`));
  const account = await ask(`${home}/account`);
  const username = /guest-[a-z0-9]{6}/.exec(account.text)?.[0] ?? '';
  const password = /([a-z2-9]{4}-){2}[a-z2-9]{4}/.exec(account.text)?.[0] ?? '';
  const elsewhere = await visit();
  const login = { method: 'POST', body: new URLSearchParams({ username, password }) };
  assert.equal((await ask(`${elsewhere}/login`, login)).to, `${elsewhere}/go`);
});

test('a customer’s own page has no password on it, and none of a customer who has one of their own', async () => {
  const customer = await addTestCustomer(api, { kind: 'hotspot', servicePackageId: dayPass });
  const home = await visit();
  const login = { username: String(customer['username']), password: 'a-long-password' };
  await ask(`${home}/login`, { method: 'POST', body: new URLSearchParams(login) });
  assert.doesNotMatch((await ask(`${home}/devices`)).text, /\/account"/);
  const account = await ask(`${home}/account`);
  assert.deepEqual([account.status, account.to], [303, `${home}/devices`]);
  const stranger = await visit();
  assert.equal((await ask(`${stranger}/account`)).to, stranger);
});

test('who is proved redeems for themselves, behind what they have', async () => {
  const [code = ''] = await makeCodes();
  const customer = await addTestCustomer(api, { kind: 'hotspot', servicePackageId: dayPass });
  const home = await visit();
  const login = { username: String(customer['username']), password: 'a-long-password' };
  await ask(`${home}/login`, { method: 'POST', body: new URLSearchParams(login) });
  const before = await countCustomers();
  assert.equal((await redeem(home, code)).to, `${home}/go`);
  assert.equal(await countCustomers(), before);
  const { body } = await api.call('GET', `/customers/${customer['id']}/subscriptions`);
  assert.equal((body['items'] as unknown as Json[]).length, 2);
});

test('each no is said in words, and nobody is made for it', async () => {
  const [used = '', revoked = ''] = await makeCodes(2);
  const [late = ''] = await makeCodes(1, { validUntil: '2190-01-01T00:00:00Z' });
  await redeem(await visit(), used);
  await api.database.pool.query(
    `update vouchers set revoked_at = trusted_now() from voucher_batches b where serial = 2 and b.id = batch_id`,
  );
  await api.database.pool.query(
    `update voucher_batches set valid_until = trusted_now() where valid_until is not null`,
  );
  const before = await countCustomers();
  const home = await visit();
  for (const [code, words] of [
    [used, /was redeemed already/],
    [revoked, /was withdrawn/],
    [late, /time to redeem this voucher is over/],
    ['ACDE-FGH-JKM', /No voucher has this code/],
    ['ACDE-FGH-JKO', /none of 0 1 2 5 8/],
    ['<b>"', /none of 0 1 2 5 8/],
    ['', /none of 0 1 2 5 8/],
  ] as const) {
    const answer = await redeem(home, code);
    assert.equal(answer.status, 422);
    assert.match(said(answer), words);
    assert.doesNotMatch(answer.text, /<b>"/);
  }
  assert.equal(await proved(home), null);
  assert.equal(await countCustomers(), before);
});

test('tapped twice it goes on once, and so does a phone whose window died; another phone with the same code does not', async () => {
  const [code = ''] = await makeCodes();
  const mac = newMac();
  const home = await visit(mac);
  const before = await countCustomers();
  const taps = await Promise.all([redeem(home, code), redeem(home, code), redeem(home, code)]);
  assert.deepEqual(
    taps.map(({ to }) => to),
    [`${home}/go`, `${home}/go`, `${home}/go`],
  );
  assert.equal(await countCustomers(), before + 1);
  const reopened = await visit(mac);
  assert.notEqual(reopened, home);
  assert.equal((await redeem(reopened, code)).to, `${reopened}/go`);
  assert.equal(await proved(reopened), await proved(home));
  const other = await visit();
  assert.match(said(await redeem(other, code)), /was redeemed already/);
  assert.equal(await proved(other), null);
});

test('once RADIUS has seen the guest’s phone a used code opens nothing, whatever device the address names', async () => {
  const [code = ''] = await makeCodes();
  const mac = newMac();
  const home = await visit(mac);
  await redeem(home, code);
  const customerId = await proved(home);
  await api.database.pool.query(
    `insert into devices (customer_id, mac, source, added_by) values ($1, $2, 'hotspot', 'Automatic (hotspot)')`,
    [customerId, mac],
  );
  const forged = await visit(mac);
  assert.match(said(await redeem(forged, code)), /was redeemed already/);
  assert.equal(await proved(forged), null);
});

test('a code does not open the account of a customer who redeemed it with their own', async () => {
  const [code = ''] = await makeCodes();
  const customer = await addTestCustomer(api, { kind: 'hotspot' });
  const mac = newMac();
  const home = await visit(mac);
  const login = { username: String(customer['username']), password: 'a-long-password' };
  await ask(`${home}/login`, { method: 'POST', body: new URLSearchParams(login) });
  await redeem(home, code);
  const again = await visit(mac);
  assert.match(said(await redeem(again, code)), /was redeemed already/);
});

test('fifty phones with one code: one gets in, forty-nine are told', async () => {
  const [code = ''] = await makeCodes();
  const homes = await Promise.all(Array.from({ length: 50 }, () => visit()));
  const answers = await Promise.all(homes.map((home) => redeem(home, code)));
  const [given, refused] = [303, 422].map((status) => answers.filter((each) => each.status === status));
  assert.deepEqual([given?.length, refused?.length], [1, 49]);
  assert.ok(refused?.every((answer) => /was redeemed already/.test(said(answer))));
});

test('who guesses is stopped after ten in a visit; who holds a good code loses no try', async () => {
  const [code = ''] = await makeCodes();
  const home = await visit();
  for (let guess = 0; guess < 10; guess += 1) {
    assert.equal((await redeem(home, `ACDEFGHJK${'ACDEFGHJKM'[guess]}`)).status, 422);
  }
  const stopped = await redeem(home, code);
  assert.equal(stopped.status, 429);
  assert.match(said(stopped), /Too many tries\. Wait 15 minutes/);
  const { rows } = await api.database.pool.query('select wrong, refused from portal_guesses');
  assert.deepEqual(rows, [{ wrong: 10, refused: 1 }]);
  assert.equal((await redeem(await visit(), code)).status, 303);
  const { rows: left } = await api.database.pool.query<{ most: number }>(
    'select max(count)::int as most from portal_tries',
  );
  assert.ok((left[0]?.most ?? 99) <= 12, 'its try was given back');
});

test('strangers who guess from the same address hold up no customer who is logged in', async () => {
  const [code = ''] = await makeCodes();
  const customer = await addTestCustomer(api, { kind: 'hotspot' });
  const home = await visit();
  const login = { username: String(customer['username']), password: 'a-long-password' };
  await ask(`${home}/login`, { method: 'POST', body: new URLSearchParams(login) });
  for (let visitor = 0; visitor < 20; visitor += 1) {
    const stranger = await visit();
    await Promise.all(Array.from({ length: 10 }, () => redeem(stranger, 'ACDEFGHJKM')));
  }
  assert.equal((await redeem(await visit(), code)).status, 429);
  assert.equal((await redeem(home, code)).status, 303);
  await api.database.pool.query('delete from portal_tries');
});

test('a QR code leads to the form, filled in, where the browser is known, and says how to get there where it is not', async () => {
  const [code = ''] = await makeCodes();
  const plain = code.replaceAll('-', '');
  const home = await visit();
  const cookie = { headers: { Cookie: `gatehouse_visit=${home.slice('/v/'.length)}` } };
  const known = await ask(`/c/${plain}`, cookie);
  assert.equal(known.to, `${home}/voucher?code=${code}`);
  assert.match((await ask(known.to)).text, new RegExp(`value="${code}"`));
  const unknown = await ask(`/c/${plain.toLowerCase()}`);
  assert.equal(unknown.status, 200);
  assert.match(unknown.text, new RegExp(`${code}</bdi>`));
  const kept = /gatehouse_voucher=\w+/.exec(unknown.cookies)?.[0] ?? '';
  const brought = await ask(`${await visit()}/voucher`, { headers: { Cookie: kept } });
  assert.match(brought.text, new RegExp(`value="${code}"`));
  const noSuch = await ask('/c/ACDEFGHJKM');
  assert.equal(noSuch.text.replaceAll('ACDE-FGH-JKM', code), unknown.text, 'whether it is good is not said');
  assert.equal((await ask('/c/%3Cscript%3E')).status, 404);
});

test('where no voucher could be redeemed, nobody is asked for one', async () => {
  await api.database.pool.query(`update voucher_batches set revoked_at = trusted_now()`);
  assert.doesNotMatch((await ask(await visit())).text, /voucher/);
  await makeCodes();
  assert.match((await ask(await visit(newMac(), 'bn'))).text, /আমার কাছে ভাউচার আছে/);
});
