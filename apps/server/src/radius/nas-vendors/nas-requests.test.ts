import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatMacAddress } from '@gatehouse/domain/mac-address';
import { CODES } from '@gatehouse/radius/packet/codes';
import { decodePacket, type RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import { writeDescribedAttribute } from '@gatehouse/radius/packet/describe-packet';
import { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import { sharedSecret } from '@gatehouse/radius/packet/security/shared-secret';
import type { KnownNas } from '../known-nas.ts';
import { readMac } from '../read-access-request.ts';
import { findNasVendor } from './index.ts';
import nasRequests from './nas-requests.json' with { type: 'json' };

const SECRET = sharedSecret('any');

/** What real routers send, each from the source that its row names; MACs' own halves and names were replaced. */
type NasRequest = Omit<(typeof nasRequests)[number], 'attributes'> & {
  readonly attributes: Readonly<Record<string, string | readonly string[]>>;
};

/** These decide whose MAC it is: where one of them could not be written, the test would show nothing. */
const DECISIVE = new Set([
  'User-Name',
  'Calling-Station-Id',
  'Called-Station-Id',
  'Service-Type',
  'Framed-Protocol',
  'Cisco-AVPair',
  'ERX-Dhcp-Mac-Addr',
  'Mac-Addr',
  'Huawei-IPHost-Addr',
  'NAS-Identifier',
]);

for (const row of nasRequests as unknown as readonly NasRequest[]) {
  const from = row.macFrom ?? 'nowhere';
  test(`${row.id} ${row.vendor} ${row.product} (${row.accessType}): the MAC is in ${from}`, () => {
    const packet = packetOf(row);
    assert.equal(macUnder(row.make, packet), row.expectedMac);
    if (from === 'Calling-Station-Id' || from === 'nowhere') return;
    for (const make of ['generic', 'mikrotik']) assert.equal(macUnder(make, packet), null, `under ${make}`);
  });
}

test('a name that was typed is no device: not with a Calling-Station-Id, not on PPP, not of a person’s login', () => {
  const name = { 'User-Name': '00-03-52-0A-0F-01' };
  for (const make of ['aruba', 'hostapd', 'cisco', 'alcatel-lucent']) {
    const mac = (attributes: NasRequest['attributes']) => macUnder(make, packetOf({ attributes }));
    assert.equal(mac(name), '00:03:52:0A:0F:01');
    assert.equal(mac({ ...name, 'Service-Type': 'Call-Check' }), '00:03:52:0A:0F:01');
    assert.equal(mac({ ...name, 'Calling-Station-Id': '192.0.2.7' }), null);
    assert.equal(mac({ ...name, 'Service-Type': 'Login-User' }), null);
    assert.equal(mac({ ...name, 'Service-Type': 'Framed-User', 'Framed-Protocol': 'PPP' }), null);
  }
});

test('what Calling-Station-Id tells comes before every other place', () => {
  const attributes = {
    'Calling-Station-Id': 'c4e9.841f.220a',
    'ERX-Dhcp-Mac-Addr': '50f5.ef88.192e',
    'Mac-Addr': '50-f5-ef-88-19-2e',
    'Cisco-AVPair': 'client-mac-address=50f5.ef88.192e',
  };
  for (const make of ['juniper', 'redback', 'cisco']) {
    assert.equal(macUnder(make, packetOf({ attributes })), 'C4:E9:84:1F:22:0A');
  }
});

test('Juniper and Huawei: the MAC is found in the text around it', () => {
  const described = { 'ERX-Pppoe-Description': 'pppoe e8:68:19:b5:7a:9c' };
  assert.equal(macUnder('juniper', packetOf({ attributes: described })), 'E8:68:19:B5:7A:9C');
  const host = { 'Calling-Station-Id': 'slot=0;port=1', 'Huawei-IPHost-Addr': '192.0.2.7 5a:e7:d4:2e:0f:d6' };
  assert.equal(macUnder('huawei', packetOf({ attributes: host })), '5A:E7:D4:2E:0F:D6');
  const ownMac = { 'NAS-Identifier': '94b2-7192-01d3', 'Huawei-Loopback-Address': '94B2-7192-01D3' };
  assert.equal(macUnder('huawei', packetOf({ attributes: ownMac })), null, 'the access point’s own');
});

test('Cisco: the pair is found among others, empty ones too', () => {
  const attributes = { 'Cisco-AVPair': ['dhcp-client-id=', 'client-mac-address=5000.0002.0000'] };
  assert.equal(macUnder('cisco', packetOf({ attributes })), '50:00:00:02:00:00');
});

function macUnder(make: string, packet: RadiusPacket): string | null {
  const mac = readMac(packet, { vendor: findNasVendor(make) } as KnownNas);
  return mac === null ? null : formatMacAddress(mac);
}

/** Attributes that no table names, and times in words, are left out. */
function packetOf({ attributes }: Pick<NasRequest, 'attributes'>): RadiusPacket {
  const writer = new PacketWriter().begin(CODES['Access-Request'], 1);
  writer.protect(SECRET, new Uint8Array(16));
  for (const [name, value] of Object.entries(attributes)) {
    for (const one of typeof value === 'string' ? [value] : value) {
      const problem = writeDescribedAttribute(writer, `${name} = ${one}`);
      assert.ok(problem === null || !DECISIVE.has(name), problem ?? '');
    }
  }
  assert.ok(writer.finish(), writer.problem ?? '');
  const packet = decodePacket(Uint8Array.from(writer.bytes.subarray(0, writer.length)));
  assert.ok(typeof packet === 'object', String(packet));
  return packet;
}
