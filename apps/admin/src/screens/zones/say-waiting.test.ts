import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WAITING_TOLD_MAX } from '@gatehouse/domain/hotspot-zones/waiting-told';
import { sayWaiting } from './say-waiting.ts';

test('a count that may go on says so', () => {
  assert.deepEqual([0, 7, WAITING_TOLD_MAX - 1].map(sayWaiting), ['0', '7', '199']);
  assert.equal(sayWaiting(WAITING_TOLD_MAX), '200 or more');
  assert.equal(sayWaiting(1350), '1,350 or more');
});
