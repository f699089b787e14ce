import { said } from '@gatehouse/domain/said/said';
import { writeWisprRates } from './limits.ts';
import type { NasVendor } from './nas-vendor.ts';

/** Any router that keeps to the RFCs; speeds as the Wi-Fi Alliance's WISPr has them. */
export const generic: NasVendor = {
  id: 'generic',
  label: said('otherVendor'),
  use: said('use_generic'),
  coaPort: 3799,
  macSources: [],
  writeService: writeWisprRates,
  dynamicAuthorization: {
    sessionKeys: ['User-Name', 'Acct-Session-Id', 'Calling-Station-Id', 'Framed-IP-Address'],
    sessionTimeoutFrom: 'session-start',
  },
};
