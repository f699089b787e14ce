import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countedAddress } from './counted-address.ts';

test('a phone that changes its IPv6 address within its network is counted as one', () => {
  for (const [address, counted] of [
    ['10.5.0.17', '10.5.0.17'],
    ['2001:db8:0:1:aaaa:bbbb:cccc:dddd', '2001:db8:0:1::/64'],
    ['2001:0DB8:0:1::7', '2001:db8:0:1::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
    ['2001:db8::1:2:3', '2001:db8:0:0::/64'],
    ['2001:db8:7:8:9::1.2.3.4', '2001:db8:7:8::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    [null, null],
  ] as const)
    assert.equal(countedAddress(address), counted);
});
