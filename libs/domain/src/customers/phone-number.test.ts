import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePhoneNumber, plainDigits } from './phone-number.ts';

test('a number is the same however it is typed', () => {
  for (const typed of [
    '+880 1712-345678',
    '008801712345678',
    '+880 (1712) 345.678',
    '+৮৮০১৭১২৩৪৫৬৭৮',
    '+٨٨٠١٧١٢٣٤٥٦٧٨',
  ])
    assert.equal(parsePhoneNumber(typed, null), '+8801712345678', typed);
});

test('one without its country gets the provider’s, and is none without', () => {
  assert.equal(parsePhoneNumber('01712 345678', '880'), '+8801712345678');
  assert.equal(parsePhoneNumber('1712345678', '880'), '+8801712345678');
  assert.equal(parsePhoneNumber('01712 345678', null), null);
});

test('what is no number is none', () => {
  for (const typed of [
    '',
    '+',
    '12',
    '+0171234567',
    'call me',
    '+1234567',
    '+1234567890123456',
    '+88017x2345678',
  ])
    assert.equal(parsePhoneNumber(typed, null), null, typed);
});

test('digits of any script are read', () => {
  assert.equal(plainDigits('০১২৩৪৫৬৭৮৯ ٠١٢٣٤٥٦٧٨٩ ۰۹ 09'), '0123456789 0123456789 09 09');
});
