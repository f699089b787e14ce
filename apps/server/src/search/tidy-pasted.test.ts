import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tidyPasted } from './tidy-pasted.ts';

test('what clipboards add to a number or a name is not looked for', () => {
  assert.equal(tidyPasted('\u202A+880 1712 345678\u202C'), '+880 1712 345678');
  assert.equal(tidyPasted('\uFEFF\u200Erahima.home\u200B\r\n'), 'rahima.home');
  assert.equal(tidyPasted('Rahima\tAkter\0'), 'Rahima Akter');
});

test('a joiner, which is part of how a name is written, stays', () => {
  assert.equal(tidyPasted('ব\u200Dযাংক'), 'ব\u200Dযাংক');
});

test('of a line that is longer than any name the MAC is looked for, else how it begins', () => {
  const around = 'radius,debug '.repeat(6);
  assert.equal(tidyPasted(`${around} user c4e9.8477.019c ${around}`), 'C4:E9:84:77:01:9C');
  assert.equal(tidyPasted('x'.repeat(5_000)), 'x'.repeat(100));
  assert.equal(tidyPasted(`${'x'.repeat(99)}\u{1F600}${'y'.repeat(9)}`).isWellFormed(), true);
});
