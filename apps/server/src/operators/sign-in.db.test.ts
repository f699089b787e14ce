import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, test } from 'node:test';
import { buildAdminServer } from '../http/admin-server.ts';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { createSetUpToken } from './set-up.ts';

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(() => api.close());

const PASSWORD = 'tea-with-three-sugars';
const stranger = {};

async function setUp(fields: Record<string, unknown> = {}) {
  const token = await createSetUpToken(api.database.db, randomBytes);
  const answer = await api.call(
    'POST',
    '/set-up',
    { token, name: 'Ayesha Khan', username: 'ayesha', password: PASSWORD, ...fields },
    stranger,
  );
  return { token, answer };
}

function cookieOf(answer: { headers: Headers }): Record<string, string> {
  return { Cookie: (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '' };
}

const signIn = (password: string, username = 'ayesha', headers: Record<string, string> = stranger) =>
  api.call('POST', '/sign-in', { username, password }, headers);

test('makes the first operator, an owner, with the one-time token, and signs in at once', async () => {
  assert.deepEqual((await api.call('GET', '/set-up', undefined, stranger)).body, { needed: true });
  const { answer } = await setUp();
  assert.equal(answer.status, 201);
  const me = await api.call('GET', '/me', undefined, cookieOf(answer));
  assert.equal(me.body['name'], 'Ayesha Khan');
  assert.equal(me.body['role'], 'owner');
  assert.ok((me.body['permissions'] as unknown as string[]).includes('operators.change'));
  assert.deepEqual((await api.call('GET', '/set-up', undefined, stranger)).body, { needed: false });
  assert.equal(await createSetUpToken(api.database.db, randomBytes), null);
});

test('tells of a set-up token whether it is still good, without using it up', async () => {
  const fresh = await openTestApi();
  const check = async (token: string) =>
    (await fresh.call('POST', '/set-up/check', { token }, stranger)).body['good'];
  const token = String(await createSetUpToken(fresh.database.db, fresh.parts.randomBytes));
  assert.deepEqual([await check('made up'), await check(token), await check(token)], [false, true, true]);
  const set = await fresh.call(
    'POST',
    '/set-up',
    { token, name: 'A', username: 'first', password: PASSWORD },
    stranger,
  );
  assert.equal(set.status, 201);
  assert.equal(await check(token), false);
  await fresh.close();
});

test('takes a set-up token once only, also when two use it at the same moment', async () => {
  const token = await createSetUpToken(api.database.db, randomBytes);
  const use = (username: string) =>
    api.call('POST', '/set-up', { token, name: username, username, password: PASSWORD }, stranger);
  const answers = await Promise.all([use('one'), use('two'), use('three')]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 401, 401]);
  const operators = await api.database.db.selectFrom('operators').select('username').execute();
  assert.equal(operators.length, 1);
});

test('refuses a made-up set-up token, and one that a newer link has replaced', async () => {
  const old = await createSetUpToken(api.database.db, randomBytes);
  await createSetUpToken(api.database.db, randomBytes);
  for (const token of [old, 'made-up']) assert.equal((await setUpWith(token)).status, 401);
});

const setUpWith = (token: string | null) =>
  api.call('POST', '/set-up', { token, name: 'A', username: 'a.b', password: PASSWORD }, stranger);

for (const password of [
  'short-one',
  'password123',
  '1234567890',
  'aaaaaaaaaaaa',
  'ayesha2026',
  'Qwertyuiop1',
]) {
  test(`refuses "${password}" as an operator's password and keeps the token`, async () => {
    const { token, answer } = await setUp({ password });
    assert.equal(answer.status, 422);
    assert.equal(answer.body['error']?.['code'], 'password-weak');
    assert.ok(answer.body['error']?.['fields']?.['password']);
    assert.equal((await setUpWith(token)).status, 201);
  });
}

