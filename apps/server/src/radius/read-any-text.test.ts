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
    fc.constantFrom('02-00-00-00-00-0E', 'z\\xFCri', 'ab\\', '\\x80').map((text) => Buffer.from(text)),
    fc.constant(Buffer.from('Zürich', 'latin1')),
  );
  fc.assert(
    fc.property(names, (octets) => {
      const packet = carrying(octets);
      fc.pre(!isMistakable(octets));
      assert.deepEqual(anyTextOctets(readAnyText(packet, rfc2865['User-Name'])), Buffer.from(octets));
    }),
  );
});

/** A name that spells out our own way of writing such octets. */
function isMistakable(octets: Uint8Array): boolean {
  return /\\x[89A-F][0-9A-F]/.test(Buffer.from(octets).toString('latin1'));
}

function carrying(octets: Uint8Array) {
  const writer = new PacketWriter().begin(CODES['Access-Request'], 1);
  writer.addOctets(rfc2865['User-Name'], octets).finish();
  const packet = decodePacket(writer.bytes, writer.length);
  assert.ok(typeof packet === 'object');
  return packet;
}
