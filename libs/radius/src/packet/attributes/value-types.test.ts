import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { formatIpv4, formatIpv6, parseIpv4, parseIpv6, parseIpv6Prefix, writeUint32 } from './value-types.ts';

test('IPv4: every address reads as it was written, and only addresses are read', () => {
  fc.assert(
    fc.property(fc.ipV4(), (text) => {
      const octets = new Uint8Array(4);
      writeUint32(octets, 0, parseIpv4(text));
      assert.equal(formatIpv4(octets, 0), text);
    }),
  );
  const almost = fc.stringMatching(/^[0-9.]{0,16}$/);
  fc.assert(fc.property(almost, (text) => !isIPv4(text) || parseIpv4(text) !== -1));
  for (const text of [
    '',
    '1.2.3',
    '1.2.3.4.',
    '.1.2.3.4',
    '1..2.3',
    '256.1.1.1',
    '1.2.3.4.5',
    'a.b.c.d',
    ' 1.2.3.4',
  ]) {
    assert.equal(parseIpv4(text), -1, text);
  }
});

test('IPv6: every address reads as it was written, in the form of RFC 5952', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (octets) => {
      assert.deepEqual(parseIpv6(formatIpv6(octets, 0)), octets);
    }),
  );
  fc.assert(fc.property(fc.ipV6(), (text) => !isIPv6(text) || parseIpv6(text) !== null));
  const forms = {
    '0:0:0:0:0:0:0:0': '::',
    '0:0:0:0:0:0:0:1': '::1',
    '2001:db8:0:1:1:1:1:1': '2001:db8:0:1:1:1:1:1',
    '2001:0DB8:0:0:1:0:0:1': '2001:db8::1:0:0:1',
    '::ffff:192.0.2.1': '::ffff:c000:201',
    'fe80::': 'fe80::',
  };
  for (const [text, canonical] of Object.entries(forms)) {
    assert.equal(formatIpv6(parseIpv6(text) ?? new Uint8Array(16), 0), canonical);
  }
});

test('IPv6: what is no address is null', () => {
  for (const text of [
    '',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '12345::',
    'g::',
    '::1%eth0',
    '1.2.3.4',
    '1.2.3.4::',
    '::1.2.3.4:5',
    ':1:2:3:4:5:6:7:8',
  ]) {
    assert.equal(parseIpv6(text), null, text);
  }
});

test('prefixes: bits beyond the length are cleared, lengths above 128 refused', () => {
  assert.deepEqual([...(parseIpv6Prefix('ffff::/12') ?? [])], [0, 12, 0xff, 0xf0]);
  assert.deepEqual([...(parseIpv6Prefix('::/0') ?? [])], [0, 0]);
  for (const text of ['::', '::/129', '::/', '::/-1', '10.0.0.0/8'])
    assert.equal(parseIpv6Prefix(text), null);
});
