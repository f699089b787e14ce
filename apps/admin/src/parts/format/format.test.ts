import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatSpeed, formatVolume } from './amounts.ts';
import { durationsIn, formatDuration, formatSpan } from './duration.ts';
import { formatAmountOf, formatMoney } from './money.ts';
import { formatRelative, formatSeen } from './time.ts';

test('a moment is said relative to now, in both directions', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  assert.equal(formatRelative(now - 3_000, now), 'just now');
  assert.equal(formatRelative(now - 5 * 60_000, now), '5 min. ago');
  assert.equal(formatRelative(now + 2 * 3_600_000, now), 'in 2 hr.');
});

test('when something was seen is said by the day and the clock', () => {
  const now = new Date(2026, 10, 22, 12).getTime();
  assert.equal(formatSeen(new Date(2026, 10, 22, 9, 5).getTime(), now), 'today 09:05');
  assert.equal(formatSeen(new Date(2026, 10, 21, 22, 10).getTime(), now), 'yesterday 22:10');
  assert.equal(formatSeen(new Date(2026, 10, 20, 22, 10).getTime(), now), '20 Nov 22:10');
  assert.equal(formatSeen(new Date(2026, 10, 23, 8, 0).getTime(), now), 'tomorrow 08:00');
  assert.equal(formatSeen(new Date(2025, 11, 3, 8, 0).getTime(), now), '3 Dec 2025 08:00');
});

test('a length is told in the two largest units that count', () => {
  const said = [0, 45, 137, 7200, 7500, 273_600, -5].map(formatSpan);
  assert.deepEqual(said, ['0 s', '45 s', '2 m 17 s', '2 h', '2 h 5 m', '3 d 4 h', '0 s']);
});

test('a length in words is said in the two largest units that count, as each language says them', () => {
  const said = [0, 1, 600, 3600, 129_600, 30 * 86_400, 90_060].map(formatDuration);
  assert.deepEqual(said, [
    '0 seconds',
    '1 second',
    '10 minutes',
    '1 hour',
    '1 day 12 hours',
    '30 days',
    '1 day 1 hour',
  ]);
  assert.equal(durationsIn('es').formatDuration(129_600), '1 día 12 horas');
  assert.equal(durationsIn('ar').formatDuration(7200), 'ساعتان');
  assert.equal(durationsIn('bn').formatDuration(600), '১০ মিনিট');
  assert.equal(durationsIn('es').formatSpan(7500), '2 h 5 min');
});

test('money follows its currency’s own decimals', () => {
  assert.equal(formatMoney(120_000, 'BDT').replace(/\s/g, ' '), 'BDT 1,200.00');
  assert.equal(formatMoney(1200, 'JPY').replace(/\s/g, ' '), 'JPY 1,200');
  assert.equal(formatMoney(-120_050, 'BDT').replace(/\s/g, ' '), '-BDT 1,200.50');
  assert.equal(formatMoney(Number.MAX_SAFE_INTEGER, 'USD').replace(/\s/g, ' '), 'USD 90,071,992,547,409.91');
  assert.equal(formatAmountOf(120_050, 'BDT'), '1,200.50');
  assert.equal(formatAmountOf(1200, 'JPY'), '1,200');
});

test('speeds and volumes are told in units of their own', () => {
  assert.equal(formatSpeed(20_480), '20 Mbps');
  assert.equal(formatVolume(1.5 * 1024 ** 4), '1.5 TB');
});
