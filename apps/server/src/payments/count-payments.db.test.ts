import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { noteEvent } from './payment-events.ts';
import { addTestGuest, addTestMethod, addTestPackage, beginTestPayment, sure } from './testing.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api?.close());

test('metrics tell how payments stand, how many wait for somebody, and what became of callbacks', async () => {
  const paymentMethodId = await addTestMethod(api, { provider: 'cash', settings: { instructions: '' } });
  const servicePackageId = await addTestPackage(api);
  const begin = async () => {
    const customerId = await addTestGuest(api);
    return sure(await beginTestPayment(api, { customerId, servicePackageId, paymentMethodId }));
  };
  const approved = await begin();
  await begin();
  await begin();
  await api.call('POST', `/payments/${approved.id}/approve`, {});
  const stray = { paymentId: null, paymentMethodId, kind: 'callback' } as const;
  for (const outcome of ['forged', 'forged', 'unknown-payment'])
    await noteEvent(api.parts.db, { ...stray, outcome });
  const text = await (await api.app.request('/metrics')).text();
  for (const line of [
    'gatehouse_payments{state="paid"} 1',
    'gatehouse_payments{state="to-approve"} 2',
    'gatehouse_payments{state="refunded"} 0',
    'gatehouse_payments_waiting 2',
    'gatehouse_payment_callbacks{outcome="forged"} 2',
    'gatehouse_payment_callbacks{outcome="unknown-payment"} 1',
  ])
    assert.ok(text.includes(`\n${line}\n`), line);
});
