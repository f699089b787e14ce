import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSought } from './read-sought.ts';

test('a MAC is understood in every format, and half of one too', () => {
  for (const text of ['C4:E9:84:77:01:9C', 'c4e9.8477.019c', 'C4-E9-84-77-01-9C', ' c4e98477019c ']) {
    assert.equal(readSought(text).macDigits, 'c4e98477019c', text);
    assert.equal(readSought(text).order[0], 'devices');
  }
  assert.equal(readSought('77:01:9c').macDigits, '77019c');
  assert.equal(readSought('c4e984').macDigits, 'c4e984');
});

test('a MAC whose last digit is not typed yet is looked for by the eleven that are', () => {
  for (const text of ['C4:E9:84:77:01:9', 'c4-e9-84-77-01-9'])
    assert.equal(readSought(text).macDigits, 'c4e9847701' + '9', text);
  assert.equal(readSought('c4:e9:84:77:1:9c').macDigits, 'c4e98477019c', 'a zero left out before the end');
});

test('a MAC is found in what stands around it', () => {
  for (const text of [
    'MAC: C4:E9:84:77:01:9C',
    '"C4:E9:84:77:01:9C"',
    'hotspot,info user C4:E9:84:77:01:9C (100.64.1.7): trying to log in',
  ]) {
    assert.equal(readSought(text).macDigits, 'c4e98477019c', text);
    assert.equal(readSought(text).order[0], 'devices');
  }
});

test('an address, or enough of one, is looked for among who is online; a number means a person first', () => {
  for (const text of ['100.64.1.72', '100.64', '100.64.1.', '2001:db8::1']) {
    assert.ok(readSought(text).ip !== null, text);
    assert.equal(readSought(text).macDigits, null, text);
    assert.equal(readSought(text).order[0], 'sessions');
  }
  for (const text of ['rahima', 'C4:E9:84:77:01:9C', '0171', 'c4e9.8477.019c', '1,5', '1.500', 'fe80:']) {
    assert.equal(readSought(text).ip, null, text);
  }
  for (const text of ['100.64.1.7:8080', '100.64.1.7/32', '100.64.1.7', ' 100.64.1.7 ']) {
    assert.deepEqual(readSought(text).ip, { from: '100.64.1.7', to: '100.64.1.7' }, text);
  }
  assert.equal(readSought('2001:db8::1/64').ip?.from, '2001:db8::1');
  assert.deepEqual(readSought('100.64.').ip, { from: '100.64.0.0', to: '100.64.255.255' });
  assert.equal(readSought('01711000000').order[0], 'customers');
  assert.equal(readSought('491711000002').isAddress, false, 'as long as a MAC');
  assert.equal(readSought('00:11:22:33:44:55').isAddress, true);
  assert.equal(readSought('Abed').order[0], 'customers', 'a name of hex digits alone is a name first');
  assert.equal(readSought('bad').order[0], 'customers', 'three letters are in every other MAC');
});
