import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Json } from '../http/testing/test-api.ts';
import { isRefused } from '../outcome.ts';
import { askProvider } from './believe-payment.ts';
import { openTestTill } from './testing/test-till.ts';
import { addTestGuest, addTestPackage, beginTestPayment } from './testing.ts';

const till = await openTestTill();
const { api, gateway, methods, begin } = till;
after(till.close);

test('what a gateway answered in its own words is told to those alone who set it up or pay back', async () => {
  const payment = await begin();
  gateway.misbehave({ isInTrouble: true });
  await askProvider(api.parts, payment.id);
  gateway.misbehave({ isInTrouble: false });
  for (const [role, isTold] of [
    ['owner', true],
    ['manager', true],
    ['sales', false],
    ['support', false],
    ['read-only', false],
  ] as const) {
    const headers = { Authorization: `Bearer ${await api.token(role)}` };
    const { body, text } = await api.call('GET', `/payments/${payment.id}`, undefined, headers);
    const asked = (body['events'] as unknown as Json[]).find(({ kind }) => String(kind) === 'ask');
    assert.equal(String(asked?.['outcome']), 'nothing', text);
    assert.equal(text.includes('503'), isTold, role);
  }
});

test('a receipt names who sells also where the payment names no zone: the only place, else where the customer is at home', async () => {
  const customerId = await addTestGuest(api);
  const payment = await begin('cash', { customerId });
  const house = async () => (await api.call('GET', `/payments/${payment.id}`)).body['house'];
  assert.equal(await house(), null, 'there is no place');
  const add = async (name: string) =>
    String((await api.call('POST', '/hotspot-zones', { name, ssid: 'Wi-Fi' })).body['id']);
  await add('Lakeside Net');
  assert.equal(await house(), 'Lakeside Net');
  const bazaar = await add('Bazaar Net');
  assert.equal(await house(), null, 'it may be either');
  await api.database.pool.query('update customers set home_zone_id = $1 where id = $2', [bazaar, customerId]);
  assert.equal(await house(), 'Bazaar Net');
});

test('a customer begins only so many payments in an hour', async () => {
  const customerId = await addTestGuest(api);
  let refused = 0;
  for (let n = 0; n < 35; n++) {
    const servicePackageId = await addTestPackage(api);
    const begun = await beginTestPayment(api, {
      customerId,
      servicePackageId,
      paymentMethodId: methods.mobile,
    });
    if (isRefused(begun)) refused += 1;
  }
  assert.equal(refused, 5);
});

test('lists are filtered by state, way to pay, customer, time and whose name it is', async () => {
  const customerId = await addTestGuest(api, { name: 'Rahima Begum', phone: '+8801712345678' });
  const payment = await begin('cash', { customerId });
  const listed = async (query: string) => {
    const { body, status, text } = await api.call('GET', `/payments?${query}&count=true`);
    assert.equal(status, 200, text);
    const items = body['items'] as unknown as Json[];
    assert.equal(Number(body['total']), items.length);
    return items.map(({ id }) => Number(id));
  };
  const own = `customerId=${customerId}`;
  assert.deepEqual(await listed(own), [payment.id]);
  assert.deepEqual(await listed(`${own}&state=to-approve&paymentMethodId=${methods.cash}`), [payment.id]);
  assert.deepEqual(await listed(`${own}&state=paid`), []);
  assert.deepEqual(await listed(`${own}&needsPerson=false`), []);
  assert.deepEqual(await listed(`${own}&from=${new Date(Date.now() + 60_000).toISOString()}`), []);
  for (const search of ['rahima', '01712 345', `%23${payment.id}`])
    assert.ok((await listed(`search=${search}`)).includes(payment.id), search);
});
