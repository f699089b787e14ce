import assert from 'node:assert/strict';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { somebodyWaits } from '../../db/testing/somebody-waits.ts';
import { openTestApi, type TestApi } from '../../http/testing/test-api.ts';
import {
  linkTokenOf,
  type PlayedMailServer,
  plainTextOf,
  playMailServer,
} from '../../mail/testing/play-mail-server.ts';

const PASSWORD = 'coffee-without-any-sugar';
const NEXT = 'tea-with-seven-lemons';
let api: TestApi;
let mails: PlayedMailServer;
let owner: { Cookie: string };
let serial = 0;

before(async () => {
  api = await openTestApi();
  mails = await playMailServer({ tls: 'none' });
});
after(async () => {
  await mails.close();
  await api.close();
});
beforeEach(async () => {
  await api.database.pool.query('delete from portal_tries; delete from mail_server');
  owner = await api.signedIn('owner');
  await setUpMail();
});

const setUpMail = () =>
  api.call(
    'PUT',
    '/mail-server',
    {
      host: '127.0.0.1',
      port: mails.port,
      security: 'none',
      senderAddress: 'gatehouse@example.net',
      senderName: 'Gatehouse',
      appUrl: 'https://gatehouse.example.net',
    },
    owner,
  );

type Person = { readonly id: string; readonly username: string; readonly email: string };

/** An operator who has set a password by the link they were given. */
async function addPerson(): Promise<Person> {
  const username = `nadia.${++serial}`;
  const email = `${username}@example.net`;
  const added = await api.call(
    'POST',
    '/operators',
    { name: 'Nadia', username, email, role: 'support' },
    owner,
  );
  assert.equal(added.status, 201, added.text);
  const token = String(added.body['passwordLink']?.['path']).split('#')[1] ?? '';
  assert.equal((await setPassword(token, PASSWORD)).status, 204);
  return { id: String(added.body['id']), username, email };
}

/** As somebody at this address would. */
async function forget(name: string, more: { from?: string; host?: string; language?: string } = {}) {
  const { from = '198.51.100.7', host = 'evil.example', language } = more;
  return api.app.request(
    `https://${host}/api/v1/forgotten-password`,
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Host: host, 'X-Forwarded-Host': host },
      body: JSON.stringify({ name, language }),
    },
    { incoming: { socket: { remoteAddress: from } } },
  );
}
const lastFault = async () =>
  (await api.call('GET', '/mail-server', undefined, owner)).body['server']?.['lastFault'] ?? null;
/** Which mail the next one is. */
const nextMail = () => mails.mail(mails.mails.length);
const setPassword = (token: string, password: string) =>
  api.call('POST', '/password-link/use', { token, password }, {});
const signIn = (username: string, password: string) =>
  api.call('POST', '/sign-in', { username, password }, {});
const cookieOf = (headers: Headers) => ({ Cookie: headers.get('Set-Cookie')?.split(';')[0] ?? '' });

test('who forgot a password gets a link by username or mail address, sets one with it, and is signed out everywhere', async () => {
  const { username, email } = await addPerson();
  for (const [typed, next] of [
    [username, NEXT],
    [` ${email.toUpperCase()} `, PASSWORD],
  ] as const) {
    const before = cookieOf((await signIn(username, next === NEXT ? PASSWORD : NEXT)).headers);
    assert.equal((await api.call('GET', '/me', undefined, before)).status, 200);
    const coming = nextMail();
    assert.equal((await forget(typed)).status, 204);
    const mail = await coming;
    assert.equal(mail.to, email);
    assert.equal((await setPassword(linkTokenOf(mail), next)).status, 204);
    assert.equal((await api.call('GET', '/me', undefined, before)).status, 401, 'the sign-in from before');
    assert.equal((await signIn(username, next)).status, 200);
  }
});

