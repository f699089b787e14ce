import { said } from '@gatehouse/domain/said/said';
import { writeWisprRates } from './limits.ts';
import type { NasVendor } from './nas-vendor.ts';

/** SmartZone, ZoneDirector and Unleashed. SmartZone asks for its zones as a proxy: with Proxy-State, and signed. */
export const ruckus: NasVendor = {
  id: 'ruckus',
  label: 'Ruckus',
  use: said('use_ruckus'),
  coaPort: 3799,
  macSources: [],
  writeService: writeWisprRates,
  dynamicAuthorization: {
    sessionKeys: ['User-Name', 'Acct-Session-Id', 'Calling-Station-Id'],
    sessionTimeoutFrom: null,
  },
};
