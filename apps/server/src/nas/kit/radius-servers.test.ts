import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseRadiusServers } from './radius-servers.ts';

const sockets = (...addresses: string[]) =>
  addresses.flatMap((address) => [
    { service: 'authentication', address, port: 1812 },
    { service: 'accounting', address, port: 1813 },
  ]);
const many = sockets('127.0.0.1', '203.0.113.5', '10.20.0.2', '10.99.0.2', '2001:db8::2', '::1');
const addressesFor = (router: string, nodes = [many]) =>
  chooseRadiusServers(nodes, router, []).servers.map(({ address }) => address);

test('are those that were said, in their order, with the ports that are open', () => {
  const open = [
    { service: 'authentication', address: '10.20.0.2', port: 11812 },
    { service: 'accounting', address: '10.20.0.2', port: 11813 },
  ];
  const ports = { authPort: 11812, acctPort: 11813 };
  assert.deepEqual(chooseRadiusServers([open], '10.20.0.9', ['198.51.100.1', '198.51.100.2']), {
    servers: [
      { address: '198.51.100.1', ...ports },
      { address: '198.51.100.2', ...ports },
    ],
    guessed: false,
  });
});

test('else the address nearest to the router among those that it can reach', () => {
  assert.deepEqual(addressesFor('10.20.0.9/32'), ['10.20.0.2']);
  assert.deepEqual(addressesFor('10.99.0.0/24'), ['10.99.0.2']);
  assert.deepEqual(addressesFor('203.0.113.77'), ['203.0.113.5']);
  assert.deepEqual(addressesFor('2001:db8:1::/48'), ['2001:db8::2']);
  assert.deepEqual(addressesFor('127.0.0.9'), ['127.0.0.1']);
  assert.equal(chooseRadiusServers([many], '10.20.0.9', []).guessed, true);
});

test('one for each RADIUS process, and none twice', () => {
  const second = sockets('127.0.0.1', '10.20.0.3');
  assert.deepEqual(addressesFor('10.20.0.9', [many, second, second]), ['10.20.0.2', '10.20.0.3']);
});

test('are none where nothing listens that the router could reach', () => {
  assert.deepEqual(addressesFor('192.0.2.1', [sockets('127.0.0.1')]), []);
  assert.deepEqual(addressesFor('192.0.2.1', [sockets('2001:db8::2')]), []);
  assert.deepEqual(addressesFor('192.0.2.1', []), []);
  const { servers } = chooseRadiusServers([], '192.0.2.1', ['198.51.100.1']);
  assert.deepEqual(servers, [{ address: '198.51.100.1', authPort: 1812, acctPort: 1813 }]);
});
