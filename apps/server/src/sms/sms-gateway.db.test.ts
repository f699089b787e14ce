import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';

const PHONE = '+880 1712-345678';
const heard: string[] = [];
let status = 200;
const provider = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (part: string) => (body += part));
  request.on('end', () => {
    heard.push(body);
    response.writeHead(status).end('{"state":"queued"}');
  });
});
let url = '';
let api: TestApi;

before(async () => {
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/send`;
  api = await openTestApi();
});
after(async () => {
  provider.close();
  await api.close();
});
beforeEach(() => {
  heard.length = 0;
  status = 200;
});

const setUp = (gateway: Record<string, unknown> = {}) =>
  api.call('PUT', '/sms-gateway', {
    kind: 'http',
    url,
    body: '{"to":"{{phone}}","text":"{{text}}"}',
    authorization: 'Bearer k3y',
    ...gateway,
  });
const sendTest = (phone = PHONE) => api.call('POST', '/sms-gateway/test', { phone });

test('a test message goes the way that is set up, to a number typed in any way, and is on the record', async () => {
  assert.equal((await setUp()).status, 200);
  const { body } = await sendTest();
  assert.deepEqual(
    [body['sent'], body['kind'], body['phone'], body['why'], body['said']],
    [true, 'http', '+8801712345678', null, '{"state":"queued"}'],
  );
  assert.equal(JSON.parse(heard[0] ?? '').to, '+8801712345678');
  assert.match(JSON.parse(heard[0] ?? '').text, /test message from Gatehouse/);
  const { rows } = await api.database.pool.query(
    `select actor_name, after from audit_log where action = 'sms-gateway.test'`,
  );
  assert.equal(rows.length, 1);
  assert.equal(rows[0].after.phone, '+8801712345678');
});

test('one that is not taken is told in words, and so is the last trouble of a visitor’s message', async () => {
  await setUp();
  status = 401;
  const { body } = await sendTest();
  assert.equal(body['sent'], false);
  assert.match(String(body['why']), /answered 401: it refuses the key/);
  const shown = (await api.call('GET', '/sms-gateway')).body;
  assert.equal(shown['lastFault'], body['why']);
  assert.ok(shown['lastFailedAt'] !== null && shown['lastSentAt'] === null);
  status = 200;
  await sendTest();
  assert.ok((await api.call('GET', '/sms-gateway')).body['lastSentAt'] !== null);
});

test('another provider begins without the faults of the last one', async () => {
  status = 500;
  await setUp();
  await sendTest();
  const { body } = await setUp({ url: `${url}/other` });
  assert.deepEqual([body['lastFault'], body['lastFailedAt']], [null, null]);
});

test('where no provider is set up it says so, and nothing is sent', async () => {
  await api.call('PUT', '/sms-gateway', { kind: 'log' });
  const { body } = await sendTest();
  assert.deepEqual([body['kind'], body['sent'], heard.length], ['log', true, 0]);
});

test('an address and a body that lack the number or the message, a key of two lines, no number: refused at the field', async () => {
  const fieldsOf = async (answer: Promise<{ status: number; body: unknown }>) => {
    const { status: code, body } = await answer;
    assert.equal(code, 400);
    return Object.keys((body as { error: { fields: object } }).error.fields);
  };
  assert.deepEqual(await fieldsOf(setUp({ body: '{"to":"{{phone}}"}' })), ['body']);
  assert.deepEqual(await fieldsOf(setUp({ body: null })), ['url']);
  assert.deepEqual(await fieldsOf(setUp({ authorization: 'a\r\nb: c' })), ['authorization']);
  assert.deepEqual(await fieldsOf(sendTest('01712 345678')), ['phone']);
  assert.deepEqual(await fieldsOf(sendTest('nobody')), ['phone']);
  assert.equal((await setUp({ body: null, url: `${url}?to={{phone}}&t={{text}}` })).status, 200);
});

test('a cloud’s metadata in any form is refused at the field, and Gatehouse itself when it would be asked', async () => {
  for (const bad of ['169.254.169.254', '[fd00:ec2::254]', '[64:ff9b::a9fe:a9fe]', '100.100.100.200']) {
    const { status: code, body } = await setUp({ url: `http://${bad}/` });
    assert.equal(code, 400, bad);
    assert.match(String(body['error']?.['fields']?.['url']?.['message']), /nor a cloud’s metadata/);
  }
  // Port 1 is one of ours, as the API's parts of this test say.
  assert.equal((await setUp({ url: 'http://localhost:1/' })).status, 200);
  const { body } = await sendTest();
  assert.match(String(body['why']), /is never asked: it leads to .* Gatehouse itself/);
  assert.equal(body['said'], null);
});

test('only who may change the settings sends a test message and hears the answer', async () => {
  await setUp();
  for (const role of ['support', 'read-only'] as const) {
    const headers = { authorization: `Bearer ${await api.token(role)}` };
    assert.equal((await api.call('POST', '/sms-gateway/test', { phone: PHONE }, headers)).status, 403, role);
  }
  assert.equal(heard.length, 0);
});

test('test messages are few: they cost money and reach somebody’s telephone', async () => {
  await api.call('PUT', '/sms-gateway', { kind: 'log' });
  const statuses = [];
  for (let round = 0; round < 12; round += 1) statuses.push((await sendTest()).status);
  assert.equal(statuses.at(-1), 429);
});
