import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paymentEventKinds, paymentStates } from '@gatehouse/domain/payments/payment-words';
import { describeEvent } from './describe-event.ts';

const about = {
  packageName: 'Day pass',
  customerName: 'Rahima Akter',
  method: { id: '1', name: 'bKash', provider: 'hosted-page', kind: 'hosted' },
} as const;

function say(kind: string, outcome: string, facts: Record<string, unknown> | null = null) {
  const { sentence, detail } = describeEvent({ kind, outcome, facts }, about);
  return `${sentence}${detail === null ? '' : ` (${detail})`}`.replace(/\s/g, ' ');
}

test('the story of a payment is told in words', () => {
  assert.equal(say('state', 'open'), 'Begun, for Day pass.');
  assert.equal(say('begin', 'begun'), 'bKash took it: the visitor can pay.');
  assert.equal(
    say('begin', 'failed', { why: 'It did not answer within 10 s.' }),
    'bKash could not be reached, or did not take it. (It did not answer within 10 s.)',
  );
  assert.equal(
    say('ask', 'paid', { amountMinor: 5_000, currency: 'BDT' }),
    'Asked, bKash said that BDT 50.00 has arrived.',
  );
  assert.equal(
    say('state', 'to-approve', { why: 'wrong-amount' }),
    'Waits for an operator: another amount arrived.',
  );
  assert.equal(say('state', 'refused', { reason: 'No such transfer' }), 'Refused. (No such transfer)');
  assert.equal(say('reference', 'entered', { reference: 'BK7X' }), 'Rahima Akter typed the reference BK7X.');
  assert.equal(
    say('reference', 'entered', { reference: 'BK7X', payment: 12 }),
    'Rahima Akter typed the reference BK7X, which payment 12 has too.',
  );
  assert.equal(
    say('continued', 'counted', { payment: 13, by: 'Ayesha' }),
    'What arrived after the refund counts as payment 13. (Ayesha)',
  );
  assert.equal(
    say('state', 'refunded', { amountMinor: 500, currency: 'BDT', reason: 'Slow', by: 'Ayesha' }),
    'A refund of BDT 5.00 was put on record. (Ayesha: Slow)',
  );
  assert.equal(say('package', 'given'), 'Day pass was given to Rahima Akter.');
  assert.match(
    say('package', 'already-without-end'),
    /^Day pass could not be given\. A package without an end runs/,
  );
});

test('nothing that can happen to a payment is told as a bare word', () => {
  for (const state of paymentStates) assert.doesNotMatch(say('state', state), /^state/);
  for (const kind of paymentEventKinds) {
    if (kind === 'state' || kind === 'begin' || kind === 'ask') continue;
    assert.doesNotMatch(say(kind, 'something-new'), new RegExp(`^${kind}`));
  }
});

test('a forged callback is told with where it came from', () => {
  const forged = { kind: 'callback', outcome: 'forged', facts: null, sourceAddress: '203.0.113.7' };
  const { sentence, detail } = describeEvent(forged, about);
  assert.match(sentence, /in the name of bKash, with a wrong signature/);
  assert.equal(detail, 'From 203.0.113.7');
});

test('what came without sense does no harm', () => {
  assert.equal(
    say('ask', 'paid', { amountMinor: '5', currency: 'taka' }),
    'Asked, bKash said that the money has arrived.',
  );
  assert.equal(say('unheard', 'of'), 'unheard: of');
});
