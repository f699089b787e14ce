import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { Json } from '../http/testing/test-api.ts';
import { askProvider, believe } from './believe-payment.ts';
import type { Payment } from './find-payment.ts';
import { openTestTill } from './testing/test-till.ts';

const till = await openTestTill();
const { api, gateway, begin, now, referenceOf, packagesOf, storyOf, call, askAll } = till;
after(till.close);

describe('money that comes after somebody has decided', () => {
  /** So much arrives at the gateway, and we ask. */
  async function arrives(payment: Payment, minor: number): Promise<Payment> {
    await believe(api.parts, payment.id, {
      told: 'paid',
      amount: { minor, currency: 'BDT' },
      providerReference: payment.provider_reference,
    });
    return now(payment.id);
  }
  const isWaiting = async ({ id, customer_id }: Payment) => {
    const { body } = await api.call('GET', `/payments?needsPerson=true&customerId=${customer_id}`);
    return (body['items'] as unknown as Json[]).some((item) => String(item['id']) === String(id));
  };

  test('a refunded payment is asked about on, also by a callback, and what comes then waits for a person', async () => {
    const payment = await begin();
    gateway.misbehave({ takesMinor: 500 });
    await gateway.pay(referenceOf(payment));
    gateway.misbehave({ takesMinor: null });
    await askProvider(api.parts, payment.id);
    assert.equal((await call(payment.id, 'refund', { reason: 'Too little' })).status, 200);
    assert.notEqual((await now(payment.id)).ask_at, null);
    await askAll(1);
    assert.equal((await now(payment.id)).state, 'refunded', 'the same is no news');
    const asked = (await now(payment.id)).asked_times;
    await askProvider(api.parts, payment.id);
    assert.equal((await now(payment.id)).asked_times, asked + 1);
    const after = await arrives(payment, 2000);
    assert.deepEqual(
      [after.state, after.review_reason, after.told_minor],
      ['to-approve', 'after-refund', 2000],
    );
    assert.equal(await packagesOf(payment.customer_id), 0, 'nothing is given by itself');
    assert.ok(await isWaiting(payment));
    assert.ok((await storyOf(payment.id)).includes('state: to-approve'));
  });

  test('one that was paid and refunded is asked about again, until a week is over', async () => {
    const payment = await begin();
    await gateway.pay(referenceOf(payment));
    await askProvider(api.parts, payment.id);
    assert.equal((await now(payment.id)).ask_at, null);
    await call(payment.id, 'refund', { reason: 'Slow' });
    assert.notEqual((await now(payment.id)).ask_at, null);
    const old = await begin('hosted');
    await call(old.id, 'approve', {});
    await api.database.pool.query(
      `update payments set created_at = now() - interval '8 days' where id = $1`,
      [old.id],
    );
    await call(old.id, 'refund', { reason: 'Slow' });
    assert.equal((await now(old.id)).ask_at, null);
  });

  test('is counted as a payment of its own: what was sold and paid back stays as it was', async () => {
    const payment = await begin();
    await call(payment.id, 'approve', {});
    await call(payment.id, 'refund', { amountMinor: 1500, reason: 'Slow' });
    const before = await now(payment.id);
    await arrives(payment, 3000);
    const counted = await call(payment.id, 'approve', { receivedMinor: 1000, reason: 'Paid once more' });
    assert.equal(counted.status, 200, counted.text);
    const stands = await now(payment.id);
    assert.deepEqual(
      [stands.state, stands.paid_at, stands.received_minor, stands.refunded_minor, stands.refunded_at],
      ['refunded', before.paid_at, 2000, 1500, before.refunded_at],
    );
    const { body } = await api.call('GET', `/payments?customerId=${payment.customer_id}`);
    const more = (body['items'] as unknown as Json[])[0];
    assert.deepEqual(
      [more?.['state'], more?.['receivedMinor'], more?.['continuesId']],
      ['paid', 1000, String(payment.id)],
    );
    assert.equal(await packagesOf(payment.customer_id), 2);
    assert.ok((await storyOf(payment.id)).includes('continued: counted'));
    assert.equal((await arrives(payment, 3000)).state, 'refunded', 'the same is heard once');
    await arrives(payment, 5000);
    const back = await call(payment.id, 'refund', { amountMinor: 2000, reason: 'Paid by mistake' });
    assert.equal(back.status, 200, back.text);
    assert.deepEqual(
      [(await now(payment.id)).state, (await now(payment.id)).refunded_minor],
      ['refunded', 1500],
    );
    assert.equal(await packagesOf(payment.customer_id), 2);
    const { rows } = await api.database.pool.query<{ count: number }>(
      `select count(*) from payments where continues_id = $1 and state = 'refunded' and refunded_minor = 2000 and paid_at is null`,
      [payment.id],
    );
    assert.equal(rows[0]?.count, 1);
  });

  test('may be left as it is, with a reason', async () => {
    const payment = await begin();
    await call(payment.id, 'approve', {});
    await call(payment.id, 'refund', { reason: 'Slow' });
    await arrives(payment, 3000);
    const left = await call(payment.id, 'refuse', { reason: 'The gateway is mistaken' });
    assert.deepEqual([left.body['state'], left.body['needsPerson']], ['refunded', false]);
  });

  test('after a refusal of wrong money waits for a person, though it is the right amount', async () => {
    const payment = await begin();
    await arrives(payment, 500);
    await call(payment.id, 'refuse', { reason: 'Paid back in cash' });
    const after = await arrives(payment, 2000);
    assert.deepEqual([after.state, after.review_reason], ['to-approve', 'after-refusal']);
    assert.equal(await packagesOf(payment.customer_id), 0);
    assert.equal((await arrives(payment, 2000)).state, 'to-approve');
    assert.equal((await call(payment.id, 'approve', {})).body['state'], 'paid');
  });

  test('what an operator refused unseen is theirs in the story, and what follows is not called theirs', async () => {
    for (const [minor, state] of [
      [500, 'to-approve'],
      [2000, 'paid'],
    ] as const) {
      const payment = await begin();
      await call(payment.id, 'refuse', { reason: 'Nothing came' });
      const after = await arrives(payment, minor);
      assert.deepEqual([after.state, after.decided_by, after.decision_reason], [state, null, null]);
      const { body } = await api.call('GET', `/payments/${payment.id}`);
      const refusal = (body['events'] as unknown as Json[]).find(
        (event) => String(event['outcome']) === 'refused',
      );
      assert.deepEqual(refusal?.['facts'] as unknown, { reason: 'Nothing came', by: 'Test token' });
      const { rows } = await api.database.pool.query(
        `select actor_name from audit_log where subject_id = $1 and subject_kind = 'payment' order by id desc limit 1`,
        [String(payment.id)],
      );
      if (state === 'to-approve') assert.equal(rows[0].actor_name, 'Payments');
    }
  });
});
