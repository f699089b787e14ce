import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openDatabase } from '../db/open-database.ts';
import { somebodyWaits } from '../db/testing/somebody-waits.ts';
import { buildAdminServer } from '../http/admin-server.ts';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';

/** Two web processes on one database: nothing is shared but that. */
let api: TestApi;
let elsewhere: (path: string, cookie: Record<string, string>) => Promise<number>;
let owner: Record<string, string>;
let close: () => Promise<void>;
const PASSWORD = 'tea-with-three-sugars';
const NEW_PASSWORD = 'coffee-with-two-lumps';

before(async () => {
  api = await openTestApi();
  owner = await api.signedIn('owner');
  const other = openDatabase(api.database.connection, {
    poolSize: 2,
    applicationName: 'the other web process',
  });
  const app = await buildAdminServer({ ...api.parts, db: other.db }, '/nonexistent');
  elsewhere = async (path, headers) => (await app.request(`/api/v1${path}`, { headers })).status;
  close = () => other.close();
});
after(async () => {
  await close();
  await api.close();
});

let serial = 0;

/** An operator who is signed in by the first process, and known to the second. */
async function signedIn() {
  serial += 1;
  const username = `operator.${serial}`;
  const added = await api.call('POST', '/operators', { name: username, username, role: 'support' }, owner);
  const token = String(added.body['passwordLink']?.['path']).split('#')[1];
  const set = await api.call('POST', '/password-link/use', { token, password: PASSWORD }, {});
  assert.equal(set.status, 204, set.text);
  const cookie = await signIn(username);
  assert.equal(await elsewhere('/me', cookie), 200);
  return { id: String(added.body['id']), username, cookie };
}

async function signIn(username: string) {
  const answer = await api.call('POST', '/sign-in', { username, password: PASSWORD }, {});
  assert.equal(answer.status, 200, answer.text);
  return { Cookie: (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '' };
}

async function endsAtOnce(cookie: Record<string, string>, ending: Promise<unknown>) {
  await ending;
  assert.equal(await elsewhere('/me', cookie), 401);
  assert.equal((await api.call('GET', '/me', undefined, cookie)).status, 401);
}

test('a sign-in ends on every process at once: by signing out', async () => {
  const { cookie } = await signedIn();
  await endsAtOnce(cookie, api.call('POST', '/sign-out', undefined, cookie));
});

test('… when its time is over, and when it was not used for long', async () => {
  const { cookie, id } = await signedIn();
  const set = (text: string) =>
    api.database.pool.query(`update sign_ins set ${text} where operator_id = $1`, [id]);
  await endsAtOnce(cookie, set('expires_at = trusted_now()'));
  await set(
    `expires_at = trusted_now() + interval '1 day', last_used_at = trusted_now() - interval '13 hours'`,
  );
  await endsAtOnce(cookie, Promise.resolve());
});

test('… when the password is changed, but for the browser that changed it; by a link for every one', async () => {
  const { id, username, cookie } = await signedIn();
  const other = await signIn(username);
  const sent = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
  await endsAtOnce(other, api.call('POST', '/me/password', sent, cookie));
  assert.equal(await elsewhere('/me', cookie), 200);
  const link = await api.call('POST', `/operators/${id}/password-link`, undefined, owner);
  const token = String(link.body['path']).split('#')[1];
  await endsAtOnce(cookie, api.call('POST', '/password-link/use', { token, password: PASSWORD }, {}));
});

test('… when the role is changed, when they are switched off, and when they are signed out everywhere', async () => {
  const { id, username, cookie } = await signedIn();
  const change = (fields: object) => api.call('PATCH', `/operators/${id}`, fields, owner);
  await endsAtOnce(cookie, change({ role: 'sales' }));
  await endsAtOnce(await signIn(username), api.call('DELETE', `/operators/${id}/sign-ins`, undefined, owner));
  await endsAtOnce(await signIn(username), change({ enabled: false }));
});

test('a sign-in that is on its way opens nothing once the password is another, a second factor set up, or the operator switched off', async () => {
  for (const change of [
    `password_hash = 'another'`,
    `totp_cipher = '\\x00', totp_since = trusted_now()`,
    `status = 'disabled'`,
  ]) {
    const { id, username } = await signedIn();
    const client = await api.database.pool.connect();
    try {
      await client.query('begin');
      await client.query('select from operators where id = $1 for update', [id]);
      const onItsWay = api.call('POST', '/sign-in', { username, password: PASSWORD }, {});
      await somebodyWaits(api.database.pool);
      await client.query(`update operators set ${change} where id = $1`, [id]);
      await client.query('commit');
      const answer = await onItsWay;
      assert.equal(answer.status, 401, change);
      assert.equal(answer.headers.get('Set-Cookie'), null);
    } finally {
      client.release();
    }
  }
});
