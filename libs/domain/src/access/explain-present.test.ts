import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccessDecision, AccessWrite } from './decide-access.ts';
import type { AccessFacts } from './access-facts.ts';
import { sayInEnglish } from '../said/say-in-english.ts';
import { explainLetIn } from './explain-present.ts';
import { rejectReasons } from './reject-reasons.ts';

const letInWords = (...asked: Parameters<typeof explainLetIn>) => sayInEnglish(explainLetIn(...asked));

const letIn = (...writes: AccessWrite[]) =>
  ({ outcome: 'accept', observed: null, writes }) as unknown as Extract<
    AccessDecision,
    { outcome: 'accept' }
  >;
const stranger = { customer: { id: 1 }, device: null } as unknown as AccessFacts;
const own = { customer: { id: 1 }, device: { customerId: 1 } } as unknown as AccessFacts;

test('a device that was registered since its refusal is said to be, and to wait for its next login', () => {
  for (const reason of ['device-not-registered', 'device-limit-reached'] as const)
    assert.equal(letInWords(reason, own, letIn()), 'Registered now; waiting for its next login.');
});

test('a place that became free, or a binding that was switched off, is told from a registration', () => {
  assert.equal(
    letInWords('device-limit-reached', stranger, letIn('register-device')),
    'There is a place now; the next login registers it.',
  );
  assert.equal(
    letInWords('device-not-registered', stranger, letIn()),
    'MAC binding lets it in now; waiting for its next login.',
  );
});

test('one that has logged in since waits for nothing', () => {
  assert.equal(letInWords('suspended', own, letIn(), true), 'Active again; it has logged in since.');
});

test('whatever it was refused for, there is a sentence for its end', () => {
  for (const reason of rejectReasons) assert.match(letInWords(reason, stranger, letIn()), /^[A-Z].*\.$/);
  assert.equal(letInWords('suspended', own, letIn()), 'Active again; waiting for its next login.');
});
