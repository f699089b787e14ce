import type { GrantedService } from '@gatehouse/domain/access/granted-service';
import type { AttributeDefinition } from '@gatehouse/radius/packet/attributes/attribute-definition';
import { wispr } from '@gatehouse/radius/packet/dictionary/vendors/wispr';
import type { PacketWriter } from '@gatehouse/radius/packet/encode-packet';

type IntegerAttribute = AttributeDefinition<string, 'integer'>;

const UINT32_MAX = 0xffff_ffff;
const GIGAWORD = 0x1_0000_0000;

/** What 32 bits of bits per second can tell: a faster line is limited there, to 4.29 Gbit/s. */
export function bitsPerSecond(kbps: number): number {
  return Math.min(kbps * 1000, UINT32_MAX);
}

/** Speeds as the Wi-Fi Alliance's WISPr has them; most makes of Wi-Fi understand these. */
export function writeWisprRates(writer: PacketWriter, { rateUpKbps, rateDownKbps }: GrantedService): void {
  if (rateUpKbps !== null) writer.add(wispr['WISPr-Bandwidth-Max-Up'], bitsPerSecond(rateUpKbps));
  if (rateDownKbps !== null) writer.add(wispr['WISPr-Bandwidth-Max-Down'], bitsPerSecond(rateDownKbps));
}

/**
 * A volume in two attributes of 32 bits; the second only from 4 GiB. An octet less where the lower half would be 0,
 * which may be read as "no limit".
 */
export function writeVolume(
  writer: PacketWriter,
  bytesLeft: number | null,
  low: IntegerAttribute,
  gigawords: IntegerAttribute,
): void {
  if (bytesLeft === null) return;
  const octets = bytesLeft % GIGAWORD === 0 ? bytesLeft - 1 : bytesLeft;
  const rounds = Math.floor(octets / GIGAWORD);
  writer.add(low, octets % GIGAWORD);
  if (rounds > 0) writer.add(gigawords, rounds);
}
