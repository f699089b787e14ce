import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NasIndex } from './nas-index.ts';

function indexOf(...addresses: string[]): NasIndex<string> {
  const index = new NasIndex<string>();
  index.replace(addresses.map((address) => ({ address, value: address })));
  return index;
}

test('finds the exact address, else the longest prefix around it', () => {
  const index = indexOf('10.0.0.0/8', '10.1.0.0/16', '10.1.2.3/32', '192.0.2.7');
  assert.equal(index.find('10.1.2.3'), '10.1.2.3/32');
  assert.equal(index.find('10.1.2.4'), '10.1.0.0/16');
  assert.equal(index.find('10.9.9.9'), '10.0.0.0/8');
  assert.equal(index.find('192.0.2.7'), '192.0.2.7');
  assert.equal(index.find('192.0.2.8'), null);
});

test('an IPv4 address in IPv6 clothes is the IPv4 address', () => {
  const index = indexOf('192.0.2.7/32', '::ffff:198.51.100.0/120');
  assert.equal(index.find('::ffff:192.0.2.7'), '192.0.2.7/32');
  assert.equal(index.find('::ffff:c000:207'), '192.0.2.7/32');
  assert.equal(index.find('198.51.100.9'), '::ffff:198.51.100.0/120');
});

test('IPv6 is compared by value, and where it came in does not matter', () => {
  const index = indexOf('2001:db8::1/128', '2001:db8:5::/48', 'fe80::1');
  assert.equal(index.find('2001:db8:0:0:0:0:0:1'), '2001:db8::1/128');
  assert.equal(index.find('2001:db8:5:77::9'), '2001:db8:5::/48');
  assert.equal(index.find('fe80::1%eth0'), 'fe80::1');
  assert.equal(index.find('2001:db8:6::1'), null);
});

test('a prefix of the one family says nothing about the other', () => {
  const index = indexOf('0.0.0.0/0');
  assert.equal(index.find('203.0.113.1'), '0.0.0.0/0');
  assert.equal(index.find('2001:db8::1'), null);
});

test('remembers nothing of what was replaced', () => {
  const index = indexOf('10.0.0.0/8');
  assert.equal(index.find('10.1.1.1'), '10.0.0.0/8');
  assert.equal(index.find('192.0.2.1'), null);
  index.replace([{ address: '192.0.2.0/24', value: 'new' }]);
  assert.equal(index.find('10.1.1.1'), null);
  assert.equal(index.find('192.0.2.1'), 'new');
});

test('an address that cannot be read is left out', () => {
  assert.equal(indexOf('router.example', '10.0.0.0/40', '10.0.0.1').find('10.0.0.1'), '10.0.0.1');
});
