import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { somebodyWaits } from '../../db/testing/somebody-waits.ts';
import { API_PATH, buildAdminApi } from '../../http/admin-api.ts';
import { declarationOf } from '../../http/require-permission.ts';
import { type Json, openTestApi, type TestApi } from '../../http/testing/test-api.ts';
import { openCodeLimits } from './code-limits.ts';
import { openPasswordHasher } from '../password-hash.ts';

const PASSWORD = 'tea-with-three-sugars';
const NOBODY = {};
type Headers = Record<string, string>;
let api: TestApi;
/** What the authenticator app of each operator holds. */
let secrets: Map<string, string>;

let password_hash: string;
/** The last entry of the audit log before a test. */
let mark: number;

before(async () => {
  api = await openTestApi();
  password_hash = await openPasswordHasher(randomBytes).hash(PASSWORD);
});
after(() => api.close());

beforeEach(async () => {
  const { db } = api.database;
  secrets = new Map();
  await db.deleteFrom('operators').execute();
  await db.deleteFrom('portal_tries').execute();
  await db.deleteFrom('settings').execute();
  const last = await db
    .selectFrom('audit_log')
    .select((from) => from.fn.max('id').as('id'))
    .executeTakeFirst();
  mark = last?.id ?? 0;
  await db
    .insertInto('operators')
    .values([
      { name: 'Ayesha', username: 'ayesha', username_key: 'ayesha', role: 'owner', password_hash },
      { name: 'Karim', username: 'karim', username_key: 'karim', role: 'support', password_hash },
    ])
    .execute();
});

const signIn = (username: string, code?: string, password = PASSWORD) =>
  api.call('POST', '/sign-in', { username, password, ...(code !== undefined && { code }) }, NOBODY);

function cookieOf(answer: { headers: globalThis.Headers }): Headers {
  return { Cookie: (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '' };
}

const codeOf = (answer: { body: Json }) => String(answer.body['error']?.['code']);

/** The code that the app shows, `steps` half minutes from now. */
function appCode(username: string, steps = 0): string {
  const secret = Secret.fromBase32(secrets.get(username) ?? '');
  return TOTP.generate({ secret, timestamp: Date.now() + steps * 30_000 });
}

/** As if no code had been used for minutes: the tests need more codes than a minute has. */
const forgetStep = () => api.database.db.updateTable('operators').set({ totp_step: null }).execute();

async function turnOn(username: string): Promise<{ cookie: Headers; recoveryCodes: string[] }> {
  const cookie = cookieOf(await signIn(username));
  const offered = await api.call('POST', '/me/two-factor/offer', { password: PASSWORD }, cookie);
  assert.equal(offered.status, 200, offered.text);
  secrets.set(username, String(offered.body['secret']));
  const on = await api.call('POST', '/me/two-factor', { code: appCode(username) }, cookie);
  assert.equal(on.status, 200, on.text);
  await forgetStep();
  return { cookie, recoveryCodes: on.body['recoveryCodes'] as unknown as string[] };
}

async function audited(action: string): Promise<number> {
  const rows = await api.database.db
    .selectFrom('audit_log')
    .select('id')
    .where('action', '=', action)
    .where('id', '>', mark)
    .execute();
  return rows.length;
}

test('a stolen password without the second factor reaches no API', async () => {
  await turnOn('ayesha');
  const answer = await signIn('ayesha');
  assert.equal(answer.status, 401);
  assert.equal(codeOf(answer), 'second-factor-needed');
  assert.equal(answer.headers.get('Set-Cookie'), null);
  const held = cookieOf(answer);
  for (const { method, path, handler } of buildAdminApi(api.parts).routes) {
    const permission = declarationOf(handler)?.permission ?? 'public';
    if (permission === 'public') continue;
    const address = path.slice(API_PATH.length).replaceAll(/:(\w+)/g, '1');
    const body = method === 'GET' || method === 'DELETE' ? undefined : {};
    assert.equal((await api.call(method, address, body, held)).status, 401, `${method} ${path}`);
  }
  const openSignIns = await api.database.db.selectFrom('sign_ins').select('id').execute();
  assert.equal(openSignIns.length, 1, 'only the one that turned it on');
});

test('password and code together sign in; the code of another key and a wrong password do not', async () => {
  await turnOn('ayesha');
  await turnOn('karim');
  assert.equal(codeOf(await signIn('ayesha', appCode('karim'))), 'second-factor-wrong');
  assert.equal(codeOf(await signIn('ayesha', appCode('ayesha'), 'not-the-password')), 'sign-in-refused');
  const answer = await signIn('ayesha', appCode('ayesha'));
  assert.equal(answer.status, 200, answer.text);
  assert.equal((await api.call('GET', '/customers', undefined, cookieOf(answer))).status, 200);
});

test('a sign-in that ends meanwhile leaves no second factor behind', async () => {
  const { pool } = api.database;
  const cookie = cookieOf(await signIn('ayesha'));
  const offered = await api.call('POST', '/me/two-factor/offer', { password: PASSWORD }, cookie);
  secrets.set('ayesha', String(offered.body['secret']));
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select from operators for update');
    const onItsWay = api.call('POST', '/me/two-factor', { code: appCode('ayesha') }, cookie);
    await somebodyWaits(pool);
    await client.query('delete from sign_ins');
    await client.query('commit');
    assert.equal(codeOf(await onItsWay), 'not-signed-in');
  } finally {
    client.release();
  }
  assert.equal((await signIn('ayesha')).status, 200, 'by the password alone, as before');
});

