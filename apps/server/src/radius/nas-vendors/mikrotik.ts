import type { GrantedService } from '@gatehouse/domain/access/granted-service';
import { said } from '@gatehouse/domain/said/said';
import { mikrotik as attributes } from '@gatehouse/radius/packet/dictionary/vendors/mikrotik';
import type { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import type { Rates } from '../../dynamic-authorization/take-requests.ts';
import { writeVolume } from './limits.ts';
import type { NasVendor } from './nas-vendor.ts';

export const mikrotik: NasVendor = {
  id: 'mikrotik',
  label: 'MikroTik (RouterOS)',
  use: said('use_mikrotik'),
  coaPort: 3799,
  macSources: [],
  writeService(writer, service) {
    writeRateLimit(writer, service);
    // Both directions together.
    writeVolume(
      writer,
      service.bytesLeft,
      attributes['Mikrotik-Total-Limit'],
      attributes['Mikrotik-Total-Limit-Gigawords'],
    );
  },
  // The hotspot finds a session by name and address; by a MAC as the name alone it would cut the radio link instead.
  dynamicAuthorization: {
    sessionKeys: ['User-Name', 'Acct-Session-Id', 'Framed-IP-Address'],
    sessionTimeoutFrom: 'session-start',
    // Of what a session was told, a CoA-Request changes the speed and the end, and no Mikrotik-Total-Limit.
    writeNewRates: (writer, rates) => {
      writer.add(attributes['Mikrotik-Rate-Limit'], rateLimit(rates));
    },
  },
};

/** `upload/download` in k; 0 is no limit. */
function writeRateLimit(writer: PacketWriter, service: GrantedService): void {
  if (service.rateUpKbps === null && service.rateDownKbps === null) return;
  writer.add(attributes['Mikrotik-Rate-Limit'], rateLimit(service));
}

function rateLimit({ rateUpKbps, rateDownKbps }: Rates): string {
  return `${rate(rateUpKbps)}/${rate(rateDownKbps)}`;
}

function rate(kbps: number | null): string {
  return kbps === null ? '0' : `${kbps}k`;
}
