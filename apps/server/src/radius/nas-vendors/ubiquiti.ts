import { said } from '@gatehouse/domain/said/said';
import { writeWisprRates } from './limits.ts';
import type { NasVendor } from './nas-vendor.ts';

/** UniFi: guest hotspots, asked by the controller, and access points, which are hostapd within. */
export const ubiquiti: NasVendor = {
  id: 'ubiquiti',
  label: 'Ubiquiti (UniFi)',
  use: said('use_ubiquiti'),
  coaPort: 3799,
  macSources: [],
  writeService: writeWisprRates,
  // As of hostapd: what it does not know in a Disconnect-Request it refuses.
  dynamicAuthorization: {
    sessionKeys: ['Acct-Session-Id', 'Calling-Station-Id'],
    sessionTimeoutFrom: null,
  },
};
