import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GrantedService } from '@gatehouse/domain/access/granted-service';
import { attributeList } from '@gatehouse/radius/packet/attributes/attribute-list';
import { CODES } from '@gatehouse/radius/packet/codes';
import { decodePacket, type RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import { mikrotik as mikrotikAttributes } from '@gatehouse/radius/packet/dictionary/vendors/mikrotik';
import { wispr } from '@gatehouse/radius/packet/dictionary/vendors/wispr';
import { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import { generic } from './generic.ts';
import { findNasVendor, nasVendors } from './index.ts';
import { mikrotik } from './mikrotik.ts';
import type { NasVendor } from './nas-vendor.ts';

const NOTHING: GrantedService = {
  rateDownKbps: null,
  rateUpKbps: null,
  sessionTimeoutSeconds: null,
  bytesLeft: null,
  acctInterimIntervalSeconds: 300,
  framedPool: null,
  framedIpAddress: null,
  portLimit: null,
};
const EXTREMES: readonly Partial<GrantedService>[] = [
  { rateDownKbps: 1, rateUpKbps: 1, bytesLeft: 1 },
  { rateDownKbps: 2 ** 31 - 1, rateUpKbps: 2 ** 31 - 1, bytesLeft: 2 ** 52 },
  { rateDownKbps: 1 },
  { rateUpKbps: 1 },
];

for (const vendor of nasVendors) {
  test(`${vendor.id}: has a word of its own, a label, and a port for disconnects`, () => {
    assert.equal(nasVendors.filter((other) => other.id === vendor.id).length, 1);
    assert.match(vendor.id, /^[a-z0-9-]+$/);
    assert.ok(vendor.label.length > 0);
    assert.ok(vendor.coaPort > 0 && vendor.coaPort < 65536);
    assert.equal(findNasVendor(vendor.id), vendor);
  });

  test(`${vendor.id}: finds a session to end by more than who uses it`, () => {
    const { sessionKeys } = vendor.dynamicAuthorization;
    assert.equal(new Set(sessionKeys).size, sessionKeys.length);
    assert.ok(sessionKeys.includes('Acct-Session-Id'));
  });

  test(`${vendor.id}: says nothing of what is not limited`, () => {
    assert.deepEqual(attributeList(granted(vendor, {})), []);
  });

  test(`${vendor.id}: writes every speed and volume that a package can have`, () => {
    for (const service of EXTREMES) granted(vendor, service);
  });
}

test('a make that this version does not know is served by the RFCs alone', () => {
  assert.equal(findNasVendor('something newer'), generic);
});

test('MikroTik: upload first, in k', () => {
  const rate = (service: Partial<GrantedService>) =>
    granted(mikrotik, service).text(mikrotikAttributes['Mikrotik-Rate-Limit']);
  assert.equal(rate({ rateUpKbps: 10240, rateDownKbps: 20480 }), '10240k/20480k');
  assert.equal(rate({ rateDownKbps: 512 }), '0/512k');
});

test('MikroTik: what is left of a volume, above 4 GiB in two parts', () => {
  const limit = (bytesLeft: number) => {
    const packet = granted(mikrotik, { bytesLeft });
    return [
      packet.integer(mikrotikAttributes['Mikrotik-Total-Limit']),
      packet.integer(mikrotikAttributes['Mikrotik-Total-Limit-Gigawords']),
    ];
  };
  assert.deepEqual(limit(1000), [1000, null]);
  assert.deepEqual(limit(2 ** 32 - 1), [2 ** 32 - 1, null]);
  assert.deepEqual(limit(2 ** 32), [2 ** 32 - 1, null], 'never a limit of 0');
  assert.deepEqual(limit(3 * 2 ** 32 + 7), [7, 3]);
});

test('MikroTik: a hotspot session is found by name and address', () => {
  const { sessionKeys } = mikrotik.dynamicAuthorization;
  assert.ok(sessionKeys.includes('User-Name') && sessionKeys.includes('Framed-IP-Address'));
});

test('others: WISPr in bits per second', () => {
  const packet = granted(generic, { rateUpKbps: 10240, rateDownKbps: 20_000_000 });
  assert.equal(packet.integer(wispr['WISPr-Bandwidth-Max-Up']), 10_240_000);
  assert.equal(packet.integer(wispr['WISPr-Bandwidth-Max-Down']), 2 ** 32 - 1);
});

function granted(vendor: NasVendor, service: Partial<GrantedService>): RadiusPacket {
  const writer = new PacketWriter().begin(CODES['Access-Accept'], 1);
  vendor.writeService(writer, { ...NOTHING, ...service });
  assert.ok(writer.finish(), writer.problem ?? '');
  const packet = decodePacket(writer.bytes, writer.length);
  assert.ok(typeof packet === 'object');
  return packet;
}