test('a code works once, also for two who use it at the same moment', async () => {
  await turnOn('ayesha');
  const code = appCode('ayesha');
  const answers = await Promise.all([signIn('ayesha', code), signIn('ayesha', code), signIn('ayesha', code)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 403, 403]);
  assert.equal((await signIn('ayesha', code)).status, 403);
  assert.equal((await signIn('ayesha', appCode('ayesha', -1))).status, 403, 'an older one neither');
  assert.equal((await signIn('ayesha', appCode('ayesha', 1))).status, 200, 'the next one does');
});

test('a code is good for the half minute before and after, and no longer', async () => {
  await turnOn('ayesha');
  for (const [steps, status] of [
    [-3, 403],
    [3, 403],
    [-1, 200],
    [1, 200],
  ] as const) {
    await forgetStep();
    assert.equal((await signIn('ayesha', appCode('ayesha', steps))).status, status, String(steps));
  }
});

test('a recovery code works once, however it is typed, and is told apart in the record', async () => {
  const { recoveryCodes } = await turnOn('ayesha');
  assert.equal(new Set(recoveryCodes).size, 10);
  const [first = '', second = ''] = recoveryCodes;
  assert.match(first, /^[0-9a-z]{4}(-[0-9a-z]{4}){3}$/);
  const both = await Promise.all([signIn('ayesha', first), signIn('ayesha', first)]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 403]);
  const other = await signIn('ayesha', ` ${second.toUpperCase().replaceAll('-', ' ')} `);
  assert.equal(other.status, 200, other.text);
  assert.equal(other.body['secondFactor']?.['recoveryCodesLeft'], 8);
  assert.equal(await audited('operators.use-recovery-code'), 2);
  const stored = JSON.stringify(await api.database.db.selectFrom('recovery_codes').selectAll().execute());
  assert.doesNotMatch(stored, new RegExp(recoveryCodes.join('|')));
});

test('new recovery codes take the place of the old ones', async () => {
  const { cookie, recoveryCodes } = await turnOn('ayesha');
  const renewed = await api.call('POST', '/me/two-factor/recovery-codes', {}, cookie);
  assert.equal(renewed.status, 200, renewed.text);
  const [old = ''] = recoveryCodes;
  assert.equal((await signIn('ayesha', old)).status, 403);
  const [fresh = ''] = renewed.body['recoveryCodes'] as unknown as string[];
  assert.equal((await signIn('ayesha', fresh)).status, 200);
});

test('turning it on and off asks for the password, and ends the other sign-ins', async () => {
  const elsewhere = cookieOf(await signIn('ayesha'));
  const here = cookieOf(await signIn('ayesha'));
  const wrong = await api.call('POST', '/me/two-factor/offer', { password: 'not-the-password' }, here);
  assert.equal(codeOf(wrong), 'password-wrong');
  assert.equal(
    codeOf(await api.call('POST', '/me/two-factor', { code: '123456' }, here)),
    'second-factor-not-offered',
  );
  const offered = await api.call('POST', '/me/two-factor/offer', { password: PASSWORD }, here);
  assert.match(String(offered.body['address']), /^otpauth:\/\/totp\/Gatehouse:ayesha\?/);
  assert.equal((await signIn('ayesha')).status, 200, 'an offer alone changes nothing');
  assert.equal(
    codeOf(await api.call('POST', '/me/two-factor', { code: '000000' }, here)),
    'second-factor-wrong',
  );
  secrets.set('ayesha', String(offered.body['secret']));
  assert.equal((await api.call('POST', '/me/two-factor', { code: appCode('ayesha') }, here)).status, 200);
  assert.equal((await api.call('GET', '/me', undefined, elsewhere)).status, 401);
  assert.equal((await api.call('GET', '/me', undefined, here)).status, 200);

  assert.equal(
    codeOf(await api.call('POST', '/me/two-factor/off', { password: 'no' }, here)),
    'password-wrong',
  );
  assert.equal((await api.call('POST', '/me/two-factor/off', { password: PASSWORD }, here)).status, 204);
  assert.equal((await signIn('ayesha')).status, 200);
});

