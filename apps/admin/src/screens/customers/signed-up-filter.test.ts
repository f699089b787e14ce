import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signedUpFilter } from './signed-up-filter.ts';

const midnight = new Date(2026, 10, 23).setHours(0, 0, 0, 0);

test('today, a week and a month begin at the reader’s own midnights', () => {
  const { options } = signedUpFilter(midnight, undefined);
  assert.deepEqual(
    options.map(({ value, label }) => [new Date(value).getDate(), new Date(value).getHours(), label]),
    [
      [23, 0, 'today'],
      [17, 0, 'in 7 days'],
      [25, 0, 'in 30 days'],
    ],
  );
});

test('a time that a link names is one to choose, and what is no time is not', () => {
  const since = new Date(midnight - 3_600_000).toISOString();
  assert.equal(signedUpFilter(midnight, since).options.at(-1)?.label, 'since yesterday 23:00');
  assert.equal(signedUpFilter(midnight, new Date(midnight).toISOString()).options.length, 3);
  assert.equal(signedUpFilter(midnight, 'nonsense').options.length, 3);
});
