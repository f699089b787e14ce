import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PaymentState } from '@gatehouse/domain/payments/payment-words';
import { judgeTold } from './judge-told.ts';
import type { Told } from './providers/provider.ts';

const paid = (minor: number, currency = 'BDT'): Told => ({
  told: 'paid',
  amount: { minor, currency },
  providerReference: 'T1',
});
const nothing: Told = { told: 'nothing', why: 'It did not answer.' };

/** 3,000 poisha were asked for; how it stands, what the provider says, what becomes of it. */
const TABLE: readonly (readonly [PaymentState, string, Told, string])[] = [
  ['open', 'the right money', paid(3000), 'believe'],
  ['to-approve', 'the right money', paid(3000), 'believe'],
  ['refused', 'the right money, late', paid(3000), 'believe'],
  ['expired', 'the right money, late', paid(3000), 'believe'],
  ['paid', 'the right money, again', paid(3000), 'leave'],
  ['refunded', 'the right money, again', paid(3000), 'leave'],
  ['open', 'a unit less', paid(2999), 'wrong-amount'],
  ['open', 'a unit more', paid(3001), 'wrong-amount'],
  ['open', 'nothing at all', paid(0), 'wrong-amount'],
  ['expired', 'less, late', paid(30), 'wrong-amount'],
  ['open', 'as much of other money', paid(3000, 'USD'), 'wrong-currency'],
  ['open', 'as much in small letters', paid(3000, 'bdt'), 'wrong-currency'],
  ['paid', 'less, after all', paid(30), 'leave'],
  ['open', 'that it failed', { told: 'failed' }, 'refuse'],
  ['to-approve', 'that it failed', { told: 'failed' }, 'leave'],
  ['paid', 'that it failed', { told: 'failed' }, 'leave'],
  ['expired', 'that it failed', { told: 'failed' }, 'leave'],
  ['open', 'that it is on its way', { told: 'pending' }, 'leave'],
  ['open', 'nothing that can be read', nothing, 'leave'],
];

for (const [state, says, told, becomes] of TABLE) {
  test(`${state}, and the provider says ${says} → ${becomes}`, () => {
    const verdict = judgeTold(
      { state, amount: { minor: 3000, currency: 'BDT' }, known: null, decided: null },
      told,
    );
    assert.equal(verdict.verdict === 'review' ? verdict.why : verdict.verdict, becomes);
  });
}

/** A person had seen so much, had refused it or paid it back, and then the provider says this. */
const DECIDED: readonly (readonly [known: number, string, Told, asks: boolean])[] = [
  [1000, 'the same', paid(1000), false],
  [1000, 'less', paid(500), false],
  [1000, 'more', paid(2000), true],
  [1000, 'the right money', paid(3000), true],
  [5000, 'the right money', paid(3000), true],
  [3000, 'the right money, as before', paid(3000), false],
  [3000, 'the right money twice', paid(6000), true],
  [3000, 'as much of other money', paid(3000, 'USD'), true],
  [1000, 'that it failed', { told: 'failed' }, false],
  [1000, 'nothing that can be read', nothing, false],
];

for (const [state, decided] of [
  ['refused', 'after-refusal'],
  ['to-approve', 'after-refusal'],
  ['refunded', 'after-refund'],
  ['to-approve', 'after-refund'],
] as const)
  for (const [minor, says, told, asks] of DECIDED)
    test(`${state} ${decided} of ${minor}, and the provider says ${says} → ${asks ? 'a person' : 'leave'}`, () => {
      const [amount, known] = [3000, minor].map((each) => ({ minor: each, currency: 'BDT' }));
      assert.ok(amount && known);
      const verdict = judgeTold({ state, amount, known, decided }, told);
      assert.deepEqual(verdict, asks ? { verdict: 'review', why: decided } : { verdict: 'leave' });
    });
