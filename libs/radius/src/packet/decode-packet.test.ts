import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unknownAttribute } from './attributes/attribute-definition.ts';
import { attributeList } from './attributes/attribute-list.ts';
import { CODES } from './codes.ts';
import { decodePacket, RadiusPacket } from './decode-packet.ts';
import { describePacket } from './describe-packet.ts';
import { isDiscardReason } from './discard-reasons.ts';
import { rfc2865 } from './dictionary/rfc2865.ts';
import { rfc2866 } from './dictionary/rfc2866.ts';
import { rfc2868 } from './dictionary/rfc2868.ts';
import { rfc2869 } from './dictionary/rfc2869.ts';
import { rfc3162 } from './dictionary/rfc3162.ts';
import { cisco } from './dictionary/vendors/cisco.ts';
import { mikrotik } from './dictionary/vendors/mikrotik.ts';

/** An Access-Request around the given attribute octets. */
function packetOf(...attributes: readonly number[][]): RadiusPacket {
  const octets = attributes.flat();
  const length = 20 + octets.length;
  const packet = decodePacket(
    Uint8Array.of(1, 7, length >> 8, length & 255, ...new Uint8Array(16), ...octets),
  );
  assert.ok(packet instanceof RadiusPacket);
  return packet;
}

const ascii = (text: string) => [...Buffer.from(text)];

test('whatever arrives, the decoder gives a packet or a known reason, and reads nothing beyond its end', () => {
  const header = fc.tuple(
    fc.constantFrom(1, 4, 12, 40, 255),
    fc.uint8Array({ minLength: 17, maxLength: 17 }),
  );
  const body = fc.uint8Array({ maxLength: 300 });
  fc.assert(
    fc.property(header, body, fc.integer({ min: -4, max: 4 }), ([code, rest], attributes, off) => {
      const bytes = Buffer.from([code, 1, 0, 0, ...rest.subarray(0, 16), ...attributes]);
      bytes.writeUInt16BE(Math.max(0, bytes.length + off), 2);
      const packet = decodePacket(bytes);
      if (!(packet instanceof RadiusPacket)) return isDiscardReason(packet);
      attributeList(packet);
      describePacket(packet, { secrets: true });
      for (const attribute of Object.values(mikrotik)) packet.all(attribute);
      packet.text(rfc2865['User-Name']);
      packet.integer(rfc2868['Tunnel-Preference']);
      packet.ipv6Prefix(rfc3162['Framed-IPv6-Prefix']);
      return packet.length <= bytes.length;
    }),
    { numRuns: 2000 },
  );
});

test('well-formed attributes are found again, each with its octets, in order', () => {
  const attribute = fc.tuple(fc.integer({ min: 201, max: 240 }), fc.uint8Array({ maxLength: 253 }));
  fc.assert(
    fc.property(fc.array(attribute, { maxLength: 14 }), (attributes) => {
      const packet = packetOf(...attributes.map(([type, value]) => [type, value.length + 2, ...value]));
      const read = attributeList(packet).map(({ definition, value }) => [definition.type, [...value]]);
      assert.deepEqual(
        read,
        attributes.map(([type, value]) => [type, [...value]]),
      );
      for (const [type] of attributes) {
        const wanted = attributes.filter(([other]) => other === type).map(([, value]) => [...value]);
        const definition = unknownAttribute(0, type);
        assert.deepEqual(
          packet.all(definition).map((value) => [...value]),
          wanted,
        );
        assert.deepEqual([...(packet.octets(definition) ?? [])], wanted[0]);
      }
    }),
  );
});

test('octets beyond Length are padding (RFC 2865 §3)', () => {
  const padded = Buffer.from([2, 9, 0, 26, ...new Uint8Array(16), 1, 6, ...ascii('nemo'), 1, 0, 99]);
  const packet = decodePacket(padded);
  assert.ok(packet instanceof RadiusPacket);
  assert.equal(packet.length, 26);
  assert.deepEqual(attributeList(packet).length, 1);
});

test('a reused buffer is read only as far as the datagram went', () => {
  const buffer = Buffer.alloc(4096);
  buffer.set([1, 9, 0, 26, ...new Uint8Array(16), 1, 6, ...ascii('nemo')]);
  assert.ok(decodePacket(buffer, 26) instanceof RadiusPacket);
  assert.equal(decodePacket(buffer, 25), 'too-short');
});

test('text that is no UTF-8 reads as null, and is still there', () => {
  const packet = packetOf([1, 4, 0xfc, 0x72]);
  assert.equal(packet.text(rfc2865['User-Name']), null);
  assert.equal(packet.has(rfc2865['User-Name']), true);
  assert.equal(packetOf([1, 4, 0xc3, 0xbc]).text(rfc2865['User-Name']), 'ü');
  assert.equal(packetOf([1, 2]).text(rfc2865['User-Name']), '');
});

