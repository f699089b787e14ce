import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addTestCustomer, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import type { Explanation } from './explain.schemas.ts';

const HOME = 'C4:E9:84:1F:22:0A';
const STRANGER = 'c4e9.8477.019c';

let api: TestApi;
let nasId = '';
let customerId = '';

before(async () => {
  api = await openTestApi();
  const router = await api.call('POST', '/nas', {
    name: 'Tower 3',
    address: '192.0.2.3',
    secret: 'a secret for the tower',
    vendor: 'mikrotik',
  });
  assert.equal(router.status, 201, router.text);
  nasId = String(router.body['id']);
  customerId = String(
    (await addTestCustomer(api, { name: 'Rahima', username: 'rahima.home', macBinding: 'strict' }))['id'],
  );
  await api.call('POST', `/customers/${customerId}/devices`, { mac: HOME, label: 'Home Router' });
});
after(() => api.close());

async function explain(asked: Record<string, string>): Promise<Explanation> {
  const { status, body, text } = await api.call(
    'GET',
    `/explain?${new URLSearchParams({ nasId, ...asked })}`,
  );
  assert.equal(status, 200, text);
  return body as unknown as Explanation;
}

test('says what would be decided for a customer, a device and a router, and what helps', async () => {
  const told = await explain({ customerId, mac: STRANGER });
  assert.deepEqual([told.outcome, told.reason], ['reject', 'device-not-registered']);
  assert.match(told.sentence, /^An unregistered TP-Link Technologies \(C4:E9:84:77:01:9C\)/);
  const decided = told.rules.find(({ verdict }) => verdict === 'decided');
  assert.deepEqual(decided?.words, [
    'Binding is strict (the customer’s own); this device is registered to nobody.',
  ]);
  assert.equal(told.rules.filter(({ verdict }) => verdict === 'passed').length, told.rules.length - 1);
  assert.deepEqual(
    told.ways.map(({ label }) => label),
    ['Replace Home Router by this device', 'Register above the limit of 1', 'Open a 10-minute swap window'],
  );
});

test('lets in what a login would let in, and offers nothing then', async () => {
  const told = await explain({ username: 'RAHIMA.home', mac: HOME });
  assert.deepEqual([told.outcome, told.reason, told.ways], ['accept', null, []]);
  assert.equal(
    told.facts.find(({ name }) => name === 'MAC binding')?.value[0],
    'strict (the customer’s own)',
  );
});

test('rules behind the one that decides are told too', async () => {
  await api.call('PATCH', `/customers/${customerId}`, { status: 'suspended' });
  const told = await explain({ customerId, mac: STRANGER });
  assert.deepEqual(
    told.rules.filter(({ verdict }) => verdict !== 'passed').map(({ name, verdict }) => [name, verdict]),
    [
      ['suspended', 'decided'],
      ['binding', 'would-refuse-too'],
    ],
  );
  assert.deepEqual(
    told.ways.map((way) => way.do),
    ['unsuspend'],
  );
  await api.call('PATCH', `/customers/${customerId}`, { status: 'active' });
});

test('says so where there is no such customer or router', async () => {
  assert.equal((await api.call('GET', `/explain?nasId=99999&username=x`)).status, 404);
  assert.equal((await api.call('GET', `/explain?nasId=${nasId}&customerId=99999`)).status, 404);
  assert.equal((await api.call('GET', '/explain')).status, 400);
});
