import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LEARN_MS, LEARN_REQUESTS, MessageAuthenticatorLearning } from './learn-message-authenticator.ts';

const ROUTER = '192.0.2.1';
const HOUR = 60 * 60 * 1000;

/** Sends `count` signed logins, evenly over `ms` from `from`, the first and the last included; did one tip it? */
function signed(learning: MessageAuthenticatorLearning, count: number, ms: number, from = 0): boolean {
  let tipped = false;
  for (let i = 0; i < count; i++) {
    tipped = learning.observe(ROUTER, true, from + (i * ms) / (count - 1)) || tipped;
  }
  return tipped;
}

test('a hundred in a row over an hour (CVE-2024-3596)', () => {
  assert.deepEqual([LEARN_REQUESTS, LEARN_MS], [100, HOUR]);
  const learning = new MessageAuthenticatorLearning();
  assert.equal(signed(learning, 100, HOUR), true);
  assert.equal(learning.isLearned(ROUTER), true);
});

test('not a hundred within less than an hour, nor fewer over longer', () => {
  const hasty = new MessageAuthenticatorLearning();
  assert.equal(signed(hasty, 10_000, HOUR - 1), false);
  assert.equal(hasty.observe(ROUTER, true, HOUR), true, 'the next one after the hour tips it');
  const few = new MessageAuthenticatorLearning();
  assert.equal(signed(few, 99, 30 * HOUR), false);
});

test('one that is missing begins the count anew', () => {
  const learning = new MessageAuthenticatorLearning();
  signed(learning, 99, HOUR);
  assert.equal(learning.observe(ROUTER, false, HOUR), false);
  assert.equal(signed(learning, 99, 2 * HOUR, HOUR), false);
  assert.equal(learning.observe(ROUTER, true, 4 * HOUR), true);
});

test('each source address is learned for itself', () => {
  const learning = new MessageAuthenticatorLearning();
  signed(learning, 100, HOUR);
  assert.equal(learning.isLearned('192.0.2.2'), false);
});

test('tipping it happens once, and what was learned before a restart is known at once', () => {
  const learning = new MessageAuthenticatorLearning([ROUTER]);
  assert.equal(learning.isLearned(ROUTER), true);
  assert.equal(signed(learning, 200, 2 * HOUR), false);
});

test('undone, it is learned anew; allowed for a day, not before the day is over', () => {
  const learning = new MessageAuthenticatorLearning([ROUTER]);
  learning.forget(ROUTER);
  assert.equal(learning.isLearned(ROUTER), false);
  assert.equal(signed(learning, 100, HOUR), true);
  learning.forget(ROUTER, 24 * HOUR);
  assert.equal(signed(learning, 1000, 24 * HOUR - 1), false);
  assert.equal(signed(learning, 100, HOUR, 24 * HOUR), true);
});

test('a flood of sources takes no more room, and does not push out who was learned', () => {
  const learning = new MessageAuthenticatorLearning([ROUTER]);
  for (let i = 0; i < 70_000; i++) learning.observe(`2001:db8::${i.toString(16)}`, true, 0);
  assert.equal(learning.isLearned(ROUTER), true);
});