test('who has a second factor puts no other in its place without proving the first', async () => {
  const { cookie } = await turnOn('ayesha');
  await api.database.db
    .updateTable('sign_ins')
    .set({ proved_at: new Date(Date.now() - 11 * 60_000) })
    .execute();
  const offer = await api.call('POST', '/me/two-factor/offer', { password: PASSWORD }, cookie);
  assert.equal(codeOf(offer), 'step-up-needed');
});

test('ten thousand guesses of a code fail, and lock nobody else, nor the operator at a known address', async () => {
  const { cookie, recoveryCodes } = await turnOn('ayesha');
  const from = (address: string) => ({ incoming: { socket: { remoteAddress: address } } });
  const tryFrom = async (address: string, username: string, code: string) => {
    const response = await api.app.request(
      '/api/v1/sign-in',
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username, password: PASSWORD, code }),
      },
      from(address),
    );
    return response.status;
  };
  await api.database.pool.query(
    `insert into known_places (operator_id, place) select id, '192.0.2.10' from operators where username = 'ayesha'`,
  );
  // Those that are looked at: eight from one address, and of all the others until a day has had its hundred.
  const statuses: number[] = [];
  for (let i = 0; i < 10; i++) statuses.push(await tryFrom('198.51.100.1', 'ayesha', '000000'));
  assert.deepEqual(statuses, [...Array(8).fill(403), 429, 429]);
  const limits = openCodeLimits(api.parts);
  const { id } = await api.database.db
    .selectFrom('operators')
    .select('id')
    .where('username', '=', 'ayesha')
    .executeTakeFirstOrThrow();
  let looked = 8;
  for (let i = 0; i < 10_000; i += 100) {
    const some = Array.from({ length: 100 }, (_, k) => `10.0.${(i + k) >> 8}.${(i + k) & 255}`);
    const waits = await Promise.all(some.map((address) => limits.take(id, address, '000000')));
    looked += waits.filter((waitSeconds) => waitSeconds === null).length;
  }
  assert.equal(looked, 100, 'however many come, from however many addresses');
  assert.equal(await tryFrom('203.0.113.251', 'ayesha', appCode('ayesha')), 429, 'strange addresses wait');

  assert.equal((await api.call('GET', '/me', undefined, cookie)).status, 200, 'who is signed in stays so');
  assert.equal(await tryFrom('198.51.100.1', 'karim', '000000'), 200, 'others come in from the very address');
  assert.equal(
    await tryFrom('192.0.2.10', 'ayesha', appCode('ayesha')),
    200,
    'the operator from a known address',
  );
  assert.equal(
    await tryFrom('203.0.113.252', 'ayesha', recoveryCodes[0] ?? ''),
    200,
    'and by a recovery code',
  );
});

test('guesses are counted over all web processes', async () => {
  await turnOn('ayesha');
  const other = { app: (await import('../../http/admin-server.ts')).buildAdminServer };
  const second = await other.app(api.parts, '/nonexistent');
  const body = JSON.stringify({ username: 'ayesha', password: PASSWORD, code: '000000' });
  const request = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body };
  const statuses: number[] = [];
  for (let i = 0; i < 10; i++)
    statuses.push((await (i % 2 ? api.app : second).request('/api/v1/sign-in', request)).status);
  assert.deepEqual(statuses, [...Array(8).fill(403), 429, 429]);
});

