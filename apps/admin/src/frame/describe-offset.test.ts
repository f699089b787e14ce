import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeOffset } from './describe-offset.ts';

test('a clock that is off is told in the words of people', () => {
  assert.equal(describeOffset(600), '10 minutes ahead');
  assert.equal(describeOffset(-3600), '60 minutes behind');
  assert.equal(describeOffset(7200), '2 hours ahead');
  assert.equal(describeOffset(3652 * 86_400), '10 years ahead');
  assert.equal(describeOffset(-3 * 86_400), '3 days behind');
});
