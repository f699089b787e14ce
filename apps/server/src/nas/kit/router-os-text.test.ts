import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { onOneLine, plainName, quoteRouterOs } from './router-os-text.ts';
import { readRouterOsString } from './testing.ts';

const read = (quoted: string) => {
  const { value, end } = readRouterOsString(quoted, 0);
  assert.equal(end, quoted.length, 'nothing is left behind the string');
  return value;
};

test('a RouterOS string says what was meant, whatever that is: quotes, dollars, backslashes, newlines, other scripts', () => {
  for (const text of [
    'plain',
    '',
    '"; /system reset-configuration; :put "',
    '$[/user add name=x group=full password=x]',
    'C:\\path\\',
    'two\nlines\r\nmore',
    'a;b#c?d`e',
    'নিরাপদ',
    '\u0000\u001b[2J',
    '\\22',
  ]) {
    assert.equal(read(quoteRouterOs(text)), text);
  }
});

test('nothing that a string holds can end it or be taken for a variable', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const quoted = quoteRouterOs(text);
      assert.match(quoted, /^"(?:[^"$\\?;#\p{Cc}]|\\[0-9A-F]{2})*"$/u);
      assert.equal(read(quoted), text);
    }),
  );
});

test('a comment stays on its line', () => {
  assert.equal(onOneLine('North\n/system reset\r\n\u2028x\\'), 'North /system reset x');
});

test('a file’s name has letters, digits and hyphens, and is never empty', () => {
  assert.equal(plainName('Tower North / 2nd', 'router-7'), 'tower-north-2nd');
  assert.equal(plainName('../../etc/passwd', 'router-7'), 'etc-passwd');
  assert.equal(plainName('Café', 'router-7'), 'cafe');
  assert.equal(plainName('টাওয়ার', 'router-7'), 'router-7');
});
