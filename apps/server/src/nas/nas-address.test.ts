import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presentNasAddress, readNasAddress } from './nas-address.ts';

const readable = [
  ['192.0.2.1', '192.0.2.1/32', '192.0.2.1'],
  [' 10.20.0.0/16 ', '10.20.0.0/16', '10.20.0.0/16'],
  ['0.0.0.0/0', '0.0.0.0/0', '0.0.0.0/0'],
  ['2001:DB8::1', '2001:db8::1/128', '2001:db8::1'],
  ['2001:db8::/32', '2001:db8::/32', '2001:db8::/32'],
  ['::1', '::1/128', '::1'],
  ['::ffff:192.0.2.7', '192.0.2.7/32', '192.0.2.7'],
  ['::ffff:192.0.2.0/120', '192.0.2.0/24', '192.0.2.0/24'],
] as const;

for (const [typed, cidr, shown] of readable) {
  test(`reads ${typed.trim()} as ${shown}`, () => {
    assert.deepEqual(readNasAddress(typed), { cidr });
    assert.equal(presentNasAddress(cidr), shown);
  });
}

for (const typed of [
  '',
  'router1',
  '192.0.2',
  '192.0.2.256',
  '192.0.2.0/33',
  '::/129',
  '::ffff:1.2.3.4/95',
  '1.2.3.4/',
]) {
  test(`refuses "${typed}" as an address`, () => {
    const outcome = readNasAddress(typed);
    assert.ok('refused' in outcome);
    assert.equal(outcome.refused, 'address-unreadable');
  });
}

test('names the network that was probably meant', () => {
  const outcome = readNasAddress('10.20.3.4/16');
  assert.ok('refused' in outcome);
  assert.match(outcome.message ?? '', /within 10\.20\.0\.0\/16/);
});
