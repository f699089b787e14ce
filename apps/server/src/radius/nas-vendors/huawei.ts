import type { GrantedService } from '@gatehouse/domain/access/granted-service';
import { said } from '@gatehouse/domain/said/said';
import { huawei as attributes } from '@gatehouse/radius/packet/dictionary/vendors/huawei';
import type { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import { bitsPerSecond } from './limits.ts';
import { macIn } from './mac-sources.ts';
import type { NasVendor } from './nas-vendor.ts';

/** Huawei-Remanent-Volume counts KiB; 0 ends the session and all ones is no limit. */
const KIBIBYTE = 1024;
const VOLUME_MAX = 0xffff_fffe;

/**
 * Gateways, Wi-Fi controllers and access points. The MAC is in Calling-Station-Id, in groups of four, unless that was
 * set to something else; the MACs in NAS-Identifier and Huawei-Loopback-Address are the access point's. Its access
 * points also say Framed-Protocol = PPP of a portal login, which makes it a line's.
 */
export const huawei: NasVendor = {
  id: 'huawei',
  label: 'Huawei',
  use: said('use_huawei'),
  coaPort: 3799,
  // `192.168.40.143 5a:e7:d4:2e:0f:d6` (log of an AirEngine access point, V200R024).
  macSources: [macIn(attributes['Huawei-IPHost-Addr'])],
  writeService(writer, service) {
    writeRates(writer, service);
    if (service.bytesLeft !== null) {
      const kibibytes = Math.max(1, Math.floor(service.bytesLeft / KIBIBYTE));
      writer.add(attributes['Huawei-Remanent-Volume'], Math.min(kibibytes, VOLUME_MAX));
    }
  },
  dynamicAuthorization: { sessionKeys: ['User-Name', 'Acct-Session-Id'], sessionTimeoutFrom: null },
};

/** Input is what the customer sends. Without a peak of its own a line bursts to whatever the gateway's profile has. */
function writeRates(writer: PacketWriter, { rateUpKbps, rateDownKbps }: GrantedService): void {
  if (rateUpKbps !== null) {
    writer.add(attributes['Huawei-Input-Average-Rate'], bitsPerSecond(rateUpKbps));
    writer.add(attributes['Huawei-Input-Peak-Rate'], bitsPerSecond(rateUpKbps));
  }
  if (rateDownKbps !== null) {
    writer.add(attributes['Huawei-Output-Average-Rate'], bitsPerSecond(rateDownKbps));
    writer.add(attributes['Huawei-Output-Peak-Rate'], bitsPerSecond(rateDownKbps));
  }
}
