import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { decodeText } from './decode-text.ts';

const TEXT = 'username,name\nrahima,Müller – €\n';

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

for (const [name, bytes, encoding] of [
  ['UTF-8', Buffer.from(TEXT), 'UTF-8'],
  ['UTF-8 with a byte order mark', Buffer.from(`\u{feff}${TEXT}`), 'UTF-8'],
  ['UTF-16, the small end first', Buffer.from(`\u{feff}${TEXT}`, 'utf16le'), 'UTF-16'],
  ['UTF-16, the big end first', utf16be(`\u{feff}${TEXT}`), 'UTF-16'],
  ['UTF-16 without a mark', Buffer.from(TEXT, 'utf16le'), 'UTF-16'],
  ['Windows-1252', Buffer.from(TEXT.replace('€', '\u0080').replace('–', '\u0096'), 'latin1'), 'Windows-1252'],
] as const) {
  test(`reads ${name}`, () => {
    assert.deepEqual(decodeText(bytes), { text: TEXT, encoding });
  });
}

test('says in words what is not text', () => {
  const fault = (...octets: number[]) => {
    const decoded = decodeText(Uint8Array.from(octets));
    return 'fault' in decoded ? sayInEnglish(decoded.fault) : '';
  };
  assert.match(fault(), /empty/);
  assert.match(fault(0x50, 0x4b, 3, 4), /workbook/);
  assert.match(fault(0x25, 0x50, 0x44, 0x46), /PDF/);
  assert.match(fault(0x1f, 0x8b, 8), /compressed/);
  assert.match(fault(0xff, 0x00, 0x01, 0x80, 0x00), /not text/);
});