test('the link begins with the address that an owner stated, whatever host the request names', async () => {
  const { username } = await addPerson();
  const coming = nextMail();
  await forget(username, { host: 'evil.example' });
  const text = plainTextOf(await coming);
  assert.match(text, /^https:\/\/gatehouse\.example\.net\/set-password#\S{40,}$/m);
  assert.ok(!text.includes('evil.example'));
});

test('it works once, for an hour, and not after a newer one or a change of password', async () => {
  const { username, id } = await addPerson();
  const askFor = async () => {
    const coming = nextMail();
    await forget(username);
    return linkTokenOf(await coming);
  };
  const [first, second] = [await askFor(), await askFor()];
  assert.equal((await setPassword(first, NEXT)).status, 403, 'a newer one was sent');
  assert.equal((await setPassword(second, NEXT)).status, 204);
  assert.equal((await setPassword(second, PASSWORD)).status, 403, 'used');

  const third = await askFor();
  const { rows } = await api.database.pool.query(
    'select extract(epoch from expires_at - created_at)::int as seconds from password_links where operator_id = $1',
    [id],
  );
  assert.deepEqual(rows, [{ seconds: 3600 }]);
  const mine = { currentPassword: NEXT, newPassword: PASSWORD };
  assert.equal(
    (await api.call('POST', '/me/password', mine, cookieOf((await signIn(username, NEXT)).headers))).status,
    204,
  );
  assert.equal((await setPassword(third, NEXT)).status, 403, 'the password was changed since');

  await api.database.pool.query('delete from portal_tries');
  const fourth = await askFor();
  await api.database.pool.query("update password_links set expires_at = now() - interval '1 second'");
  assert.equal((await setPassword(fourth, NEXT)).status, 403, 'over');
});

test('only a hash of the link is kept, and what was asked and set is on the record', async () => {
  const { username, id } = await addPerson();
  const coming = nextMail();
  await forget(username, { from: '198.51.100.23' });
  const token = linkTokenOf(await coming);
  await setPassword(token, NEXT);
  const { rows: links } = await api.database.pool.query('select * from password_links');
  const { rows } = await api.database.pool.query(
    `select action, host(source_address) as "from", after from audit_log where subject_kind = 'operator' and subject_id = $1 order by id`,
    [id],
  );
  const told = rows.map(({ action }) => String(action));
  assert.deepEqual(told.slice(-2), ['operators.ask-password-link', 'operators.change-password']);
  assert.equal(rows.at(-2).from, '198.51.100.23');
  assert.ok(!JSON.stringify([rows, links]).includes(token));
});

test('a second factor is asked for as before', async () => {
  const { username, id } = await addPerson();
  const coming = nextMail();
  await forget(username);
  await api.database.pool.query(
    `update operators set totp_cipher = '\\x01', totp_since = now() where id = $1`,
    [id],
  );
  await setPassword(linkTokenOf(await coming), NEXT);
  const answer = await signIn(username, NEXT);
  assert.equal(answer.body['error']?.['code'], 'second-factor-needed');
  assert.equal(answer.headers.get('Set-Cookie'), null);
});

test('nobody, somebody without an address and who is switched off are answered alike, and get nothing', async () => {
  const [off, without, known] = [await addPerson(), await addPerson(), await addPerson()];
  await api.database.pool.query(`update operators set status = 'disabled' where id = $1`, [off.id]);
  await api.database.pool.query('update operators set email = null where id = $1', [without.id]);
  const count = mails.mails.length;
  const coming = nextMail();
  const answers = [];
  for (const name of ['nobody', 'nobody@example.net', off.username, without.username, known.username]) {
    const answer = await forget(name);
    const headers = [...answer.headers].filter(([header]) => header !== 'date');
    answers.push(JSON.stringify([answer.status, headers, await answer.text()]));
  }
  assert.equal(new Set(answers).size, 1, answers.join('\n'));
  // One is sent after the other, so whoever came before the last would have had theirs by now.
  assert.equal((await coming).to, known.email);
  assert.equal(mails.mails.length, count + 1);
});

test('the answer waits for no mail server', async () => {
  const { username } = await addPerson();
  const { promise: reached, resolve } = Promise.withResolvers<Socket>();
  const silent = createServer(resolve);
  await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
  const { port } = silent.address() as AddressInfo;
  await api.database.pool.query('update mail_server set port = $1', [port]);
  assert.equal((await forget(username)).status, 204);
  (await reached).destroy();
  silent.close();
  while ((await lastFault()) === null) await new Promise(setImmediate);
  assert.equal(await lastFault(), 'broken-off');
});

test('three links an hour reach an account from one place, and the last of them stays good', async () => {
  const { username } = await addPerson();
  const count = mails.mails.length;
  for (let round = 0; round < 5; round += 1) assert.equal((await forget(username)).status, 204);
  const other = await addPerson();
  const coming = mails.mail(count + 3);
  await forget(other.username);
  assert.equal((await coming).to, other.email, 'the fourth mail is the other’s');
  const last = mails.mails[count + 2];
  assert.ok(last !== undefined);
  assert.equal((await setPassword(linkTokenOf(last), NEXT)).status, 204);
});

test('who asks for everybody is told to wait, the same for every name', async () => {
  const statuses = [];
  for (let round = 0; round < 22; round += 1)
    statuses.push((await forget(`nobody.${round}`, { from: '198.51.100.99' })).status);
  assert.deepEqual([statuses[0], statuses.at(-1)], [204, 429]);
  assert.equal((await forget('nobody', { from: '198.51.100.98' })).status, 204);
});

test('the mail speaks the operator’s language, or that of the page where they chose none', async () => {
  const { username, id } = await addPerson();
  let coming = nextMail();
  await forget(username, { language: 'es' });
  assert.match(plainTextOf(await coming), /Hola, Nadia/);
  await api.database.pool.query(`update operators set language = 'bn' where id = $1`, [id]);
  coming = nextMail();
  await forget(username, { language: 'es' });
  assert.match(plainTextOf(await coming), /নতুন পাসওয়ার্ড/);
});

test('where mail is not set up, that is said and nothing is made', async () => {
  const { username } = await addPerson();
  assert.deepEqual((await api.call('GET', '/forgotten-password', undefined, {})).body, { byMail: true });
  await api.call('DELETE', '/mail-server', undefined, owner);
  assert.deepEqual((await api.call('GET', '/forgotten-password', undefined, {})).body, { byMail: false });
  assert.equal((await forget(username)).status, 409);
  assert.equal((await forget('nobody')).status, 409);
});

test('a mail that cannot be sent is told where mail is set up', async () => {
  const { username } = await addPerson();
  mails.answers['RCPT TO'] = '550 5.1.1 No such mailbox';
  await forget(username);
  while ((await lastFault()) === null) await new Promise(setImmediate);
  delete mails.answers['RCPT TO'];
  assert.equal(await lastFault(), 'recipient-refused');
});

test('one’s own address is changed after a step-up, by nobody else’s, and ends the links on their way', async () => {
  const { username } = await addPerson();
  const taken = (await addPerson()).email;
  const me = cookieOf((await signIn(username, PASSWORD)).headers);
  const coming = nextMail();
  await forget(username);
  const token = linkTokenOf(await coming);
  const put = (email: string | null) => api.call('PUT', '/me/email', { email }, me);
  assert.equal((await put(taken.toUpperCase())).body['error']?.['code'], 'email-taken');
  assert.equal((await put('no address')).status, 400);
  assert.equal((await put(' New.Address@Example.NET ')).status, 204);
  assert.equal((await api.call('GET', '/me', undefined, me)).body['email'], 'new.address@example.net');
  assert.equal((await setPassword(token, NEXT)).status, 403);
  await api.database.pool.query("update sign_ins set proved_at = now() - interval '11 minutes'");
  assert.equal((await put(null)).body['error']?.['code'], 'step-up-needed');
});

test('a link is not sent to an address that is theirs no more by the time it is made', async () => {
  const { id, username } = await addPerson();
  const client = await api.database.pool.connect();
  try {
    await client.query('begin');
    await client.query('select from operators where id = $1 for update', [id]);
    await forget(username);
    await somebodyWaits(api.database.pool);
    await client.query(`update operators set email = $2 where id = $1`, [id, `new.${username}@example.net`]);
    const coming = nextMail();
    await client.query('commit');
    // One after the other: what was asked for before is done by then.
    await forget(username);
    assert.equal((await coming).to, `new.${username}@example.net`);
  } finally {
    client.release();
  }
});
