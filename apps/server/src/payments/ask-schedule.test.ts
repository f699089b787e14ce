import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextAskAt } from './ask-schedule.ts';

const DAY = 86_400_000;

test('a provider is asked each minute at first, then rarer, and after a week no more', () => {
  const asked: number[] = [];
  for (let at: number | null = 0; at !== null; at = nextAskAt(0, at)) asked.push(at);
  assert.ok(asked.filter((at) => at <= 600_000).length >= 10, 'ten times in the first ten minutes');
  assert.ok(asked.length < 100, `${asked.length} times in all`);
  assert.ok(asked.every((at) => at <= 7 * DAY));
  assert.ok((asked.at(-1) ?? 0) > 6.5 * DAY);
  const pauses = asked.slice(1).map((at, n) => at - (asked[n] ?? 0));
  assert.deepEqual(
    pauses,
    pauses.toSorted((a, b) => a - b),
  );
});

test('a clock that went back asks no more often', () => {
  assert.equal(nextAskAt(1000, 0), 60_000);
});
