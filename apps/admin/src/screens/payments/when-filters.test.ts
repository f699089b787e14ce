import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whenFilters } from './when-filters.ts';

const midnight = new Date(2026, 10, 23).getTime();

test('since today, yesterday and before, by the reader’s own midnights', () => {
  const [since, ...more] = whenFilters(midnight, {});
  assert.deepEqual(more, []);
  assert.equal(since?.options[0]?.value, new Date(2026, 10, 23).toISOString());
  assert.equal(since?.options[1]?.value, new Date(2026, 10, 22).toISOString());
  assert.equal(since?.options.at(-1)?.value, new Date(2026, 9, 25).toISOString());
});

test('a link names a day of its own, from and before', () => {
  const from = new Date(2026, 10, 3).toISOString();
  const to = new Date(2026, 10, 4).toISOString();
  const [since, before] = whenFilters(midnight, { from, to });
  assert.deepEqual(since?.options.at(-1), { value: from, label: '3 Nov 00:00' });
  assert.deepEqual(before?.options, [{ value: to, label: '4 Nov 00:00' }]);
});
