import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emailFault, ipv4Fault, nameFault, phoneFault, sourceAddressFault } from './text-faults.ts';

test('an address of a router is one, or a network', () => {
  for (const good of ['192.0.2.1', '10.20.0.0/24', '2001:db8::1', '2001:db8::/32', ' 192.0.2.1 ']) {
    assert.equal(sourceAddressFault(good), null, good);
  }
  for (const bad of [
    '300.1.2.3',
    '10.0.0',
    '10.0.0.1/33',
    '2001:db8::/129',
    'router.lan',
    '1.2.3.4/8/9',
    '',
  ]) {
    assert.notEqual(sourceAddressFault(bad), null, bad);
  }
});

test('a fixed address of a customer is IPv4', () => {
  assert.equal(ipv4Fault('203.0.113.7'), null);
  assert.equal(ipv4Fault(''), null);
  assert.notEqual(ipv4Fault('2001:db8::1'), null);
});

test('an e-mail address and a telephone number are told from anything else', () => {
  assert.equal(emailFault('rahima@example.com'), null);
  assert.notEqual(emailFault('rahima.example.com'), null);
  for (const good of ['+880 1711 000000', '০১৭১১ ০০০০০০', '02-955 (shop)', ''])
    assert.equal(phoneFault(good), null);
  for (const bad of ['xx', 'n/a', '1']) assert.notEqual(phoneFault(bad), null, bad);
});

test('a name has its length, and no character that turns the writing round', () => {
  assert.equal(nameFault('  ', 'Give a name.', 100), 'Give a name.');
  assert.equal(nameFault('x'.repeat(100), '', 100), null);
  assert.match(nameFault('x'.repeat(101), '', 100) ?? '', /100 characters at most; these are 101/);
  assert.match(nameFault('Rahima\u202Egro', '', 100) ?? '', /direction of writing/);
  assert.equal(nameFault('محمد رحیم', '', 100), null);
});
