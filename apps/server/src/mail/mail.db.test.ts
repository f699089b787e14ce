import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { type Answer, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import {
  type MailServerPlay,
  type PlayedMailServer,
  plainTextOf,
  playMailServer,
} from './testing/play-mail-server.ts';

const PASSWORD = 'smtp-password-of-the-house';
const known = getCACertificates('default');
let api: TestApi;
let owner: { Cookie: string };
let server: PlayedMailServer | null = null;

before(async () => {
  api = await openTestApi();
});
after(() => api.close());
beforeEach(async () => {
  await api.database.pool.query('delete from portal_tries; delete from mail_server');
  owner = await api.signedIn('owner');
});
afterEach(async () => {
  await server?.close();
  server = null;
  setDefaultCACertificates(known);
});

/** A server whose certificate this machine knows, as that of a known authority. */
async function play(given: MailServerPlay, trusted = true): Promise<PlayedMailServer> {
  server = await playMailServer(given);
  if (trusted) setDefaultCACertificates([...known, server.certificate]);
  return server;
}

const put = (fields: Record<string, unknown> = {}) =>
  api.call(
    'PUT',
    '/mail-server',
    {
      host: '127.0.0.1',
      port: server?.port ?? 9,
      security: 'none',
      senderAddress: 'Gatehouse@Example.net',
      senderName: 'Gatehouse, Tower Street',
      appUrl: 'https://gatehouse.example.net/',
      ...fields,
    },
    owner,
  );
const sendTest = async () =>
  (await api.call('POST', '/mail-server/test', { to: 'Karim@example.net' }, owner)).body;
const shown = async () => (await api.call('GET', '/mail-server', undefined, owner)).body['server'];
const fieldsOf = ({ body }: Answer) => Object.keys(body['error']?.['fields'] ?? {});
const CREDENTIALS = { username: 'house', password: PASSWORD };

test('a test mail goes by TLS from the beginning, in the house’s name, and the server’s answer is told', async () => {
  const { mail, heard } = await play({ tls: 'from-the-beginning', credentials: CREDENTIALS });
  assert.equal((await put({ security: 'tls', ...CREDENTIALS })).status, 200);
  const tested = await sendTest();
  assert.deepEqual(
    [tested['sent'], tested['fault'], tested['said']],
    [true, null, '250 2.0.0 Queued as 4711'],
  );
  const { from, to, data } = await mail(0);
  assert.deepEqual([from, to], ['gatehouse@example.net', 'karim@example.net']);
  assert.match(data, /From: "Gatehouse, Tower Street" <gatehouse@example\.net>/);
  assert.match(data, /Auto-Submitted: auto-generated/);
  assert.ok(heard.every((line) => !line.startsWith('in plain text')));
  assert.ok((await shown())?.['lastSentAt']);
});

test('with STARTTLS nothing but the greeting goes in plain text, least of all the password', async () => {
  const { heard } = await play({ tls: 'starttls', credentials: CREDENTIALS });
  await put({ security: 'starttls', ...CREDENTIALS });
  assert.equal((await sendTest())['sent'], true);
  assert.deepEqual(
    heard.filter((line) => line.startsWith('in plain text')).map((line) => line.split(' ')[3]),
    ['EHLO', 'STARTTLS'],
  );
});

test('a server that does not offer STARTTLS, or takes it back, gets neither mail nor password', async () => {
  for (const answers of [{}, { STARTTLS: '502 5.5.1 Not today' }] as Record<string, string>[]) {
    const { heard, mails, close } = await play({ tls: 'none', credentials: CREDENTIALS, answers });
    await put({ security: 'starttls', ...CREDENTIALS });
    const tested = await sendTest();
    assert.deepEqual([tested['sent'], tested['fault']], [false, 'no-starttls']);
    assert.ok(mails.length === 0 && heard.every((line) => !/AUTH|MAIL/.test(line)), heard.join('\n'));
    await close();
  }
});

test('a certificate that is unknown, over, or for another name is told apart, and nothing is sent', async () => {
  const cases: readonly [MailServerPlay, boolean, string][] = [
    [{ tls: 'from-the-beginning' }, false, 'certificate-unknown'],
    [{ tls: 'starttls' }, false, 'certificate-unknown'],
    [{ tls: 'from-the-beginning', isOver: true }, true, 'certificate-over'],
    [{ tls: 'starttls', certifiedFor: ['mail.example.net'] }, true, 'certificate-other-name'],
  ];
  for (const [given, trusted, fault] of cases) {
    const { mails, close } = await play(given, trusted);
    await put({ security: given.tls === 'starttls' ? 'starttls' : 'tls' });
    assert.equal((await sendTest())['fault'], fault, JSON.stringify(given));
    assert.equal(mails.length, 0);
    await close();
  }
});

test('what the server refuses is told by what it refused, in its own words', async () => {
  const { answers } = await play({ tls: 'none' });
  await put();
  const cases = [
    ['MAIL FROM', '553 5.7.1 Not your address', 'sender-refused'],
    ['RCPT TO', '550 5.1.1 No such mailbox', 'recipient-refused'],
    ['.', '554 5.6.0 Looks like spam', 'mail-refused'],
    ['MAIL FROM', '451 4.7.1 Greylisted', 'not-now'],
  ] as const;
  for (const [command, answer, fault] of cases) {
    answers[command] = answer;
    const tested = await sendTest();
    assert.deepEqual([tested['sent'], tested['fault'], tested['said']], [false, fault, answer]);
    delete answers[command];
  }
  const { lastFault, lastSaid } = (await shown()) as unknown as Record<string, string>;
  assert.deepEqual([lastFault, lastSaid], ['not-now', '451 4.7.1 Greylisted']);
});

test('a wrong password, one that nobody asks for, a closed port, a server that speaks no TLS there', async () => {
  const asking = await play({ tls: 'none', credentials: CREDENTIALS });
  await put({ ...CREDENTIALS, password: 'another one' });
  assert.equal((await sendTest())['fault'], 'password-refused');
  await put({ security: 'tls', port: asking.port });
  assert.equal((await sendTest())['fault'], 'no-tls-here');
  await asking.close();
  assert.equal((await sendTest())['fault'], 'nothing-listens');
  await play({ tls: 'none' });
  await put(CREDENTIALS);
  assert.equal((await sendTest())['fault'], 'asks-no-password');
});

test('Gatehouse itself, the database and a cloud’s metadata are never asked', async () => {
  for (const [host, port] of [
    ['localhost', 1],
    ['192.0.2.1', 5432],
    ['169.254.169.254', 25],
  ] as const) {
    assert.equal((await put({ host, port, security: 'tls' })).status, 200);
    assert.equal((await sendTest())['fault'], 'never-asked', host);
  }
});

test('plain text leads to this machine alone, and links begin with an address by TLS', async () => {
  assert.deepEqual(fieldsOf(await put({ host: 'smtp.example.net' })), ['security']);
  assert.deepEqual(fieldsOf(await put({ host: '10.0.0.1' })), ['security']);
  for (const host of ['127.0.0.1', '::1', 'localhost']) assert.equal((await put({ host })).status, 200, host);
  for (const appUrl of ['http://gatehouse.example.net', 'gatehouse.example.net', 'https://a.example/x', ''])
    assert.deepEqual(fieldsOf(await put({ appUrl })), ['appUrl'], appUrl);
  assert.equal((await put({ appUrl: 'http://127.0.0.1:8080' })).status, 200);
  for (const host of ['smtp example', 'smtp.example.net:25', 'a/b', '', '-x'])
    assert.deepEqual(fieldsOf(await put({ host, security: 'tls' })), ['host'], host);
});

test('the password is told to nobody, kept where it is not typed again, and goes to no other server', async () => {
  await play({ tls: 'none', credentials: CREDENTIALS });
  const first = await put(CREDENTIALS);
  assert.ok(!first.text.includes(PASSWORD));
  assert.equal((await shown())?.['hasPassword'], true);
  assert.equal((await put({ username: 'house', senderName: 'Other' })).status, 200);
  assert.equal((await sendTest())['sent'], true);
  for (const moved of [{ host: 'localhost' }, { port: 2525 }, { username: 'other' }]) {
    const refused = await put({ username: 'house', ...moved });
    assert.deepEqual([refused.status, fieldsOf(refused)], [422, ['password']], JSON.stringify(moved));
  }
  const { rows } = await api.database.pool.query(
    `select before, after from audit_log where action like 'mail-server%'`,
  );
  assert.ok(rows.length > 0 && !JSON.stringify(rows).includes(PASSWORD));
});

test('only owners in person see and change it: no token, no manager', async () => {
  const manager = await api.signedIn('manager');
  for (const [method, path] of [
    ['GET', '/mail-server'],
    ['PUT', '/mail-server'],
    ['DELETE', '/mail-server'],
    ['POST', '/mail-server/test'],
  ] as const) {
    assert.equal((await api.call(method, path, method === 'GET' ? undefined : {}, manager)).status, 403);
    if (method !== 'GET') assert.equal((await api.call(method, path, {})).status, 403, 'a token');
  }
});

test('switched off, its password is forgotten and no test is sent', async () => {
  await put();
  assert.equal((await api.call('DELETE', '/mail-server', undefined, owner)).status, 204);
  assert.equal((await api.database.pool.query('select 1 from mail_server')).rowCount, 0);
  assert.equal((await api.call('POST', '/mail-server/test', { to: 'a@b.example' }, owner)).status, 409);
});

test('a test mail is in the language of who sends it', async () => {
  const { mail } = await play({ tls: 'none' });
  await put();
  await api.call('PATCH', '/me', { language: 'ar' }, owner);
  await sendTest();
  assert.match(plainTextOf(await mail(0)), /هذا بريد تجريبي من Gatehouse/);
});
