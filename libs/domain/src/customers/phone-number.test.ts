import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskPhoneNumber, parsePhoneNumber, plainDigits, significantDigits } from './phone-number.ts';

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

test('the country’s code is read without its + too, and the trunk’s 0 is dropped after it', () => {
  for (const [typed, countryCode, number] of [
    ['447911123456', '44', '+447911123456'],
    ['1 718 555 1234', '1', '+17185551234'],
    ['(718) 555-1234', '1', '+17185551234'],
    ['34612345678', '34', '+34612345678'],
    ['8801712345601', '880', '+8801712345601'],
    ['88001712345601', '880', '+8801712345601'],
    ['+44 (0)7911 123456', '44', '+447911123456'],
    ['+44 (0)7911 123456', '880', '+447911123456'],
    ['0044 (0) 7911 123456', null, '+447911123456'],
    ['+880 01712-345601', '880', '+8801712345601'],
    ['919123456789', '91', '+919123456789'],
    ['09123456789', '91', '+919123456789'],
    ['79123456789', '7', '+79123456789'],
    ['8 (912) 345-67-89', '7', '+79123456789'],
    ['06 30 123 4567', '36', '+36301234567'],
    ['0044 7911 123456', '880', '+447911123456'],
  ] as const)
    assert.equal(parsePhoneNumber(typed, countryCode), number, typed);
});

test('a national number that begins with the digits of the country’s code stays national', () => {
  for (const [typed, countryCode, number] of [
    ['9123456789', '91', '+919123456789'],
    ['3931234567', '39', '+393931234567'],
    ['393931234567', '39', '+393931234567'],
    ['3471234567', '39', '+393471234567'],
    ['6281234567', '62', '+626281234567'],
    ['0628123456', '62', '+62628123456'],
    ['34123456', '45', '+4534123456'],
    ['45123456', '45', '+4545123456'],
    ['4520123456', '45', '+4520123456'],
    ['9012345678', '81', '+819012345678'],
    ['8190123456', '81', '+818190123456'],
    ['819012345678', '81', '+819012345678'],
  ] as const)
    assert.equal(parsePhoneNumber(typed, countryCode), number, typed);
});

test('a number of another country is known by its code, where it is none of this one', () => {
  for (const [typed, countryCode, number] of [
    ['447911123456', '880', '+447911123456'],
    ['1 718 555 1234', '880', '+17185551234'],
    ['34612345678', '880', '+34612345678'],
    ['8801712345601', '44', '+8801712345601'],
  ] as const)
    assert.equal(parsePhoneNumber(typed, countryCode), number, typed);
});

test('a 0 that is part of the number stays', () => {
  assert.equal(parsePhoneNumber('07 07 12 34 56', '225'), '+2250707123456');
  assert.equal(parsePhoneNumber('+225 07 07 12 34 56', '880'), '+2250707123456');
});

test('of a masked number its country and its end are seen', () => {
  assert.equal(maskPhoneNumber('+447911123456'), '\u2066+44\u00a0•••\u00a0••56\u2069');
  assert.equal(maskPhoneNumber('+8801712345601'), '\u2066+880\u00a0•••\u00a0••01\u2069');
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

test('of a number in any writing the same digits are searched for; of a part of one, all', () => {
  const written = [
    '+880 1711-000002',
    '0088 01711 000002',
    '8801711000002',
    '01711000002',
    '(017) 11.000.002',
  ];
  for (const text of [...written, '০১৭১১০০০০০২', '+880 (0)1711 000002']) {
    assert.equal(significantDigits(text), '1711000002', text);
  }
  assert.equal(significantDigits('+44 (0)7911 123456'), '7911123456');
  assert.equal(significantDigits('20123456'), '20123456');
  assert.equal(significantDigits('+45 20 12 34 56'), '20123456');
  for (const part of ['0171', '880', '+880']) assert.equal(significantDigits(part), part.replace('+', ''));
});
