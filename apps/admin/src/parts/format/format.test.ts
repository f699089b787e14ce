import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatMoney } from './money.ts';
import { formatRelative } from './time.ts';

test('a moment is said relative to now, in both directions', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  assert.equal(formatRelative(now - 3_000, now), 'just now');
  assert.equal(formatRelative(now - 5 * 60_000, now), '5 min. ago');
  assert.equal(formatRelative(now + 2 * 3_600_000, now), 'in 2 hr.');
});

test('money follows its currency’s own decimals', () => {
  assert.equal(formatMoney(120_000, 'BDT').replace(/\s/g, ' '), 'BDT 1,200.00');
  assert.equal(formatMoney(1200, 'JPY').replace(/\s/g, ' '), 'JPY 1,200');
});
