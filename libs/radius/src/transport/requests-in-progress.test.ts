import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RequestsInProgress } from './requests-in-progress.ts';

test('counts what waits, and lets go of what is never answered after half a minute', () => {
  const waiting = new RequestsInProgress();
  const first = waiting.begin(1000);
  waiting.begin(1500);
  assert.equal(waiting.total, 2);
  waiting.end(first);
  assert.equal(waiting.total, 1);
  const later = waiting.begin(40_000);
  assert.equal(waiting.total, 1, 'the lost one no longer counts');
  waiting.end(1);
  assert.equal(waiting.total, 1, 'its late answer changes nothing');
  waiting.end(later);
  assert.equal(waiting.total, 0);
  waiting.begin(10_000_000);
  assert.equal(waiting.total, 1);
});
