import { wispr } from '@gatehouse/radius/packet/dictionary/vendors/wispr';
import type { NasVendor } from './nas-vendor.ts';

/** 32 bits of bits per second: more is no limit that this attribute can tell. */
const RATE_BPS_MAX = 0xffff_ffff;

/** Any router that keeps to the RFCs; speeds as the Wi-Fi Alliance's WISPr has them. */
export const generic: NasVendor = {
  id: 'generic',
  label: 'Other (RFC, WISPr)',
  coaPort: 3799,
  macSources: [],
  writeService(writer, { rateUpKbps, rateDownKbps }) {
    if (rateUpKbps !== null) writer.add(wispr['WISPr-Bandwidth-Max-Up'], bitsPerSecond(rateUpKbps));
    if (rateDownKbps !== null) writer.add(wispr['WISPr-Bandwidth-Max-Down'], bitsPerSecond(rateDownKbps));
  },
  dynamicAuthorization: {
    sessionKeys: ['User-Name', 'Acct-Session-Id', 'Calling-Station-Id', 'Framed-IP-Address'],
    sessionTimeoutFrom: 'session-start',
  },
};

function bitsPerSecond(kbps: number): number {
  return Math.min(kbps * 1000, RATE_BPS_MAX);
}
