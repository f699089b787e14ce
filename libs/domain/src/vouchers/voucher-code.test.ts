import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { groupVoucherCode, makeVoucherCode, readVoucherCode } from './voucher-code.ts';

test('no letter or digit of a code can be taken for another', () => {
  const seen = new Set(makeVoucherCode(5000, randomBytes));
  assert.equal(seen.size, 22);
  for (const alike of ['0OQ', '1IL', '2Z', '5S', '8B', 'UVW'])
    assert.ok([...alike].filter((letter) => seen.has(letter)).length <= 1, alike);
});

test('every letter is as likely as every other: the octets that would favour some are thrown away', () => {
  const everyOctet = Uint8Array.from({ length: 256 }, (_, octet) => octet);
  const counts = new Map<string, number>();
  for (const letter of makeVoucherCode(242, () => everyOctet))
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  assert.deepEqual([...new Set(counts.values())], [11]);
});

test('a code is shown in groups of three or four', () => {
  const shown = (length: number) => groupVoucherCode('ACDEFGHJKMNPRTWX'.slice(0, length));
  assert.equal(shown(8), 'ACDE-FGHJ');
  assert.equal(shown(9), 'ACD-EFG-HJK');
  assert.equal(shown(10), 'ACDE-FGH-JKM');
  assert.equal(shown(13), 'ACDE-FGH-JKM-NPR');
  assert.equal(shown(16), 'ACDE-FGHJ-KMNP-RTWX');
});

test('a code is read as people type it, and with nothing else in it', () => {
  for (const typed of [
    'acde-fgh-jkm',
    ' ACDE FGH JKM ',
    'Acde–Fgh‑jkm',
    'ACDEFGHJKM',
    'ＡＣＤＥＦＧＨＪＫＭ',
  ])
    assert.equal(readVoucherCode(typed), 'ACDEFGHJKM', typed);
  assert.equal(readVoucherCode('ACDE-৩৪৬-৭৯A'), 'ACDE34679A', 'digits of another script');
  for (const typed of [
    '',
    'ACDEFGH',
    'ACDEFGHJKMNPRTWXY',
    'ACDE-FGH-JKO',
    'ACDE/FGH/JKM',
    'x'.repeat(5000),
    '\0',
  ])
    assert.equal(readVoucherCode(typed), null, typed);
});

test('whatever is made is read back, from its groups and in small letters', () => {
  const length = fc.integer({ min: 8, max: 16 });
  fc.assert(
    fc.property(length, (size) => {
      const code = makeVoucherCode(size, randomBytes);
      assert.equal(code.length, size);
      assert.equal(readVoucherCode(groupVoucherCode(code).toLowerCase()), code);
    }),
  );
});
