import type { GrantedService } from '@gatehouse/domain/access/granted-service';
import { said } from '@gatehouse/domain/said/said';
import { airespace } from '@gatehouse/radius/packet/dictionary/vendors/airespace';
import { cisco as attributes } from '@gatehouse/radius/packet/dictionary/vendors/cisco';
import type { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import { macInPair, macInUserName } from './mac-sources.ts';
import type { NasVendor } from './nas-vendor.ts';

/** A policer's bucket holds what passes in this time, as Cisco advises for its Intelligent Services Gateway. */
const BURST_SECONDS = 1.5;

/**
 * Gateways (IOS XE, IOS XR) and Wi-Fi controllers. Each kind has its own way to be told a speed and leaves the
 * other's aside (RFC 2865 §5.26). IOS XR takes speeds from its own policies only.
 */
export const cisco: NasVendor = {
  id: 'cisco',
  label: 'Cisco',
  use: said('use_cisco'),
  coaPort: 1700,
  // IOS XR for IPoE: `client-mac-address=5000.0002.0000` and no Calling-Station-Id. Controllers' accounting of a
  // login by MAC: the User-Name alone. Both as in logs of an ASR 9000 (2022) and of Mobility Express (2023).
  macSources: [macInPair(attributes['Cisco-AVPair'], 'client-mac-address'), macInUserName],
  writeService(writer, service) {
    writePolicing(writer, service);
    writeContracts(writer, service);
  },
  dynamicAuthorization: {
    sessionKeys: ['User-Name', 'Acct-Session-Id', 'Calling-Station-Id'],
    sessionTimeoutFrom: null,
  },
};

/** IOS XE with ISG: `QU;rate;burst;D;rate;burst`, bits per second and octets, in Cisco-Account-Info (26-9-250). */
function writePolicing(writer: PacketWriter, { rateUpKbps, rateDownKbps }: GrantedService): void {
  const directions = [policer('U', rateUpKbps), policer('D', rateDownKbps)].filter((part) => part !== null);
  if (directions.length > 0) writer.add(attributes['Cisco-Account-Info'], `Q${directions.join(';')}`);
}

function policer(direction: 'U' | 'D', kbps: number | null): string | null {
  if (kbps === null) return null;
  const burstOctets = Math.ceil((kbps * 1000 * BURST_SECONDS) / 8);
  return `${direction};${kbps * 1000};${burstOctets}`;
}

/** Wi-Fi controllers: contracts in kbit/s, one for TCP (data) and one for UDP (real time). */
function writeContracts(writer: PacketWriter, { rateUpKbps, rateDownKbps }: GrantedService): void {
  if (rateDownKbps !== null) {
    writer.add(airespace['Airespace-Data-Bandwidth-Average-Contract'], rateDownKbps);
    writer.add(airespace['Airespace-Real-Time-Bandwidth-Average-Contract'], rateDownKbps);
  }
  if (rateUpKbps !== null) {
    writer.add(airespace['Airespace-Data-Bandwidth-Average-Contract-Upstream'], rateUpKbps);
    writer.add(airespace['Airespace-Real-Time-Bandwidth-Average-Contract-Upstream'], rateUpKbps);
  }
}
