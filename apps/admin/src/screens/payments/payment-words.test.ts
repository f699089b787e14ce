import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeNeed, stateOf } from './payment-words.ts';
import type { Payment } from './payment-types.ts';

const payment: Payment = {
  id: '7',
  state: 'to-approve',
  reviewReason: 'cash',
  needsPerson: true,
  customerId: '1',
  customerName: 'Rahima Akter',
  customerUsername: 'rahima',
  customerPhone: null,
  servicePackageId: '1',
  packageName: 'Day pass',
  zone: null,
  method: { id: '1', name: 'bKash', provider: 'mobile-money', kind: 'reference' },
  amountMinor: 3000,
  currency: 'BDT',
  toldMinor: null,
  toldCurrency: null,
  receivedMinor: null,
  receivedCurrency: null,
  continuesId: null,
  providerReference: null,
  enteredReference: null,
  sameReferenceId: null,
  createdAt: '2026-11-23T07:00:00Z',
  expiresAt: '2026-11-24T07:00:00Z',
  paidAt: null,
  subscriptionId: null,
  notGranted: null,
  decidedBy: null,
  decidedAt: null,
  decisionReason: null,
  refundedAt: null,
  refundedMinor: null,
  refundedBy: null,
  refundReason: null,
  refundReference: null,
};

const need = (changes: Partial<Payment>): string | null =>
  describeNeed({ ...payment, ...changes })?.replace(/\s/g, ' ') ?? null;

test('what a payment waits for is said with the way out', () => {
  assert.match(need({}) ?? '', /wants to pay BDT 30\.00 in cash\. Approve once you have the money\./);
  assert.match(
    need({ reviewReason: 'reference', enteredReference: '9H7K3QP2XZ' }) ?? '',
    /BDT 30\.00 was sent by bKash, as 9H7K3QP2XZ\. Look whether it has arrived/,
  );
  assert.match(
    need({ reviewReason: 'wrong-amount', toldMinor: 1000, toldCurrency: 'BDT' }) ?? '',
    /BDT 10\.00 arrived instead of BDT 30\.00\. Nothing was given\./,
  );
  assert.match(
    need({ reviewReason: 'wrong-currency', toldMinor: 3000, toldCurrency: 'INR' }) ?? '',
    /INR 30\.00 arrived instead of BDT 30\.00\. Nothing was given\./,
  );
  assert.match(
    need({ reviewReason: 'reference', enteredReference: '9H7K3QP2XZ', sameReferenceId: '12' }) ?? '',
    /Payment 12 has the same reference: one transfer counts once\.$/,
  );
  assert.match(
    need({ reviewReason: 'after-refund', toldMinor: 100_000, toldCurrency: 'BDT' }) ?? '',
    /^BDT 1,000\.00 arrived after this was refunded, .* Nothing was given\./,
  );
  assert.match(
    need({ reviewReason: 'after-refusal', toldMinor: 3000, toldCurrency: 'BDT' }) ?? '',
    /^BDT 30\.00 arrived after this was refused, .* Nothing was given\./,
  );
  assert.match(
    need({ state: 'paid', notGranted: 'already-without-end' }) ?? '',
    /has been paid, but Day pass could not be given\. Give the package, or refund\./,
  );
});

test('what is done waits for nobody', () => {
  for (const state of ['open', 'paid', 'refused', 'expired', 'refunded'] as const)
    assert.equal(need({ state }), null);
});

test('paid without a package, and wrong money, are seen at a glance', () => {
  const label = (changes: Partial<Payment>) => stateOf({ ...payment, ...changes }).label;
  assert.equal(label({}), 'To approve');
  assert.equal(label({ reviewReason: 'wrong-amount' }), 'Wrong amount');
  assert.equal(label({ reviewReason: 'wrong-currency' }), 'Wrong currency');
  assert.equal(label({ reviewReason: 'after-refund' }), 'After refund');
  assert.equal(label({ reviewReason: 'after-refusal' }), 'After refusal');
  assert.equal(label({ state: 'paid', reviewReason: 'wrong-amount' }), 'Paid');
  assert.equal(label({ state: 'paid', notGranted: 'not-found' }), 'Paid, no package');
});

test('a part that was refunded is told as a part, and not as if all were gone', () => {
  const refunded = (refundedMinor: number) =>
    stateOf({ ...payment, state: 'refunded', receivedMinor: 3000, receivedCurrency: 'BDT', refundedMinor });
  const { label, meaning } = refunded(1000);
  assert.deepEqual([label, meaning], ['Refunded 10.00 of 30.00', 'green']);
  assert.deepEqual(refunded(3000), { label: 'Refunded', meaning: 'quiet' });
});
