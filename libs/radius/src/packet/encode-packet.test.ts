import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AttributeDefinition } from './attributes/attribute-definition.ts';
import { attributeList } from './attributes/attribute-list.ts';
import { formatValue, parseValue } from './attributes/value-words.ts';
import { CODES } from './codes.ts';
import { decodePacket, RadiusPacket } from './decode-packet.ts';
import { describePacket, writeDescribedAttribute } from './describe-packet.ts';
import { allAttributes } from './dictionary/index.ts';
import { rfc2865 } from './dictionary/rfc2865.ts';
import { rfc2866 } from './dictionary/rfc2866.ts';
import { rfc2868 } from './dictionary/rfc2868.ts';
import { rfc2869 } from './dictionary/rfc2869.ts';
import { rfc3162 } from './dictionary/rfc3162.ts';
import { cisco } from './dictionary/vendors/cisco.ts';
import { microsoft } from './dictionary/vendors/microsoft.ts';
import { mikrotik } from './dictionary/vendors/mikrotik.ts';
import { PacketWriter } from './encode-packet.ts';
import { saltDecrypt } from './security/salt-encryption.ts';
import { sharedSecret } from './security/shared-secret.ts';

const SECRET = sharedSecret('correct horse');
const AUTHENTICATOR = new Uint8Array(16).fill(9);

function begin(): PacketWriter {
  return new PacketWriter().begin(CODES['Access-Accept'], 3);
}

function read(writer: PacketWriter): RadiusPacket {
  assert.ok(writer.finish(), writer.problem ?? '');
  const packet = decodePacket(Buffer.from(writer.bytes.subarray(0, writer.length)));
  assert.ok(packet instanceof RadiusPacket);
  return packet;
}

test('every type of value reads as it was written', () => {
  const packet = read(
    begin()
      .add(rfc2865['Reply-Message'], 'Grüße')
      .add(rfc2865['Session-Timeout'], 4294967295)
      .add(rfc2866['Acct-Status-Type'], 'Start')
      .add(rfc2865['Framed-IP-Address'], '100.64.0.255')
      .add(rfc2865.Class, Uint8Array.of(0, 255))
      .add(rfc3162['NAS-IPv6-Address'], '2001:DB8::0:1')
      .add(rfc3162['Framed-IPv6-Prefix'], '2001:db8:5::/48')
      .add(rfc3162['Framed-Interface-Id'], '1:22:333:4444')
      .add(mikrotik['Mikrotik-Rate-Limit'], '10240k/20480k')
      .addTagged(rfc2868['Tunnel-Type'], 4, 'VLAN')
      .addTagged(rfc2868['Tunnel-Private-Group-ID'], 4, '77'),
  );
  assert.equal(packet.text(rfc2865['Reply-Message']), 'Grüße');
  assert.equal(packet.integer(rfc2865['Session-Timeout']), 4294967295);
  assert.equal(packet.word(rfc2866['Acct-Status-Type']), 'Start');
  assert.equal(packet.ipv4(rfc2865['Framed-IP-Address']), '100.64.0.255');
  assert.deepEqual([...(packet.octets(rfc2865.Class) ?? [])], [0, 255]);
  assert.equal(packet.ipv6(rfc3162['NAS-IPv6-Address']), '2001:db8::1');
  assert.equal(packet.ipv6Prefix(rfc3162['Framed-IPv6-Prefix']), '2001:db8:5::/48');
  assert.equal(packet.interfaceId(rfc3162['Framed-Interface-Id']), '0001:0022:0333:4444');
  assert.equal(packet.text(mikrotik['Mikrotik-Rate-Limit']), '10240k/20480k');
  assert.equal(packet.tag(rfc2868['Tunnel-Private-Group-ID']), 4);
  assert.equal(packet.word(rfc2868['Tunnel-Type']), 'VLAN');
});

test('any octets of any attribute can be said in words, and the words mean the same octets', () => {
  const anyAttribute = fc.constantFrom<AttributeDefinition>(...allAttributes());
  fc.assert(
    fc.property(anyAttribute, fc.uint8Array({ maxLength: 30 }), (definition, value) => {
      if (definition.value === 'ipv6Prefix' && formatValue(definition, value).includes('/')) return;
      assert.deepEqual(parseValue(definition, formatValue(definition, value)), Uint8Array.from(value));
    }),
    { numRuns: 3000 },
  );
});

test('a packet said in words and written again is the same packet', () => {
  const plain = allAttributes().filter(
    ({ value, vendor, type }) =>
      !['extended', 'longExtended', 'ipv6Prefix'].includes(value) &&
      (vendor !== 0 || (type !== 26 && type !== 80)),
  );
  const some = fc.array(fc.tuple(fc.constantFrom(...plain), fc.uint8Array({ maxLength: 20 })), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(some, (attributes) => {
      const writer = begin();
      for (const [definition, value] of attributes) writer.addOctets(definition, value);
      const packet = read(writer);
      const again = begin();
      const [, ...lines] = describePacket(packet, { secrets: true }).split('\n');
      for (const line of lines) assert.equal(writeDescribedAttribute(again, line), null);
      assert.deepEqual(read(again).bytes, packet.bytes);
      assert.equal(attributeList(packet).length, attributes.length);
    }),
  );
});

