import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GrantedService } from '@gatehouse/domain/access/granted-service';
import type { Said } from '@gatehouse/domain/said/said';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { attributeList } from '@gatehouse/radius/packet/attributes/attribute-list';
import { CODES } from '@gatehouse/radius/packet/codes';
import { decodePacket, type RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { airespace } from '@gatehouse/radius/packet/dictionary/vendors/airespace';
import { chillispot } from '@gatehouse/radius/packet/dictionary/vendors/chillispot';
import { cisco as ciscoAttributes } from '@gatehouse/radius/packet/dictionary/vendors/cisco';
import { erx } from '@gatehouse/radius/packet/dictionary/vendors/erx';
import { huawei as huaweiAttributes } from '@gatehouse/radius/packet/dictionary/vendors/huawei';
import { mikrotik as mikrotikAttributes } from '@gatehouse/radius/packet/dictionary/vendors/mikrotik';
import { wispr } from '@gatehouse/radius/packet/dictionary/vendors/wispr';
import { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import { accelPpp } from './accel-ppp.ts';
import { cisco } from './cisco.ts';
import { coovachilli } from './coovachilli.ts';
import { generic } from './generic.ts';
import { hostapd } from './hostapd.ts';
import { huawei } from './huawei.ts';
import { findNasVendor, nasVendors } from './index.ts';
import { juniper } from './juniper.ts';
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

const inWords = (text: string | Said) => (typeof text === 'string' ? text : sayInEnglish(text));

for (const vendor of nasVendors) {
  test(`${vendor.id}: has a word of its own, a label, and a port for disconnects`, () => {
    assert.equal(nasVendors.filter((other) => other.id === vendor.id).length, 1);
    assert.match(vendor.id, /^[a-z0-9-]+$/);
    assert.notEqual(inWords(vendor.label), '');
    assert.match(inWords(vendor.use), /^[A-Z].{10,110}\.$/);
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

for (const vendor of nasVendors) {
  const { writeNewRates } = vendor.dynamicAuthorization;
  if (writeNewRates === undefined) continue;
  test(`${vendor.id}: is told another speed of a running session, and that there is none any more`, () => {
    const written = [
      { rateDownKbps: 2048, rateUpKbps: 512 },
      { rateDownKbps: 2 ** 31 - 1, rateUpKbps: null },
      { rateDownKbps: null, rateUpKbps: null },
    ].map((rates) => {
      const writer = new PacketWriter().begin(CODES['CoA-Request'], 1);
      writeNewRates(writer, rates);
      assert.ok(writer.finish(), writer.problem ?? '');
      return writer.bytes.subarray(20, writer.length).toString('hex');
    });
    assert.equal(new Set(written).size, 3);
    assert.ok(!written.includes(''), 'saying nothing would leave the old limit');
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

test('MikroTik: a running session is told its speed as a login is; 0/0 lifts the limit', () => {
  const told = (rateUpKbps: number | null, rateDownKbps: number | null) => {
    const writer = new PacketWriter().begin(CODES['CoA-Request'], 1);
    mikrotik.dynamicAuthorization.writeNewRates?.(writer, { rateUpKbps, rateDownKbps });
    assert.ok(writer.finish());
    const packet = decodePacket(writer.bytes, writer.length);
    assert.ok(typeof packet === 'object');
    return packet.text(mikrotikAttributes['Mikrotik-Rate-Limit']);
  };
  assert.deepEqual([told(512, 2048), told(null, 2048), told(null, null)], ['512k/2048k', '0/2048k', '0/0']);
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

test('Wi-Fi that knows WISPr is told speeds by it', () => {
  const isWispr = (vendor: NasVendor) =>
    granted(vendor, { rateUpKbps: 512 }).integer(wispr['WISPr-Bandwidth-Max-Up']) === 512_000;
  assert.deepEqual(
    nasVendors.filter(isWispr).map((vendor) => vendor.id),
    ['ubiquiti', 'ruckus', 'aruba', 'coovachilli', 'generic'],
  );
});

test('Cisco: a policer for the gateway and contracts for the Wi-Fi controller', () => {
  const told = (service: Partial<GrantedService>) => granted(cisco, service);
  const both = told({ rateUpKbps: 10240, rateDownKbps: 20480 });
  const { 'Cisco-Account-Info': info } = ciscoAttributes;
  assert.equal(both.text(info), 'QU;10240000;1920000;D;20480000;3840000');
  assert.equal(told({ rateDownKbps: 1000 }).text(info), 'QD;1000000;187500');
  for (const kind of ['Data', 'Real-Time'] as const) {
    assert.equal(both.integer(airespace[`Airespace-${kind}-Bandwidth-Average-Contract`]), 20480);
    assert.equal(both.integer(airespace[`Airespace-${kind}-Bandwidth-Average-Contract-Upstream`]), 10240);
  }
});

test('Juniper: the shaping rate towards the customer', () => {
  const packet = granted(juniper, { rateUpKbps: 10240, rateDownKbps: 20480 });
  assert.equal(packet.text(erx['ERX-CoS-Shaping-Pmt-Type']), 'T02 20480k');
  assert.equal(attributeList(granted(juniper, { rateUpKbps: 10240 })).length, 0);
});

test('Huawei: bits per second, input from the customer; volumes in KiB, never 0 and never all ones', () => {
  const packet = granted(huawei, { rateUpKbps: 10240, rateDownKbps: 20480 });
  assert.equal(packet.integer(huaweiAttributes['Huawei-Input-Average-Rate']), 10_240_000);
  assert.equal(packet.integer(huaweiAttributes['Huawei-Output-Average-Rate']), 20_480_000);
  const volume = (bytesLeft: number) =>
    granted(huawei, { bytesLeft }).integer(huaweiAttributes['Huawei-Remanent-Volume']);
  assert.deepEqual([1, 2048, 2 ** 52].map(volume), [1, 2, 0xffff_fffe]);
});

test('CoovaChilli: what is left of a volume, above 4 GiB in two parts', () => {
  const packet = granted(coovachilli, { bytesLeft: 3 * 2 ** 32 + 7 });
  assert.equal(packet.integer(chillispot['ChilliSpot-Max-Total-Octets']), 7);
  assert.equal(packet.integer(chillispot['ChilliSpot-Max-Total-Gigawords']), 3);
});

test('accel-ppp: download first, in kbit/s, where its shaper looks by default', () => {
  const filter = (service: Partial<GrantedService>) => granted(accelPpp, service).text(rfc2865['Filter-Id']);
  assert.equal(filter({ rateUpKbps: 10240, rateDownKbps: 20480 }), '20480/10240');
  assert.equal(filter({ rateUpKbps: 512 }), '0/512');
});

test('hostapd: a session is found by its number and device, never by a name it has not', () => {
  assert.deepEqual(hostapd.dynamicAuthorization.sessionKeys, ['Acct-Session-Id', 'Calling-Station-Id']);
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