test('signs in whatever the case of the username, with a cookie that scripts and other sites do not get', async () => {
  await setUp();
  const answer = await signIn(PASSWORD, 'AYESHA');
  assert.equal(answer.status, 200);
  assert.match(
    answer.headers.get('Set-Cookie') ?? '',
    /^__Host-gatehouse=[A-Za-z0-9_-]{43}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  );
  assert.equal((await api.call('GET', '/customers', undefined, cookieOf(answer))).status, 200);
  const stored = JSON.stringify(await api.database.db.selectFrom('sign_ins').selectAll().execute());
  assert.doesNotMatch(stored, new RegExp(String(cookieOf(answer)['Cookie']?.split('=')[1])));
});

test('signing in again ends the sign-in that this browser had, and no other', async () => {
  await setUp();
  const [here, elsewhere] = [cookieOf(await signIn(PASSWORD)), cookieOf(await signIn(PASSWORD))];
  const again = cookieOf(await signIn(PASSWORD, 'ayesha', here));
  const statusOf = async (cookie: Record<string, string>) =>
    (await api.call('GET', '/me', undefined, cookie)).status;
  assert.deepEqual([await statusOf(here), await statusOf(again), await statusOf(elsewhere)], [401, 200, 200]);
});

test('answers a wrong password and an unknown username alike, and neither sooner', async () => {
  await setUp();
  const beganAt = performance.now();
  const [wrong, unknown] = [await signIn('not-the-password'), await signIn(PASSWORD, 'nobody')];
  assert.ok(performance.now() - beganAt > 590, 'neither sooner than 300 ms');
  assert.deepEqual([wrong.status, unknown.status], [401, 401]);
  assert.deepEqual(wrong.body, unknown.body);
  const refused = await api.database.db
    .selectFrom('audit_log')
    .selectAll()
    .where('action', '=', 'operators.sign-in-refused')
    .execute();
  assert.equal(refused.length, 1);
});

test('stops guessing after eight tries, also for many at once, and says how long to wait', async () => {
  await setUp();
  const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => signIn(`guess-number-${i}`)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [
    ...Array(8).fill(401),
    ...Array(4).fill(429),
  ]);
  const locked = await signIn(PASSWORD);
  assert.equal(locked.status, 429);
  assert.ok(Number(locked.headers.get('Retry-After')) > 60);
});

async function signInFrom(app: TestApi['app'], address: string, username: string, password: string) {
  const init = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
  };
  return app.request('/api/v1/sign-in', init, {
    incoming: { socket: { remoteAddress: address } },
  } as never);
}

test('counts guesses over all web processes; one guesser shuts out neither the operator elsewhere nor others there', async () => {
  await setUp();
  const processes = [api.app, await buildAdminServer(api.parts, '/nonexistent')];
  const guess = async (at: number, address: string, username: string, password = `guess-number-${at}`) => {
    const app = processes[at % 2];
    return app && (await signInFrom(app, address, username, password)).status;
  };
  const heard = [];
  for (let at = 0; at < 100; at++) heard.push(await guess(at, '192.0.2.66', 'ayesha'));
  assert.equal(heard.filter((status) => status === 401).length, 8);
  assert.equal(await guess(0, '192.0.2.7', 'ayesha', PASSWORD), 200, 'from where the operator sits');
  assert.equal(await guess(1, '192.0.2.66', 'bashir'), 401, 'somebody else from there');
});

test('whoever guesses from everywhere does not shut the operator out where they sit, though they have signed out there', async () => {
  await setUp();
  const cookie = String(
    (await signInFrom(api.app, '192.0.2.77', 'ayesha', PASSWORD)).headers.get('Set-Cookie'),
  );
  const out = await api.call('POST', '/sign-out', undefined, { Cookie: cookie.split(';')[0] ?? '' });
  assert.equal(out.status, 204);
  const heard = [];
  for (let at = 0; at < 88; at++)
    heard.push((await signInFrom(api.app, `198.51.100.${at >> 3}`, 'ayesha', `guess-number-${at}`)).status);
  assert.equal(heard.filter((status) => status === 401).length, 80);
  assert.equal(
    (await signInFrom(api.app, '198.51.100.200', 'ayesha', PASSWORD)).status,
    429,
    'a strange place',
  );
  assert.equal((await signInFrom(api.app, '192.0.2.77', 'ayesha', PASSWORD)).status, 200, 'their own');
});

