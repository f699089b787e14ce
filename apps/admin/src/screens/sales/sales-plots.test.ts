import assert from 'node:assert/strict';
import { test } from 'node:test';
import { salesPlots, salesSpan, shortAmount } from './sales-plots.ts';
import type { SalesInCurrency } from './sales-types.ts';

const nothing = { payments: 0, paidMinor: 0, refundedMinor: 0, vouchers: 0, vouchersMinor: 0, totalMinor: 0 };
const part = (id: string, days: number[]) => ({ ...nothing, id, name: `Package ${id}`, days });

const sales: SalesInCurrency = {
  currency: 'BDT',
  ...nothing,
  days: [
    { ...nothing, at: '2026-11-22T18:00:00Z', paidMinor: 50_000, refundedMinor: 10_000 },
    { ...nothing, at: '2026-11-23T18:00:00Z', vouchersMinor: 2_000 },
  ],
  packages: [part('1', [1, 2]), part('2', [3, 4]), part('3', [5, 6]), part('4', [7, 8]), part('5', [9, 10])],
  zones: [{ ...part('1', [1, 2]), name: null }],
};

test('days go from the first midnight to the end of the last day', () => {
  const { from, to, times } = salesSpan(sales);
  assert.deepEqual(times, [Date.parse('2026-11-22T18:00:00Z'), Date.parse('2026-11-23T18:00:00Z')]);
  assert.deepEqual([from, to], [times[0], Date.parse('2026-11-24T18:00:00Z')]);
});

test('what was given back is taken off the day it was given back', () => {
  const [payments, vouchers] = salesPlots(sales);
  assert.deepEqual(payments?.series[0]?.values, [40_000, 0]);
  assert.deepEqual(vouchers?.series[0]?.values, [0, 2_000]);
  assert.equal(payments?.say(40_050).replace(/\s/, ' '), 'BDT 400.50');
});

test('three packages have a line of their own, the others one together', () => {
  const byPackage = salesPlots(sales).find(({ title }) => title === 'By package');
  assert.deepEqual(
    byPackage?.series.map(({ name, values }) => [name, ...values]),
    [
      ['Package 1', 1, 2],
      ['Package 2', 3, 4],
      ['Package 3', 5, 6],
      ['2 others', 16, 18],
    ],
  );
});

test('one place alone needs no plot of places', () => {
  assert.equal(salesPlots(sales).length, 3);
});

test('amounts beside an axis are short', () => {
  assert.equal(shortAmount(120_000, 'BDT'), '1.2K');
  assert.equal(shortAmount(50, 'BDT'), '0.5');
  assert.equal(shortAmount(1_500_000, 'JPY'), '1.5M');
});
