import { said } from '@gatehouse/domain/said/said';
import { writeWisprRates } from './limits.ts';
import { macInUserName } from './mac-sources.ts';
import type { NasVendor } from './nas-vendor.ts';

/** Aruba's controllers and access points, and HPE's MSM controllers before them. */
export const aruba: NasVendor = {
  id: 'aruba',
  label: 'Aruba, HPE',
  use: said('use_aruba'),
  coaPort: 3799,
  // MSM controllers send User-Name and User-Password alone for a login by MAC (MSM7xx manual, page 346).
  macSources: [macInUserName],
  writeService: writeWisprRates,
  dynamicAuthorization: {
    sessionKeys: ['User-Name', 'Acct-Session-Id', 'Calling-Station-Id'],
    sessionTimeoutFrom: null,
  },
};
