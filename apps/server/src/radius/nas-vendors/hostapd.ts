import { said } from '@gatehouse/domain/said/said';
import { macInUserName } from './mac-sources.ts';
import type { NasVendor } from './nas-vendor.ts';

/** hostapd, in access points and in switches (Cumulus Linux): lets in or not, and limits no speed. */
export const hostapd: NasVendor = {
  id: 'hostapd',
  label: 'hostapd',
  use: said('use_hostapd'),
  coaPort: 3799,
  // Cumulus asks for a device on a port with Service-Type = Call-Check and the MAC as User-Name alone.
  macSources: [macInUserName],
  writeService: () => {},
  // A User-Name would match nobody: a device that its MAC let in has no identity there. Framed-IP-Address is refused.
  dynamicAuthorization: {
    sessionKeys: ['Acct-Session-Id', 'Calling-Station-Id'],
    sessionTimeoutFrom: null,
    // An access point has no clock of its own, is dead silent when it is five minutes off, and asks for no time
    // unless `radius_das_require_event_timestamp` is set.
    takesNoTimestamp: true,
  },
};
