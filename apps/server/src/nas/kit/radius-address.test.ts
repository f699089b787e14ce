import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseRadiusAddress } from './radius-address.ts';

const sockets = (...addresses: string[]) =>
  addresses.flatMap((address) => [
    { service: 'authentication', address, port: 1812 },
    { service: 'accounting', address, port: 1813 },
  ]);
const many = sockets('127.0.0.1', '203.0.113.5', '10.20.0.2', '10.99.0.2', '2001:db8::2', '::1');
const choose = (router: string, said: string | null = null, open = many) =>
  chooseRadiusAddress(open, router, said);

test('is what was said, with the ports that are open', () => {
  const open = [
    { service: 'authentication', address: '10.20.0.2', port: 11812 },
    { service: 'accounting', address: '10.20.0.2', port: 11813 },
  ];
  const expected = { address: '198.51.100.1', authPort: 11812, acctPort: 11813, guessed: false };
  assert.deepEqual(choose('10.20.0.9', '198.51.100.1', open), expected);
});

test('else it is the address nearest to the router among those that it can reach', () => {
  assert.equal(choose('10.20.0.9/32')?.address, '10.20.0.2');
  assert.equal(choose('10.99.0.0/24')?.address, '10.99.0.2');
  assert.equal(choose('203.0.113.77')?.address, '203.0.113.5');
  assert.equal(choose('2001:db8:1::/48')?.address, '2001:db8::2');
  assert.equal(choose('127.0.0.9')?.address, '127.0.0.1');
  assert.equal(choose('10.20.0.9')?.guessed, true);
});

test('is not known where nothing listens that the router could reach', () => {
  assert.equal(choose('192.0.2.1', null, sockets('127.0.0.1')), null);
  assert.equal(choose('192.0.2.1', null, sockets('2001:db8::2')), null);
  assert.equal(choose('192.0.2.1', null, []), null);
  assert.deepEqual(choose('192.0.2.1', '198.51.100.1', []), {
    address: '198.51.100.1',
    authPort: 1812,
    acctPort: 1813,
    guessed: false,
  });
});