test('ends a sign-in by signing out, after twelve idle hours, after seven days, and with its operator', async () => {
  await setUp();
  const { db } = api.database;
  const ends: (() => Promise<unknown>)[] = [
    () =>
      db
        .updateTable('sign_ins')
        .set({ last_used_at: new Date(Date.now() - 12.1 * 3600_000) })
        .execute(),
    () =>
      db
        .updateTable('sign_ins')
        .set({ expires_at: new Date(Date.now() - 1000) })
        .execute(),
    () => db.updateTable('operators').set({ status: 'disabled' }).execute(),
  ];
  const first = cookieOf(await signIn(PASSWORD));
  const out = await api.call('POST', '/sign-out', undefined, first);
  assert.equal(out.status, 204);
  assert.match(out.headers.get('Set-Cookie') ?? '', /Max-Age=0/);
  assert.equal((await api.call('GET', '/me', undefined, first)).status, 401);
  for (const end of ends) {
    const cookie = cookieOf(await signIn(PASSWORD));
    assert.equal((await api.call('GET', '/me', undefined, cookie)).status, 200);
    await end();
    assert.equal((await api.call('GET', '/me', undefined, cookie)).status, 401);
  }
  assert.equal((await signIn(PASSWORD)).status, 401);
});

test('refuses what another site makes a signed-in browser send', async () => {
  const cookie = cookieOf((await setUp()).answer);
  const change = (headers: Record<string, string>) =>
    api.call('POST', '/hotspot-zones', { name: `Z${Math.random()}`, ssid: 'Z' }, { ...cookie, ...headers });
  assert.equal((await change({ 'Sec-Fetch-Site': 'cross-site' })).status, 403);
  assert.equal((await change({ 'Sec-Fetch-Site': 'same-site' })).status, 403);
  assert.equal((await change({ Origin: 'https://evil.example' })).status, 403);
  assert.equal((await change({ Origin: 'null' })).status, 403);
  assert.equal((await change({ Origin: 'http://localhost', Host: 'localhost' })).status, 201);
  assert.equal((await change({ 'Sec-Fetch-Site': 'same-origin' })).status, 201);
  assert.equal((await signIn(PASSWORD, 'ayesha', { 'Sec-Fetch-Site': 'cross-site' })).status, 403);
  const form = await api.app.request('/api/v1/hotspot-zones', {
    method: 'POST',
    headers: { ...cookie, 'Content-Type': 'text/plain' },
    body: JSON.stringify({ name: 'Form', ssid: 'F' }),
  });
  assert.equal(form.status, 400);
});

test('changes the own password, and ends the other sign-ins with it', async () => {
  const here = cookieOf((await setUp()).answer);
  const elsewhere = cookieOf(await signIn(PASSWORD));
  const signIns = await api.call('GET', '/me/sign-ins', undefined, here);
  assert.equal(signIns.body['items']?.length, 2);
  const change = (currentPassword: string, newPassword: string) =>
    api.call('POST', '/me/password', { currentPassword, newPassword }, here);
  assert.equal((await change('wrong-password', 'another-good-one')).status, 403);
  assert.equal((await change(PASSWORD, 'short')).status, 422);
  assert.equal((await change(PASSWORD, 'another-good-one')).status, 204);
  assert.equal((await api.call('GET', '/me', undefined, here)).status, 200);
  assert.equal((await api.call('GET', '/me', undefined, elsewhere)).status, 401);
  assert.equal((await signIn('another-good-one')).status, 200);
  const token = { Authorization: `Bearer ${await api.token('owner')}` };
  assert.equal(
    (await api.call('POST', '/me/password', { currentPassword: 'x', newPassword: PASSWORD }, token)).status,
    403,
  );
});

test('knows an API token by its name, and no more once it is revoked', async () => {
  const headers = { Authorization: `Bearer ${await api.token('support', 'Billing')}` };
  const { body } = await api.call('GET', '/me', undefined, headers);
  assert.deepEqual(
    [body['kind'], body['name'], body['role'], body['username']],
    ['api-token', 'Billing', 'support', null],
  );
  await api.database.db.updateTable('api_tokens').set({ revoked_at: new Date() }).execute();
  assert.equal((await api.call('GET', '/me', undefined, headers)).status, 401);
});
