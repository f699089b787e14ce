import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeTried } from './describe-tried.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const tried = {
  customerId: '7',
  customerName: 'Rahima Akter',
  underOtherName: false,
  username: 'rahima.home',
  mac: 'C4:E9:84:77:01:9C',
  vendor: 'TP-Link',
  kind: 'pppoe',
  outcome: 'reject',
  reason: 'device-not-registered',
  count: 14,
  at: new Date(NOON - 180_000).toISOString(),
} as const;

test('says how often, when and why somebody was refused', () => {
  assert.equal(describeTried(tried, NOON), 'refused 14 times, 3 min. ago: Device not registered');
  assert.equal(describeTried({ ...tried, count: 1, reason: null }, NOON), 'refused 3 min. ago');
  assert.equal(
    describeTried({ ...tried, count: 1, outcome: 'accept', reason: null }, NOON),
    'let in 3 min. ago',
  );
  assert.equal(
    describeTried({ ...tried, count: 1, underOtherName: true, username: 'rahlm' }, NOON),
    'tried as “rahlm” 3 min. ago',
  );
});
