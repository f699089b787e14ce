import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amountFault, readAmount } from './amount.ts';

test('reads numbers as people type them', () => {
  assert.equal(readAmount('20'), 20);
  assert.equal(readAmount(' 2.5 '), 2.5);
  assert.equal(readAmount('1,200'), 1200);
  assert.equal(readAmount('1 200 000'), 1_200_000);
  for (const none of ['', '9e99', '0x10', '2,5', '1.2.3', 'twenty', '∞', '--5']) {
    assert.equal(readAmount(none), null, none);
  }
});

const speed = { unit: 'Mbps', max: 2_097_151, empty: 'no limit' };

test('what is no number is said to be none, never turned into another', () => {
  assert.equal(amountFault('9e99', speed), 'Type a number, like 20 or 2.5. Leave it empty for no limit.');
});

test('a number out of bounds is told its bounds, with the unit', () => {
  assert.equal(amountFault('-5', speed), 'It must be more than 0. Leave it empty for no limit.');
  assert.equal(amountFault('0', speed), 'It must be more than 0. Leave it empty for no limit.');
  assert.equal(
    amountFault('99999999', speed),
    'It can be 2,097,151 Mbps at most. Leave it empty for no limit.',
  );
  assert.equal(amountFault('-1', { min: 0, max: 9 }), 'It must be at least 0.');
});

test('half a device is none', () => {
  assert.equal(amountFault('1.5', { min: 1, max: 99, whole: true }), 'Type a whole number.');
});

test('an empty field is nothing typed', () => {
  assert.equal(amountFault('  ', speed), null);
});