test('a role that needs a second factor has so many sign-ins to set it up, then reaches nothing else', async () => {
  const owner = cookieOf(await signIn('ayesha'));
  const required = await api.call(
    'PUT',
    '/two-factor/requirement',
    { roles: ['support', 'owner'], graceSignIns: 2 },
    owner,
  );
  assert.equal(required.status, 200, required.text);
  assert.equal((await api.call('GET', '/customers', undefined, owner)).status, 200, 'who is in stays in');
  for (const left of [1, 0]) {
    const answer = await signIn('karim');
    assert.equal(answer.body['secondFactor']?.['signInsLeft'], left);
    assert.equal((await api.call('GET', '/customers', undefined, cookieOf(answer))).status, 200);
  }
  const due = await signIn('karim');
  assert.equal(due.body['secondFactorDue'], true);
  const cookie = cookieOf(due);
  assert.equal(codeOf(await api.call('GET', '/customers', undefined, cookie)), 'second-factor-due');
  assert.equal((await api.call('GET', '/me', undefined, cookie)).status, 200);
  const offered = await api.call('POST', '/me/two-factor/offer', { password: PASSWORD }, cookie);
  secrets.set('karim', String(offered.body['secret']));
  assert.equal((await api.call('POST', '/me/two-factor', { code: appCode('karim') }, cookie)).status, 200);
  assert.equal((await api.call('GET', '/customers', undefined, cookie)).status, 200);
  const off = await api.call('POST', '/me/two-factor/off', { password: PASSWORD }, cookie);
  assert.equal(codeOf(off), 'second-factor-required');
});

test('only an owner in person requires it', async () => {
  const wanted = { roles: ['owner'], graceSignIns: 1 };
  const support = cookieOf(await signIn('karim'));
  assert.equal(codeOf(await api.call('PUT', '/two-factor/requirement', wanted, support)), 'not-permitted');
  assert.equal(codeOf(await api.call('PUT', '/two-factor/requirement', wanted)), 'not-an-operator');
  const bySettings = await api.call('PATCH', '/settings', { twoFactorRequiredFor: [] });
  assert.equal(bySettings.status, 400);
});

test('an owner takes the second factor from who has lost it, on the record, and their sign-ins end', async () => {
  const { cookie } = await turnOn('karim');
  const owner = cookieOf(await signIn('ayesha'));
  const karim = await api.database.db
    .selectFrom('operators')
    .select('id')
    .where('username', '=', 'karim')
    .executeTakeFirstOrThrow();
  const reset = () =>
    api.call('POST', `/operators/${karim.id}/two-factor/reset`, { reason: 'Telephone stolen' }, owner);
  assert.equal((await reset()).status, 204);
  assert.equal((await api.call('GET', '/me', undefined, cookie)).status, 401);
  assert.equal((await signIn('karim')).status, 200);
  assert.equal(codeOf(await reset()), 'second-factor-missing');
  const row = await api.database.db
    .selectFrom('audit_log')
    .selectAll()
    .where('action', '=', 'operators.reset-two-factor')
    .where('id', '>', mark)
    .executeTakeFirstOrThrow();
  assert.deepEqual([row.actor_name, row.subject_id], ['Ayesha', String(karim.id)]);
  assert.match(JSON.stringify(row.after), /Telephone stolen/);
});

test('a step-up takes the code where there is a second factor, else the password, and lasts ten minutes', async () => {
  const { db } = api.database;
  const stale = () =>
    db
      .updateTable('sign_ins')
      .set({ proved_at: new Date(Date.now() - 11 * 60_000) })
      .execute();
  const karim = cookieOf(await signIn('karim'));
  await stale();
  assert.equal(codeOf(await api.call('POST', '/me/step-up', { password: 'no' }, karim)), 'password-wrong');
  assert.equal((await api.call('POST', '/me/step-up', { password: PASSWORD }, karim)).status, 204);

  const { cookie } = await turnOn('ayesha');
  const guarded = () => api.call('POST', '/me/two-factor/recovery-codes', {}, cookie);
  await stale();
  assert.equal(codeOf(await guarded()), 'step-up-needed');
  assert.equal((await api.call('POST', '/me/step-up', { password: PASSWORD }, cookie)).status, 403);
  assert.equal(codeOf(await guarded()), 'step-up-needed');
  assert.equal((await api.call('POST', '/me/step-up', { code: appCode('ayesha') }, cookie)).status, 204);
  assert.equal((await guarded()).status, 200);
  assert.equal(codeOf(await api.call('POST', '/me/step-up', { password: PASSWORD })), 'not-an-operator');
});

test('what is stored and recorded tells neither secret nor code', async () => {
  const { recoveryCodes } = await turnOn('ayesha');
  const code = appCode('ayesha');
  await signIn('ayesha', code);
  const { db } = api.database;
  const stored = JSON.stringify([
    await db.selectFrom('audit_log').selectAll().execute(),
    await db.selectFrom('operators').selectAll().execute(),
    await db.selectFrom('recovery_codes').selectAll().execute(),
  ]);
  for (const secret of [secrets.get('ayesha') ?? 'none', ...recoveryCodes])
    assert.ok(!stored.includes(secret));
});
