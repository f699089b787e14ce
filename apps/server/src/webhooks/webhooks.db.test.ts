import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { eventTypes } from '@gatehouse/domain/events/event-types';
import { addTestCustomer } from '../http/testing/test-api.ts';
import type { LookUp } from '../outgoing/ask-over-http.ts';
import { freshMac, type HookHouse, isSigned, openHookHouse } from './testing/hook-house.ts';

let house: HookHouse;
before(async () => {
  house = await openHookHouse();
});
afterEach(() => house.clear());
after(() => house?.close());

const ADDED = ['device.added'];

test('what happens is told with who did it, the customer and the device, signed over time and body', async () => {
  const { api, receiver } = house;
  const hook = await house.addWebhook(ADDED);
  const customer = await addTestCustomer(api, { name: 'Rahim Uddin' });
  const mac = freshMac();
  const device = await api.call('POST', `/customers/${customer['id']}/devices`, {
    mac,
    label: 'Home Router',
  });
  await house.sendDue(hook);
  const [heard] = receiver.received;
  assert.ok(heard);
  assert.equal(receiver.received.length, 1, 'nobody asked for customer.added');
  const [event] = house.heard();
  assert.equal(event?.type, 'device.added');
  assert.deepEqual(event?.['actor'], { kind: 'api-token', name: 'Test token' });
  assert.equal(event?.['customer']?.['name'], 'Rahim Uddin');
  assert.deepEqual(event?.['device'], { id: device.body['id'], mac, label: 'Home Router', type: null });
  assert.ok(isSigned(heard, hook['secret']));
  assert.ok(!isSigned({ ...heard, body: `${heard.body} ` }, hook['secret']));
  assert.equal(heard.headers['gatehouse-event-id'], event?.id);
  assert.equal(heard.headers['content-type'], 'application/json');
  const [delivery] = await house.deliveriesOf(hook);
  assert.deepEqual(
    [delivery?.['state'], delivery?.['lastStatus'], delivery?.['lastSaid'], delivery?.['body']],
    ['delivered', 200, 'thanks', heard.body],
  );
});

test('never goes to the machine’s own link, a cloud’s metadata, the database or Gatehouse itself, however it is written', async () => {
  const { api } = house;
  const never = [
    'http://169.254.169.254/latest',
    'http://2852039166/latest',
    'http://0xa9.0xfe.0xa9.0xfe/',
    'http://[::ffff:169.254.169.254]/',
    'http://[fe80::1]/',
    'http://0.0.0.0/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'http://user:pw@example.org/',
    'example.org',
  ];
  for (const url of never) {
    const refused = await api.call('POST', '/webhooks', { name: 'Evil', url, events: ADDED });
    assert.equal(refused.status, 400, url);
  }
  for (const url of [
    'http://127.0.0.1:1/',
    'http://localhost:1/',
    'http://[::1]:1/',
    'http://127.0.0.1:5432/',
  ]) {
    const added = await api.call('POST', '/webhooks', { name: url, url, events: ADDED });
    const tested = await api.call('POST', `/webhooks/${added.body['id']}/test`);
    assert.match(String(tested.body['lastFault']), /is never asked/, url);
  }
});

test('is judged by what its name leads to at each delivery: to loopback, a cloud’s metadata or a mixture of both it never goes, also not at the second look-up', async () => {
  const { api, receiver } = house;
  const delivered = async (host: string, leadsTo: string) => {
    const hook = await house.addWebhook(ADDED, '/', `http://${host}:${receiver.port}`);
    const customer = await addTestCustomer(api);
    await api.call('POST', `/customers/${customer['id']}/devices`, { mac: freshMac() });
    await house.sendDue(hook, {
      lookUp: (asked, _, done) => {
        assert.equal(asked, host);
        const addresses = leadsTo.split(' ');
        done(
          null,
          addresses.map((each) => ({ address: each, family: each.includes(':') ? 6 : 4 })),
        );
      },
    });
    const [delivery] = await house.deliveriesOf(hook);
    await api.call('DELETE', `/webhooks/${hook['id']}`);
    return String(delivery?.['lastFault']);
  };
  for (const address of [
    '169.254.169.254',
    '127.0.0.1',
    '::1',
    '::ffff:127.0.0.1',
    '127.0.0.1 169.254.169.254',
  ])
    assert.match(await delivered('rebound.example', address), /is never asked/, address);
  assert.equal(receiver.received.length, 0);

  // The first look-up leads to a program that may be asked; the name is turned round before the second.
  const hook = await house.addWebhook(ADDED, '/', `http://rebound.localhost:${receiver.port}`);
  const leads = ['127.0.0.1', '169.254.169.254'];
  const lookUp: LookUp = (_host, _options, done) => done(null, [{ address: leads.shift() ?? '', family: 4 }]);
  for (const heard of [1, 1]) {
    const customer = await addTestCustomer(api);
    await api.call('POST', `/customers/${customer['id']}/devices`, { mac: freshMac() });
    await house.sendDue(hook, { lookUp });
    assert.equal(receiver.received.length, heard);
  }
  assert.deepEqual(leads, [], 'each delivery looks the name up anew, and connects to what it found then');
  const faults = (await house.deliveriesOf(hook)).map(({ lastFault }) => String(lastFault));
  assert.ok(
    faults.some((fault) => /rebound\.localhost.* is never asked/.test(fault)),
    faults.join(),
  );
});

