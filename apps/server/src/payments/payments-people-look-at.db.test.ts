import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { Json } from '../http/testing/test-api.ts';
import { isRefused } from '../outcome.ts';
import { enterReference } from './enter-reference.ts';
import { expirePayments } from './expire-payments.ts';
import { openTestTill } from './testing/test-till.ts';
import { addTestGuest, addTestMethod, beginTestPayment, sure } from './testing.ts';

const till = await openTestTill();
const { api, day, methods, begin, now, packagesOf, call } = till;
after(till.close);

describe('a payment that people look at', () => {
  test('by reference: typed once, compared and approved by an operator', async () => {
    const payment = await begin('mobile');
    assert.equal(payment.state, 'open');
    assert.ok(isRefused(await enterReference(api.parts, payment, '12')));
    const entered = sure(await enterReference(api.parts, payment, ' abc 123 4567 '));
    assert.deepEqual([entered.state, entered.review_reason], ['to-approve', 'reference']);
    const other = await begin('mobile');
    assert.equal(sure(await enterReference(api.parts, other, 'ABC1234567')).state, 'to-approve');
    assert.equal((await call(other.id, 'refuse', { reason: 'Typed by somebody else' })).status, 200);
    const found = await api.call('GET', '/payments?needsPerson=true&search=abc123');
    assert.deepEqual(
      (found.body['items'] as unknown as Json[]).map(({ id }) => id),
      [String(payment.id)],
    );
    const approved = await call(payment.id, 'approve', {
      reference: 'ABC1234567',
      reason: 'Seen in the account',
    });
    assert.equal(approved.status, 200, approved.text);
    assert.equal(approved.body['decidedBy'], 'Test token');
    assert.equal(await packagesOf(payment.customer_id), 1);
    assert.equal((await call(payment.id, 'approve', {})).status, 409);
    assert.equal(await packagesOf(payment.customer_id), 1);
  });

  test('a reference that was refused may be typed again, by whoever it belongs to', async () => {
    const liar = await begin('mobile');
    sure(await enterReference(api.parts, liar, 'XYZ9876543'));
    assert.equal((await call(liar.id, 'refuse', {})).status, 400, 'needs a reason');
    const refused = await call(liar.id, 'refuse', { reason: 'No such transaction' });
    assert.equal(refused.body['decisionReason'], 'No such transaction');
    const payer = await begin('mobile');
    assert.equal(sure(await enterReference(api.parts, payer, 'XYZ9876543')).state, 'to-approve');
    const again = await call(liar.id, 'approve', { reference: 'XYZ9876543' });
    assert.equal(again.body['error']?.['code'], 'reference-taken', 'one reference is not counted twice');
    assert.equal(await packagesOf(liar.customer_id), 0);
    assert.equal((await call(payer.id, 'approve', { reference: 'XYZ9876543' })).status, 200);
  });

  test('a reference counts once over all methods of its kind; a second use waits for a person and names the first', async () => {
    const first = await begin('mobile');
    sure(await enterReference(api.parts, first, 'TWICE12345'));
    assert.equal((await call(first.id, 'approve', { reference: 'TWICE12345' })).status, 200);
    const anew = await addTestMethod(api, {
      provider: 'mobile-money',
      settings: { account: '01812 345678', instructions: '', referenceLength: '' },
    });
    const customerId = await addTestGuest(api);
    const begun = await beginTestPayment(api, { customerId, servicePackageId: day, paymentMethodId: anew });
    const second = sure(begun);
    assert.equal(sure(await enterReference(api.parts, second, 'twice-12345')).state, 'to-approve');
    const { body: shown } = await api.call('GET', `/payments/${second.id}`);
    assert.equal(shown['sameReferenceId'], String(first.id));
    assert.equal(shown['needsPerson'], true);
    const typed = (shown['events'] as unknown as Json[]).find(({ kind }) => String(kind) === 'reference');
    assert.equal(typed?.['facts']?.['payment'], first.id);
    const refused = await call(second.id, 'approve', { reference: 'TWICE12345' });
    assert.deepEqual([refused.status, refused.body['error']?.['code']], [409, 'reference-taken']);
    assert.match(refused.text, new RegExp(`Payment ${first.id} of .* is paid by it`));
    assert.equal(await packagesOf(customerId), 0);
    const meant = await call(second.id, 'approve', {
      reference: 'TWICE12345',
      sameReferenceToo: true,
    });
    assert.equal(meant.status, 200, meant.text);
    assert.equal(await packagesOf(customerId), 1);
  });

  test('what counts is the reference that the operator compared, also where another one was typed meanwhile', async () => {
    const payment = await begin('mobile');
    sure(await enterReference(api.parts, payment, 'COMPARED01'));
    sure(await enterReference(api.parts, payment, 'MEANWHILE2'));
    const unseen = await call(payment.id, 'approve', {});
    assert.deepEqual([unseen.status, await packagesOf(payment.customer_id)], [400, 0]);
    assert.match(unseen.text, /must be the reference that was compared/);
    const approved = await call(payment.id, 'approve', { reference: 'COMPARED01' });
    assert.equal(approved.body['enteredReference'], 'COMPARED01', approved.text);
    const again = await begin('mobile');
    sure(await enterReference(api.parts, again, 'COMPARED01'));
    const refused = await call(again.id, 'approve', { reference: 'COMPARED01' });
    assert.equal(refused.body['error']?.['code'], 'reference-taken', refused.text);
  });

  test('of two with one reference that are approved at once, one counts', async () => {
    const both = [await begin('mobile'), await begin('mobile')];
    const answers = await Promise.all(both.map(({ id }) => call(id, 'approve', { reference: 'ATONCE1234' })));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409]);
  });

  test('by cash: one waits at the counter, however often it is asked for', async () => {
    const customerId = await addTestGuest(api);
    const [first, second] = [await begin('cash', { customerId }), await begin('cash', { customerId })];
    assert.equal(first.id, second.id);
    assert.deepEqual([first.state, first.review_reason], ['to-approve', 'cash']);
    await expirePayments(api.parts.db);
    assert.equal((await call(first.id, 'approve', {})).status, 200);
    assert.equal(await packagesOf(customerId), 1);
  });

  test('cash that nobody confirms in seven days expires and needs nobody any more, and may be approved all the same', async () => {
    const cash = await begin('cash');
    const typed = await begin('mobile');
    await enterReference(api.parts, typed, 'SEVENDAYS1');
    const age = (days: number) =>
      api.database.pool.query(
        `update payments set created_at = trusted_now() - make_interval(days => $1) where id = any($2)`,
        [days, [cash.id, typed.id]],
      );
    await age(6);
    await expirePayments(api.parts.db);
    assert.equal((await now(cash.id)).state, 'to-approve');
    await age(7);
    await expirePayments(api.parts.db);
    const { body } = await api.call('GET', `/payments/${cash.id}`);
    assert.deepEqual([body['state'], body['needsPerson']], ['expired', false]);
    const events = body['events'] as unknown as { outcome: string; facts: unknown }[];
    assert.deepEqual(events.at(-1)?.facts, { why: 'cash' });
    assert.equal((await now(typed.id)).state, 'to-approve', 'money may have been sent: a person looks');
    assert.notEqual((await begin('cash', { customerId: cash.customer_id })).id, cash.id);
    assert.equal((await call(cash.id, 'approve', {})).body['state'], 'paid');
    assert.equal(await packagesOf(cash.customer_id), 1);
  });

  test('cash that an operator takes is paid and given at once, and once', async () => {
    const customerId = String(await addTestGuest(api));
    const body = {
      customerId,
      servicePackageId: String(day),
      paymentMethodId: String(methods.cash),
      idempotencyKey: 'counter-0001',
    };
    const taken = await Promise.all(Array.from({ length: 10 }, () => api.call('POST', '/payments', body)));
    for (const { status, body: shown, text } of taken) {
      assert.ok(status === 201 || status === 202, text);
      assert.equal(shown['state'], 'paid');
    }
    assert.equal(await packagesOf(Number(customerId)), 1);
    const hosted = { ...body, paymentMethodId: String(methods.hosted), idempotencyKey: 'counter-0002' };
    assert.equal((await api.call('POST', '/payments', hosted)).status, 422);
  });

  test('cash that an operator takes settles what the visitor began, and sent again it takes nothing more', async () => {
    const payment = await begin('cash');
    const body = {
      customerId: String(payment.customer_id),
      servicePackageId: String(day),
      paymentMethodId: String(methods.cash),
      idempotencyKey: 'counter-0003',
    };
    for (let time = 0; time < 3; time++) {
      const taken = await api.call('POST', '/payments', body);
      assert.equal(taken.body['id'], String(payment.id), taken.text);
    }
    assert.equal(await packagesOf(payment.customer_id), 1);
    const other = { ...body, customerId: String(await addTestGuest(api)) };
    assert.equal(
      (await api.call('POST', '/payments', other)).body['error']?.['code'],
      'idempotency-key-used',
    );
  });

  test('a reference counts once, whoever types it and however', async () => {
    const [first, second] = [await begin('mobile'), await begin('mobile')];
    assert.equal((await call(first.id, 'approve', { reference: 'tx 12-345 678' })).status, 200);
    const again = await call(second.id, 'approve', { reference: 'TX12345678' });
    assert.equal(again.body['error']?.['code'], 'reference-taken', again.text);
    assert.equal((await call(second.id, 'approve', { reference: '?' })).status, 422);
  });

  test('fifty operators approve at once: one does', async () => {
    const payment = await begin('cash');
    const answers = await Promise.all(Array.from({ length: 50 }, () => call(payment.id, 'approve', {})));
    assert.equal(answers.filter(({ status }) => status === 200 || status === 202).length, 1);
    assert.equal(await packagesOf(payment.customer_id), 1);
  });

  test('who may not decide, decides nothing', async () => {
    const payment = await begin('cash');
    for (const [role, verbs] of [
      ['support', ['approve', 'refuse', 'refund', 'grant', 'ask']],
      ['read-only', ['approve', 'refuse', 'refund', 'grant', 'ask']],
      ['sales', ['refund']],
    ] as const) {
      const headers = { Authorization: `Bearer ${await api.token(role)}` };
      for (const verb of verbs) {
        const answer = await api.call('POST', `/payments/${payment.id}/${verb}`, { reason: 'x' }, headers);
        assert.equal(answer.status, 403, `${role} ${verb}`);
      }
    }
    assert.equal((await now(payment.id)).state, 'to-approve');
  });
});
