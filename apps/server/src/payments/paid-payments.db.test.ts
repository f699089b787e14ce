import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { Json } from '../http/testing/test-api.ts';
import { askProvider } from './believe-payment.ts';
import { enterReference } from './enter-reference.ts';
import type { Payment } from './find-payment.ts';
import { openTestTill } from './testing/test-till.ts';
import { addTestGuest, addTestPackage, sure } from './testing.ts';

const till = await openTestTill();
const { api, gateway, begin, now, referenceOf, call } = till;
after(till.close);

describe('a payment that is paid', () => {
  async function paid(customerId?: number): Promise<Payment> {
    const payment = await begin('cash', customerId === undefined ? {} : { customerId });
    assert.equal((await call(payment.id, 'approve', {})).status, 200);
    return now(payment.id);
  }

  test('and cannot be given is paid all the same, waits for a person, and is given when it can be', async () => {
    const payment = await begin();
    const forever = await addTestPackage(api, { validitySeconds: null });
    await api.call('POST', `/customers/${payment.customer_id}/subscriptions`, {
      servicePackageId: String(forever),
    });
    await gateway.pay(referenceOf(payment));
    const settled = await askProvider(api.parts, payment.id);
    assert.equal(settled?.state, 'paid');
    assert.equal(settled.not_granted, 'already-without-end');
    const waiting = await api.call('GET', '/payments?needsPerson=true&state=paid');
    assert.equal((waiting.body['items'] as unknown as Json[])[0]?.['id'], String(payment.id));
    assert.equal((await call(payment.id, 'grant')).body['error']?.['code'], 'already-without-end');
    await api.database.pool.query(
      `update subscriptions set ends_at = now() where customer_id = $1 and ends_at is null`,
      [payment.customer_id],
    );
    const given = await call(payment.id, 'grant');
    assert.equal(given.status, 200, given.text);
    assert.equal(given.body['notGranted'], null);
    assert.notEqual(given.body['subscription'], null);
    assert.equal((await call(payment.id, 'grant')).status, 409, 'and not twice');
  });

  test('by who has ended meanwhile is paid, and gives nothing', async () => {
    const payment = await begin();
    await api.call('PATCH', `/customers/${payment.customer_id}`, { status: 'ended' });
    await gateway.pay(referenceOf(payment));
    const settled = await askProvider(api.parts, payment.id);
    assert.deepEqual([settled?.state, settled?.not_granted], ['paid', 'customer-ended']);
    const refunded = await call(payment.id, 'refund', { reason: 'They have left' });
    assert.equal(refunded.body['needsPerson'], false);
  });

  test('is refunded once, in part or whole, and never for more than was paid', async () => {
    const payment = await paid();
    const more = await call(payment.id, 'refund', { amountMinor: 2001, reason: 'Too generous' });
    assert.equal(more.body['error']?.['code'], 'refund-too-large');
    const part = await call(payment.id, 'refund', { amountMinor: 500, reason: 'Slow', reference: 'R-1' });
    assert.deepEqual(
      [part.body['state'], part.body['refundedMinor'], part.body['refundReference']],
      ['refunded', 500, 'R-1'],
    );
    assert.equal(part.body['subscription']?.['waitingSeconds'], null, 'the package goes on');
    assert.equal((await call(payment.id, 'refund', { reason: 'Again' })).status, 409);
  });

  test('ends the package with the refund where the operator says so; what is queued behind comes forward', async () => {
    const customerId = await addTestGuest(api);
    const [first, second, third] = [await paid(customerId), await paid(customerId), await paid(customerId)];
    const ended = await call(second.id, 'refund', { reason: 'Bought twice', endPackage: true });
    assert.equal(ended.status, 200, ended.text);
    assert.equal(ended.body['subscription'], null, 'it had not begun');
    const ends = async (id: number) => {
      const { body } = await api.call('GET', `/payments/${id}`);
      return [body['subscription']?.['startsAt'], body['subscription']?.['endsAt']].map((at) =>
        Date.parse(String(at)),
      );
    };
    const [, firstEnd] = await ends(first.id);
    assert.equal((await ends(third.id))[0], firstEnd);
    await call(first.id, 'refund', { reason: 'Bought twice', endPackage: true });
    const [from, until] = await ends(third.id);
    assert.ok(Math.abs(Number(from) - Date.now()) < 60_000, 'it runs now');
    assert.ok(Math.abs(Number(until) - Number(from) - 86_400_000) < 1000, 'for its whole day');
  });

  test('counts at what has arrived: as the provider told, else as the operator has seen, else as asked', async () => {
    const told = await begin();
    gateway.misbehave({ takesMinor: 1500 });
    await gateway.pay(referenceOf(told));
    gateway.misbehave({ takesMinor: null });
    await askProvider(api.parts, told.id);
    const other = await call(told.id, 'approve', { receivedMinor: 2000 });
    assert.deepEqual(
      [other.status, Object.keys(other.body['error']?.['fields'] ?? {})],
      [400, ['receivedMinor']],
    );
    const seen = await begin('mobile');
    sure(await enterReference(api.parts, seen, 'LITTLE1234'));
    for (const [payment, input, minor] of [
      [told, {}, 1500],
      [seen, { reference: 'LITTLE1234', receivedMinor: 1200 }, 1200],
      [await begin('cash'), {}, 2000],
    ] as const) {
      const { body, text } = await call(payment.id, 'approve', input);
      assert.deepEqual(
        [body['receivedMinor'], body['receivedCurrency'], body['amountMinor']],
        [minor, 'BDT', 2000],
        text,
      );
      const more = await call(payment.id, 'refund', { amountMinor: minor + 1, reason: 'All of it' });
      assert.equal(more.body['error']?.['code'], 'refund-too-large');
      const all = await call(payment.id, 'refund', { reason: 'All of it' });
      assert.equal(all.body['refundedMinor'], minor);
    }
  });

  test('in other money counts in that, also where it is refunded', async () => {
    const payment = await begin();
    gateway.misbehave({ takesMinor: 30, takesCurrency: 'USD' });
    await gateway.pay(referenceOf(payment));
    gateway.misbehave({ takesMinor: null, takesCurrency: null });
    await askProvider(api.parts, payment.id);
    const { body } = await call(payment.id, 'approve', {});
    assert.deepEqual([body['receivedMinor'], body['receivedCurrency']], [30, 'USD']);
    assert.equal((await call(payment.id, 'refund', { reason: 'x' })).body['refundedMinor'], 30);
  });

  test('only then: what nobody has confirmed cannot be refunded', async () => {
    const typed = await begin('mobile');
    sure(await enterReference(api.parts, typed, 'CLAIMED123'));
    for (const { id } of [await begin('cash'), typed]) {
      const refused = await call(id, 'refund', { reason: 'Nothing was handed over' });
      assert.deepEqual([refused.status, refused.body['error']?.['code']], [409, 'nothing-arrived']);
      assert.equal((await now(id)).state, 'to-approve');
    }
  });

  test('of which more arrived is refunded whole, and never counted as sold', async () => {
    const payment = await begin();
    gateway.misbehave({ takesMinor: 5000 });
    await gateway.pay(referenceOf(payment));
    gateway.misbehave({ takesMinor: null });
    await askProvider(api.parts, payment.id);
    const refunded = await call(payment.id, 'refund', { reason: 'Wrong amount' });
    assert.equal(refunded.body['refundedMinor'], 5000);
    assert.equal(refunded.body['paidAt'], null);
  });
});