test('a test is sent at once and never again; its answer says how it went', async () => {
  const { api, receiver } = house;
  const hook = await house.addWebhook(ADDED);
  const went = await api.call('POST', `/webhooks/${hook['id']}/test`);
  assert.deepEqual([went.status, went.body['state'], went.body['type']], [200, 'delivered', 'test']);
  assert.ok(receiver.received.every((each) => isSigned(each, hook['secret'])));
  receiver.answerWith(500);
  const failed = await api.call('POST', `/webhooks/${hook['id']}/test`);
  assert.deepEqual([failed.body['state'], failed.body['lastStatus']], ['failed', 500]);
});

test('neither address nor secret is told again, or stands in the audit log or the database; a new secret signs from then on', async () => {
  const { api, receiver } = house;
  const hook = await house.addWebhook(ADDED, '/?key=sesame');
  const renewed = await api.call('POST', `/webhooks/${hook['id']}/secret`);
  assert.notEqual(renewed.body['secret'], hook['secret']);
  await api.call('PATCH', `/webhooks/${hook['id']}`, { url: `${receiver.url}/?key=sesame2` });
  const { rows } = await api.database.pool.query(
    `select to_jsonb(a) as row from audit_log a where subject_kind = 'webhook' union all select to_jsonb(w) from webhooks w`,
  );
  const said = JSON.stringify([(await api.call('GET', '/webhooks')).body, rows]);
  assert.doesNotMatch(said, /sesame|whsec_/);
  assert.doesNotMatch(said, new RegExp(Buffer.from('sesame').toString('hex')));
  await api.call('POST', `/webhooks/${hook['id']}/test`);
  const [heard] = receiver.received;
  assert.ok(heard && isSigned(heard, renewed.body['secret']) && !isSigned(heard, hook['secret']));
  assert.equal(heard?.path, '/?key=sesame2');
});

test('adding, changing, switching, testing and removing are on the record; a name is taken once', async () => {
  const { api } = house;
  const hook = await house.addWebhook(ADDED);
  const again = await api.call('POST', '/webhooks', {
    name: hook['name'],
    url: 'https://example.org',
    events: ADDED,
  });
  assert.deepEqual([again.status, again.body['error']?.['code']], [409, 'name-taken']);
  await api.call('PATCH', `/webhooks/${hook['id']}`, { name: 'Billing', enabled: false });
  await api.call('POST', `/webhooks/${hook['id']}/test`);
  await api.call('POST', `/webhooks/${hook['id']}/secret`);
  await api.call('DELETE', `/webhooks/${hook['id']}`);
  const rows = await api.database.db
    .selectFrom('audit_log')
    .select('action')
    .where('subject_kind', '=', 'webhook')
    .where('subject_id', '=', String(hook['id']))
    .orderBy('id')
    .execute();
  assert.deepEqual(
    rows.map(({ action }) => action),
    ['add', 'change', 'test', 'renew-secret', 'remove'].map((verb) => `webhooks.${verb}`),
  );
  assert.equal((await api.call('GET', `/webhooks/${hook['id']}`)).status, 404);
});

test('twenty webhooks are kept; who supports customers sees them and their log, and changes none', async () => {
  const { api } = house;
  const hook = await house.addWebhook(ADDED);
  for (let made = 1; made < 20; made++) await house.addWebhook(ADDED);
  const beyond = await api.call('POST', '/webhooks', {
    name: 'X',
    url: 'https://example.org',
    events: ADDED,
  });
  assert.deepEqual([beyond.status, beyond.body['error']?.['code']], [400, 'bad-request']);
  const support = { Authorization: `Bearer ${await api.token('support')}` };
  const as = async (method: string, path: string, body?: object) =>
    (await api.call(method, path, body, support)).status;
  assert.equal(await as('GET', '/webhooks'), 200);
  assert.equal(await as('GET', `/webhooks/${hook['id']}/deliveries`), 200);
  assert.equal(await as('PATCH', `/webhooks/${hook['id']}`, { enabled: false }), 403);
  assert.equal(await as('POST', `/webhooks/${hook['id']}/test`), 403);
  assert.equal(await as('POST', `/webhooks/${hook['id']}/secret`), 403);
});

test('without a webhook that is on nothing is kept to be told', async () => {
  const { api } = house;
  const hook = await house.addWebhook(ADDED);
  await api.call('PATCH', `/webhooks/${hook['id']}`, { enabled: false });
  await api.database.pool.query('delete from event_outbox');
  const customer = await addTestCustomer(api);
  await api.call('POST', `/customers/${customer['id']}/devices`, { mac: freshMac() });
  const { rows } = await api.database.pool.query('select from event_outbox');
  assert.equal(rows.length, 0);
});

test('the API description has every event with its payload and how it is signed', async () => {
  const { body } = await house.api.call('GET', '/openapi.json');
  const told = body['webhooks'] ?? {};
  assert.deepEqual(Object.keys(told), [...eventTypes]);
  for (const type of eventTypes) {
    const post = told[type]?.['post'];
    const schema = post?.['requestBody']?.['content']?.['application/json']?.['schema'];
    assert.deepEqual(schema?.['properties']?.['type'], { type: 'string', const: type });
    assert.match(JSON.stringify(post?.['parameters']), /HMAC-SHA256/);
  }
});
