import type { GrantedService } from '@gatehouse/domain/access/granted-service';
import { mikrotik as attributes } from '@gatehouse/radius/packet/dictionary/vendors/mikrotik';
import type { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import type { NasVendor } from './nas-vendor.ts';

const GIGAWORD = 0x1_0000_0000;

export const mikrotik: NasVendor = {
  id: 'mikrotik',
  label: 'MikroTik (RouterOS)',
  coaPort: 3799,
  macSources: [],
  writeService(writer, service) {
    writeRateLimit(writer, service);
    writeTotalLimit(writer, service.bytesLeft);
  },
  // The hotspot finds a session by name and address; by a MAC as the name alone it would cut the radio link instead.
  dynamicAuthorization: {
    sessionKeys: ['User-Name', 'Acct-Session-Id', 'Framed-IP-Address'],
    sessionTimeoutFrom: 'session-start',
  },
};

/** `upload/download` in k; 0 is no limit where only one of them is set. */
function writeRateLimit(writer: PacketWriter, { rateUpKbps, rateDownKbps }: GrantedService): void {
  if (rateUpKbps === null && rateDownKbps === null) return;
  writer.add(attributes['Mikrotik-Rate-Limit'], `${rate(rateUpKbps)}/${rate(rateDownKbps)}`);
}

function rate(kbps: number | null): string {
  return kbps === null ? '0' : `${kbps}k`;
}

/** Both directions together; volumes of 4 GiB and more need the second attribute. */
function writeTotalLimit(writer: PacketWriter, bytesLeft: number | null): void {
  if (bytesLeft === null) return;
  // An octet less where the lower half would be 0, which may be read as "no limit".
  const octets = bytesLeft % GIGAWORD === 0 ? bytesLeft - 1 : bytesLeft;
  const gigawords = Math.floor(octets / GIGAWORD);
  writer.add(attributes['Mikrotik-Total-Limit'], octets % GIGAWORD);
  if (gigawords > 0) writer.add(attributes['Mikrotik-Total-Limit-Gigawords'], gigawords);
}
