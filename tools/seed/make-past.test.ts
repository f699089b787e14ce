import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeIsp } from './make-isp.ts';
import { makePast } from './make-past.ts';

const plan = { seed: 7, passwordSeed: 11, now: Date.UTC(2026, 10, 22, 12) };
const isp = makeIsp(plan);
const past = makePast(isp, plan);

test('the demo’s past has sessions and refusals of several kinds, none of them in the future', () => {
  assert.ok(past.sessions.length > 500);
  const reasons = new Set(past.attempts.map((attempt) => attempt.reason));
  for (const reason of [
    'wrong-password',
    'suspended',
    'no-subscription',
    'device-not-registered',
    null,
  ] as const) {
    assert.ok(reasons.has(reason), `${reason}`);
  }
  for (const session of past.sessions)
    assert.ok(session.startedAt < session.endedAt && session.endedAt <= plan.now);
  for (const attempt of past.attempts) assert.ok(attempt.firstAt <= attempt.at && attempt.at <= plan.now);
});

test('only customers who could log in were online', () => {
  for (const session of past.sessions) {
    const customer = isp.customers[session.customer];
    assert.equal(customer?.status, 'active');
    assert.ok(customer.subscription.startsAt < session.startedAt);
    assert.ok(customer.devices.some((device) => device.mac === session.mac));
  }
});
