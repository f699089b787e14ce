import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkVouchers, EMPTY_ENTRY, endOfDay, toBatch } from './voucher-entry.ts';

const check = checkVouchers(() => new Date(2026, 10, 23, 12).getTime());
const entry = { ...EMPTY_ENTRY, name: 'Fair', servicePackageId: '7' };

test('what is typed is sent in the smallest coin, and the last day is good until its midnight', () => {
  const typed = { ...entry, count: '1,200', price: '49.50', currency: 'BDT', lastDay: '2026-12-31' };
  assert.deepEqual(toBatch(typed), {
    name: 'Fair',
    servicePackageId: '7',
    count: 1200,
    codeLength: 10,
    amountMinor: 4950,
    currency: 'BDT',
    validUntil: new Date(2027, 0, 1).toISOString(),
  });
  assert.equal(endOfDay('2028-02-29')?.getTime(), new Date(2028, 2, 1).getTime());
});

test('no price is no price, whatever currency stands beside it; no day is for ever', () => {
  const { amountMinor, currency, validUntil } = toBatch({ ...entry, currency: 'BDT' }) as Record<
    string,
    unknown
  >;
  assert.deepEqual([amountMinor, currency, validUntil], [null, null, null]);
});

test('says what is wrong with a field in words', () => {
  assert.equal(check.count('24'), null);
  assert.match(check.count('') ?? '', /Say how many/);
  assert.match(check.count('5001') ?? '', /5,000 at most/);
  assert.match(check.count('2.5') ?? '', /whole number/);
  assert.match(check.codeLength('7') ?? '', /at least 8/);
  assert.equal(check.codeLength(''), null);
  assert.equal(check.lastDay('2026-11-23'), null, 'today is not over');
  assert.match(check.lastDay('2026-11-22') ?? '', /is over/);
  assert.match(check.currency('', { ...entry, price: '50' }) ?? '', /Three capitals/);
  assert.match(check.price('50.505', { ...entry, currency: 'BDT' }) ?? '', /Type an amount/);
});