test('a long value is split, and joined again (RFC 3579 §3.1)', () => {
  const value = new Uint8Array(1000).map((_, i) => i);
  const packet = read(begin().addLong(rfc2869['EAP-Message'], value));
  assert.equal(packet.all(rfc2869['EAP-Message']).length, 4);
  assert.deepEqual(Uint8Array.from(packet.joined(rfc2869['EAP-Message']) ?? []), value);
  const pairs = read(begin().addLong(cisco['Cisco-AVPair'], value));
  assert.deepEqual(Uint8Array.from(pairs.joined(cisco['Cisco-AVPair']) ?? []), value);
  assert.equal(read(begin().addLong(rfc2865.State, new Uint8Array())).all(rfc2865.State).length, 1);
});

test('what does not fit is not sent: attribute, packet, number, address', () => {
  const problems = [
    begin().add(rfc2865['Reply-Message'], 'x'.repeat(254)),
    begin().add(mikrotik['Mikrotik-Group'], 'x'.repeat(248)),
    begin().add(rfc2865['Session-Timeout'], -1),
    begin().add(rfc2865['Session-Timeout'], 1.5),
    begin().add(rfc2865['Session-Timeout'], 2 ** 32),
    begin().addTagged(rfc2868['Tunnel-Preference'], 1, 2 ** 24),
    begin().add(rfc2865['Framed-IP-Address'], '100.64.0.256'),
    begin().add(rfc3162['NAS-IPv6-Address'], '2001:db8::1::2'),
    begin().addHidden(rfc2865['User-Password'], 'no secret'),
    begin().protect(SECRET, AUTHENTICATOR).addHidden(rfc2865['User-Password'], 'x'.repeat(129)),
  ];
  for (const writer of problems) {
    assert.equal(writer.finish(), false);
    assert.equal(writer.length, 20, writer.problem ?? '');
  }
  const full = begin();
  for (let i = 0; i < 40; i++) full.add(rfc2865.Class, new Uint8Array(253));
  assert.equal(full.finish(), false);
  assert.ok(full.length <= 4096);
  assert.equal(full.begin(2, 1).finish(), true, 'the next packet begins without the problem');
});

test("the longest text fits, in an attribute and in a vendor's", () => {
  assert.equal(read(begin().add(rfc2865['Reply-Message'], 'x'.repeat(253))).length, 275);
  assert.equal(read(begin().add(mikrotik['Mikrotik-Group'], 'x'.repeat(247))).length, 275);
});

test("salted values decrypt under the request's authenticator, and no two share a salt (RFC 2868 §3.5, RFC 2548 §2.4.2)", () => {
  const key = Uint8Array.from({ length: 16 }, (_, i) => i);
  const writer = begin().protect(SECRET, AUTHENTICATOR);
  writer.addSalted(microsoft['MS-MPPE-Send-Key'], key).addSalted(microsoft['MS-MPPE-Recv-Key'], key);
  const packet = read(writer.addSalted(rfc2868['Tunnel-Password'], key, 3));
  const salts = new Set<string>();
  for (const attribute of [
    microsoft['MS-MPPE-Send-Key'],
    microsoft['MS-MPPE-Recv-Key'],
    rfc2868['Tunnel-Password'],
  ]) {
    const value = packet.octets(attribute) ?? new Uint8Array();
    const offset = attribute.tagged ? 1 : 0;
    const out = new Uint8Array(64);
    const length = saltDecrypt(value, offset, value.length - offset, AUTHENTICATOR, 0, SECRET, out);
    assert.deepEqual(out.subarray(0, length), key);
    assert.ok((value[offset] as number) & 0x80, 'the highest bit of a salt is set');
    salts.add(Buffer.from(value.subarray(offset, offset + 2)).toString('hex'));
  }
  assert.equal(salts.size, 3);
  assert.equal(packet.tag(rfc2868['Tunnel-Password']), 3);
});

test('what an operator types wrong is answered with a sentence', () => {
  const sentences = [
    'User-Name',
    'No-Such-Thing = 1',
    'NAS-Port = many',
    'Framed-IP-Address = 1.2.3',
    'Service-Type = Framed-Usr',
    'User-Name = "open',
    'NAS-Port = 4294967296',
  ].map((line) => writeDescribedAttribute(begin(), line));
  for (const sentence of sentences) assert.match(sentence ?? '', /^.+\.$/);
  assert.equal(writeDescribedAttribute(begin(), 'attr-200=0x00'), null);
  assert.equal(writeDescribedAttribute(begin(), 'nas-port = 5'), null);
});
