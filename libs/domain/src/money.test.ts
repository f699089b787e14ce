import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { minorDigits, readDecimal, writeDecimal } from './money.ts';

test('each currency has its own number of digits', () => {
  assert.deepEqual(['BDT', 'USD', 'JPY', 'KWD', 'CLF'].map(minorDigits), [2, 2, 0, 3, 4]);
});

test('they are ISO’s, also where custom writes a currency without them', () => {
  assert.deepEqual(['PKR', 'IDR', 'HUF', 'COP', 'MMK', 'LBP'].map(minorDigits), [2, 2, 2, 2, 2, 2]);
  assert.equal(minorDigits('IQD'), 3);
  assert.equal(readDecimal('5.00', 'PKR'), 500);
  assert.equal(writeDecimal({ minor: 500, currency: 'PKR' }), '5.00');
});

test('an amount is read exactly, or not at all', () => {
  const cases: readonly [string, string, number | null][] = [
    ['1200', 'BDT', 120000],
    ['1200.5', 'BDT', 120050],
    [' 1200.50 ', 'BDT', 120050],
    ['0.29', 'USD', 29],
    ['1200.000', 'BDT', 120000],
    ['1200.001', 'BDT', null],
    ['500', 'JPY', 500],
    ['500.00', 'JPY', 500],
    ['500.5', 'JPY', null],
    ['1.234', 'KWD', 1234],
    ['1,200', 'BDT', null],
    ['-5', 'BDT', null],
    ['1e3', 'BDT', null],
    ['', 'BDT', null],
    ['999999999999999', 'BDT', null],
  ];
  for (const [text, currency, minor] of cases) assert.equal(readDecimal(text, currency), minor, text);
});

test('what is written is read as the same amount', () => {
  const amounts = fc.integer({ min: 0, max: 9_000_000_000_000 });
  fc.assert(
    fc.property(amounts, fc.constantFrom('BDT', 'JPY', 'KWD'), (minor, currency) => {
      assert.equal(readDecimal(writeDecimal({ minor, currency }), currency), minor);
    }),
  );
});
