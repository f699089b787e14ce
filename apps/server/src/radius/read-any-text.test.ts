import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CODES } from '@gatehouse/radius/packet/codes';
import { decodePacket } from '@gatehouse/radius/packet/decode-packet';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import fc from 'fast-check';
import { anyTextOctets, readAnyText } from './read-any-text.ts';

test('what a NAS wrote is said back to it octet by octet, UTF-8 or not', () => {
  const names = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 40 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((text) => Buffer.from(text)),
    fc
      .array(fc.constantFrom('\\', 'x', '\\x', '5C', 'C3', 'BC', 'E9', '00', '0', '\0', 'ü', 'z'), {
        minLength: 1,
        maxLength: 20,
      })
      .map((parts) => Buffer.from(parts.join(''))),
    fc
      .array(fc.constantFrom('\\', 'x', '\\x', '5C', 'E9', '00', '\0', '\xE9', '\xFF'), {
        minLength: 1,
        maxLength: 20,
      })
      .map((parts) => Buffer.from(parts.join(''), 'latin1')),
    fc.constant(Buffer.from('Zürich', 'latin1')),
  );
  fc.assert(
    fc.property(names, (octets) => {
      const packet = carrying(octets);
      const text = readAnyText(packet, rfc2865['User-Name']);
      assert.deepEqual(anyTextOctets(text), Buffer.from(octets));
      assert.ok(!text.includes('\0'), 'PostgreSQL holds no NUL');
    }),
    { numRuns: 1000 },
  );
});

test('what is plain stays as it is; what is not is spelled out', () => {
  const read = (octets: string) => readAnyText(carrying(Buffer.from(octets, 'latin1')), rfc2865['User-Name']);
  assert.equal(read('ISP\\rahima'), 'ISP\\rahima');
  assert.equal(read('Z\xFCri'), 'Z\\xFCri');
  assert.equal(read('Z\\xFCri'), 'Z\\x5CxFCri');
  assert.equal(read('81000001\0'), '81000001\\x00');
});

function carrying(octets: Uint8Array) {
  const writer = new PacketWriter().begin(CODES['Access-Request'], 1);
  writer.addOctets(rfc2865['User-Name'], octets).finish();
  const packet = decodePacket(writer.bytes, writer.length);
  assert.ok(typeof packet === 'object');
  return packet;
}
