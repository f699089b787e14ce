import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastSeenFilter } from './last-seen-filter.ts';

const labels = (inUrl?: string) => lastSeenFilter(inUrl).options.map(({ label }) => label);

test('a number of days that a link names is one to choose, and what is none is not', () => {
  assert.equal(labels('over-45d').at(-1), 'not for 45 days');
  assert.equal(labels('3d').at(-1), 'within 3 days');
  for (const known of [undefined, 'over-30d', 'never', 'nonsense', '0d'])
    assert.equal(labels(known).length, 8);
});
