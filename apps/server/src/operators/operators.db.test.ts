import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Answer, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { createSetUpToken } from './set-up.ts';

let api: TestApi;
/** The cookie of the first operator, an owner. */
let owner: Record<string, string>;
let ownerId: string;
const PASSWORD = 'tea-with-three-sugars';
const stranger = {};

before(async () => {
  api = await openTestApi();
  const token = await createSetUpToken(api.database.db, randomBytes);
  const fields = { token, name: 'Ayesha Khan', username: 'ayesha', password: PASSWORD };
  const answer = await api.call('POST', '/set-up', fields, stranger);
  assert.equal(answer.status, 201, answer.text);
  owner = cookieOf(answer);
  ownerId = String(answer.body['id']);
});
after(() => api.close());

function cookieOf(answer: Answer): Record<string, string> {
  return { Cookie: (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '' };
}

let serial = 0;

/** An operator who has set a password by the link, and is not signed in. */
async function addOperator(role: string, fields: Record<string, unknown> = {}) {
  serial += 1;
  const username = `operator.${serial}`;
  const sent = { name: `Operator ${serial}`, username, role, ...fields };
  const added = await api.call('POST', '/operators', sent, owner);
  assert.equal(added.status, 201, added.text);
  const token = tokenOf(added.body['passwordLink']?.['path']);
  return { id: String(added.body['id']), username, token };
}

const tokenOf = (path: unknown) => String(path).split('#')[1] ?? '';

const setPassword = (token: string, password = PASSWORD) =>
  api.call('POST', '/password-link/use', { token, password }, stranger);

async function signIn(username: string): Promise<Record<string, string>> {
  const answer = await api.call('POST', '/sign-in', { username, password: PASSWORD }, stranger);
  assert.equal(answer.status, 200, answer.text);
  return cookieOf(answer);
}

async function signedIn(role: string) {
  const operator = await addOperator(role);
  assert.equal((await setPassword(operator.token)).status, 204);
  return { ...operator, cookie: await signIn(operator.username) };
}

async function rows<T extends object>(text: string): Promise<T[]> {
  return (await api.database.pool.query<T>(text)).rows;
}

const change = (id: string, fields: object) => api.call('PATCH', `/operators/${id}`, fields, owner);
const me = (cookie: Record<string, string>) => api.call('GET', '/me', undefined, cookie);
const codeOf = (answer: Answer) => answer.body['error']?.['code'];

test('an operator who was added cannot sign in until they have set a password with their link, once', async () => {
  const { id, username, token } = await addOperator('support');
  const before = await api.call('GET', `/operators/${id}`, undefined, owner);
  assert.deepEqual([before.body['hasPassword'], before.body['enabled']], [false, true]);
  for (const password of ['', PASSWORD]) {
    const refused = await api.call('POST', '/sign-in', { username, password }, stranger);
    assert.equal(refused.status, 401);
  }
  const check = await api.call('POST', '/password-link/check', { token }, stranger);
  assert.deepEqual([check.body['good'], check.body['username'], check.body['first']], [true, username, true]);
  const set = await setPassword(token);
  assert.equal(set.status, 204);
  assert.equal(set.headers.get('Set-Cookie'), null);
  assert.equal(codeOf(await setPassword(token)), 'password-link-over');
  await signIn(username);
});

test('a new link makes the one before worth nothing, and switching off ends both', async () => {
  const { id, token } = await addOperator('support');
  const link = () => api.call('POST', `/operators/${id}/password-link`, undefined, owner);
  const second = tokenOf((await link()).body['path']);
  assert.equal(codeOf(await setPassword(token)), 'password-link-over');
  assert.equal((await change(id, { enabled: false })).status, 200);
  assert.equal(codeOf(await setPassword(second)), 'password-link-over');
  assert.equal(codeOf(await link()), 'operator-off');
});

test('a link is good until it is over, and only its hash is kept', async () => {
  const { token } = await addOperator('support');
  const [kept] = await rows<{ text: string }>('select password_links::text as text from password_links');
  assert.ok(!kept?.text.includes(token));
  await api.database.pool.query(`update password_links set expires_at = trusted_now()`);
  assert.equal(codeOf(await setPassword(token)), 'password-link-over');
});

test('two who use a link at the same moment set one password', async () => {
  const { username, token } = await addOperator('support');
  const typed = [PASSWORD, 'coffee-without-any-sugar', 'milk-from-the-goat-next-door'];
  const answers = await Promise.all(typed.map((password) => setPassword(token, password)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 403, 403]);
  const password = typed[answers.findIndex(({ status }) => status === 204)];
  const signed = await api.call('POST', '/sign-in', { username, password }, stranger);
  assert.equal(signed.status, 200, signed.text);
});

test('a link is worth nothing once who has a password has another role; who has none yet keeps theirs', async () => {
  const { id } = await signedIn('support');
  const link = await api.call('POST', `/operators/${id}/password-link`, undefined, owner);
  assert.equal((await change(id, { name: 'Another name' })).status, 200);
  assert.equal((await change(id, { role: 'manager' })).status, 200);
  assert.equal(codeOf(await setPassword(tokenOf(link.body['path']))), 'password-link-over');
  const waiting = await addOperator('support');
  assert.equal((await change(waiting.id, { role: 'sales' })).status, 200);
  assert.equal((await setPassword(waiting.token)).status, 204);
});

test('another role ends their sign-ins, and so does switching off, and neither is there afterwards', async () => {
  const { id, username, cookie } = await signedIn('support');
  assert.equal((await change(id, { name: 'Another name' })).status, 200);
  assert.equal((await me(cookie)).status, 200);
  assert.equal((await change(id, { role: 'sales' })).status, 200);
  assert.equal((await me(cookie)).status, 401);
  const again = await signIn(username);
  assert.equal((await me(again)).body['role'], 'sales');
  assert.equal((await change(id, { enabled: false })).status, 200);
  assert.equal((await me(again)).status, 401);
  const refused = await api.call('POST', '/sign-in', { username, password: PASSWORD }, stranger);
  assert.equal(codeOf(refused), 'sign-in-refused');
});

test('signing out everywhere ends every sign-in, of oneself or by an owner', async () => {
  const { id, username, cookie } = await signedIn('support');
  const other = await signIn(username);
  assert.equal((await api.call('GET', `/operators/${id}`, undefined, owner)).body['signInCount'], 2);
  assert.equal((await api.call('DELETE', '/me/sign-ins', undefined, other)).status, 204);
  assert.deepEqual([(await me(cookie)).status, (await me(other)).status], [401, 401]);
  const third = await signIn(username);
  assert.equal((await api.call('DELETE', `/operators/${id}/sign-ins`, undefined, owner)).status, 204);
  assert.equal((await me(third)).status, 401);
});

test('one ends one sign-in of one’s own, and nobody else’s', async () => {
  const { username, cookie } = await signedIn('support');
  const lost = await signIn(username);
  const list = async (whose: Record<string, string>) =>
    (await api.call('GET', '/me/sign-ins', undefined, whose)).body['items'] as unknown as {
      id: string;
      current: boolean;
    }[];
  const end = (id: string | undefined, whose: Record<string, string>) =>
    api.call('DELETE', `/me/sign-ins/${id}`, undefined, whose);
  const other = (await list(cookie)).find(({ current }) => !current);
  assert.equal((await end(other?.id, owner)).status, 404);
  assert.equal((await me(lost)).status, 200);
  assert.equal((await end(other?.id, cookie)).status, 204);
  assert.equal((await me(lost)).status, 401);
  assert.equal((await list(cookie)).length, 1);
});

test('the last owner who can sign in stays one, also when two step down at once', async () => {
  assert.equal(codeOf(await change(ownerId, { role: 'manager' })), 'last-owner');
  assert.equal(codeOf(await change(ownerId, { enabled: false })), 'last-owner');
  const waiting = await addOperator('owner');
  assert.equal(codeOf(await change(ownerId, { role: 'manager' })), 'last-owner', 'no password yet');
  assert.equal((await setPassword(waiting.token)).status, 204);
  const second = await signIn(waiting.username);
  const answers = await Promise.all([
    api.call('PATCH', `/operators/${ownerId}`, { role: 'manager' }, second),
    api.call('PATCH', `/operators/${waiting.id}`, { role: 'manager' }, owner),
  ]);
  // The other one is told so, or was signed out by then.
  const [first, last] = answers.map(({ status }) => status).sort();
  assert.ok(first === 200 && (last === 409 || last === 401), `${first} ${last}`);
  const owners = await rows(`select from operators where role = 'owner' and status = 'active'`);
  assert.equal(owners.length, 1);
  // Whoever is left makes the first one owner again.
  if (answers[0]?.status === 200) {
    assert.equal((await api.call('PATCH', `/operators/${ownerId}`, { role: 'owner' }, second)).status, 200);
    owner = await signIn('ayesha');
  }
});

test('usernames and e-mail addresses are each one operator’s, however they are written', async () => {
  await addOperator('support', { email: 'Karim@Example.net' });
  const taken = (fields: object) =>
    api.call('POST', '/operators', { name: 'X', username: 'x.y', role: 'support', ...fields }, owner);
  assert.equal(codeOf(await taken({ username: 'AYESHA' })), 'username-taken');
  assert.equal(codeOf(await taken({ email: 'karim@example.NET' })), 'email-taken');
  for (const email of ['no address', 'a@b', 'a@b.c\r\nBcc: d@e.f', 'a b@c.de', '<a@b.cd>', 'a@b.cd,e@f.gh'])
    assert.equal((await taken({ email })).status, 400, email);
});

test('neither a manager nor an API token makes or changes operators, though an owner’s token may read them', async () => {
  const { cookie } = await signedIn('manager');
  assert.equal((await api.call('GET', '/operators', undefined, cookie)).status, 403);
  assert.equal((await api.call('GET', '/operators')).status, 200);
  const sent = { name: 'X', username: 'x', role: 'owner' };
  assert.equal(codeOf(await api.call('POST', '/operators', sent)), 'not-an-operator');
  assert.equal(codeOf(await api.call('PATCH', `/operators/${ownerId}`, { name: 'Y' })), 'not-an-operator');
  assert.equal(codeOf(await api.call('POST', `/operators/${ownerId}/password-link`)), 'not-an-operator');
});

test('each change is on the record, with what it was before, and without any secret', async () => {
  const { id, token } = await addOperator('support');
  await change(id, { role: 'sales', email: 'new@example.net' });
  const written = await rows<{ action: string; before: unknown; after: unknown }>(
    `select action, before, after from audit_log where subject_kind = 'operator' and subject_id = '${id}' order by id`,
  );
  assert.deepEqual(
    written.map(({ action }) => action),
    ['operators.create', 'operators.make-password-link', 'operators.change'],
  );
  assert.deepEqual(written.at(-1)?.before, { email: null, role: 'support' });
  assert.deepEqual(written.at(-1)?.after, { email: 'new@example.net', role: 'sales' });
  assert.ok(!JSON.stringify(written).includes(token));
});