test('a number, address or prefix of a wrong size reads as null', () => {
  const packet = packetOf([5, 5, 0, 0, 1], [4, 5, 1, 2, 3], [97, 3, 0]);
  assert.equal(packet.integer(rfc2865['NAS-Port']), null);
  assert.equal(packet.ipv4(rfc2865['NAS-IP-Address']), null);
  assert.equal(packet.ipv6Prefix(rfc3162['Framed-IPv6-Prefix']), null);
});

test('enumerations read as the RFC says them', () => {
  const packet = packetOf([40, 6, 0, 0, 0, 3], [6, 6, 0, 0, 0, 200]);
  assert.equal(packet.word(rfc2866['Acct-Status-Type']), 'Interim-Update');
  assert.equal(
    packet.integer(rfc2866['Acct-Status-Type']),
    rfc2866['Acct-Status-Type'].values['Interim-Update'],
  );
  assert.equal(packet.word(rfc2865['Service-Type']), null);
  assert.equal(packet.integer(rfc2865['Service-Type']), 200);
});

test('numbers above 2^31 stay positive', () => {
  assert.equal(packetOf([42, 6, 0xff, 0xff, 0xff, 0xfe]).integer(rfc2866['Acct-Input-Octets']), 4294967294);
});

test('tags tie tunnel attributes together and are no part of the value (RFC 2868 §3.1)', () => {
  const packet = packetOf(
    [64, 6, 2, 0, 0, 13],
    [81, 6, 2, ...ascii('100')],
    [83, 6, 0, 0, 0, 5],
    [67, 5, ...ascii('gw0')],
  );
  assert.equal(packet.tag(rfc2868['Tunnel-Type']), 2);
  assert.equal(packet.word(rfc2868['Tunnel-Type']), 'VLAN');
  assert.equal(packet.text(rfc2868['Tunnel-Private-Group-ID']), '100');
  assert.equal(packet.tag(rfc2868['Tunnel-Preference']), 0);
  assert.equal(packet.integer(rfc2868['Tunnel-Preference']), 5);
  assert.equal(packet.text(rfc2868['Tunnel-Server-Endpoint']), 'gw0');
});

test('a value split over several attributes is joined (RFC 3579 §3.1)', () => {
  const packet = packetOf([79, 5, 1, 2, 3], [1, 3, 65], [79, 4, 4, 5]);
  assert.deepEqual([...(packet.joined(rfc2869['EAP-Message']) ?? [])], [1, 2, 3, 4, 5]);
  assert.equal(packet.joined(rfc2865.State), null);
});

test("vendors' attributes are found wherever they stand (RFC 2865 §5.26)", () => {
  const packet = packetOf(
    [26, 12, 0, 0, 0, 9, 1, 6, ...ascii('a=1x')],
    [26, 20, 0, 0, 0x3a, 0x8c, 3, 6, ...ascii('gold'), 8, 8, ...ascii('1M/2M!')],
    [26, 12, 0, 0, 0, 9, 1, 6, ...ascii('b=2x')],
  );
  assert.equal(packet.text(mikrotik['Mikrotik-Group']), 'gold');
  assert.equal(packet.text(mikrotik['Mikrotik-Rate-Limit']), '1M/2M!');
  assert.equal(packet.has(mikrotik['Mikrotik-Realm']), false);
  assert.deepEqual(packet.allTexts(cisco['Cisco-AVPair']), ['a=1x', 'b=2x']);
  assert.deepEqual([...(packet.vendorOctets(14988, 3) ?? [])], ascii('gold'));
});

test("a vendor's attribute that overruns hides itself, not the packet (RFC 2865 §5.26)", () => {
  const packet = packetOf(
    [26, 10, 0, 0, 0x3a, 0x8c, 3, 9, 65, 66],
    [26, 9, 0, 0, 0x3a, 0x8c, 3, 3, 67],
    [1, 3, 68],
  );
  assert.equal(packet.text(mikrotik['Mikrotik-Group']), 'C');
  assert.equal(packet.text(rfc2865['User-Name']), 'D');
  assert.equal(attributeList(packet)[0]?.definition.name, 'Vendor-Specific');
});

test('a description hides what must not be read over a shoulder', () => {
  const password = [2, 18, ...new Uint8Array(16).fill(0xab)];
  const packet = packetOf([1, 6, ...ascii('nemo')], password, [
    26,
    26,
    0,
    0,
    1,
    55,
    16,
    20,
    ...new Uint8Array(18).fill(0xcd),
  ]);
  const words = describePacket(packet);
  assert.equal(
    words,
    'Access-Request 7\n  User-Name = "nemo"\n  User-Password = (hidden)\n  MS-MPPE-Send-Key = (hidden)',
  );
  assert.match(describePacket(packet, { secrets: true }), /User-Password = 0xabab/);
});

test("every code has the RFC's number", () => {
  assert.equal(CODES['Access-Request'], 1);
  assert.equal(CODES['CoA-NAK'], 45);
});
