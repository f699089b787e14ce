import assert from 'node:assert/strict';
import { test } from 'node:test';
import { macWithin, takenAtOnce } from './mac-within.ts';

const MAC = 'C4:E9:84:77:01:9C';

test('the address is taken out of what stands around it, however long that is', () => {
  const lines = [
    `TP-Link Archer C6 MAC: ${MAC} S/N 2211`,
    'hotspot,info,debug c4e9.8477.019c: trying to log in by http-chap',
    `\u200Bc4-e9-84-77-01-9c is my router`,
    `${'a line of a log without end, '.repeat(40)}mac ${MAC}\nand one more`,
  ];
  for (const line of lines) assert.equal(takenAtOnce('', line), MAC, line.slice(0, 40));
});

test('an address in any format, none, or two of them stay as they came', () => {
  const other = 'from C4:E9:84:77:01:9C to C4:E9:84:77:01:9D';
  for (const text of ['c4e9.8477.019c', MAC, 'my router', other, '']) {
    assert.equal(macWithin(text), null, text);
    assert.equal(takenAtOnce('', text), text);
  }
});

test('who types letter by letter is left alone', () => {
  assert.equal(takenAtOnce(`x ${MAC.slice(0, -1)}`, `x ${MAC}`), `x ${MAC}`);
});
