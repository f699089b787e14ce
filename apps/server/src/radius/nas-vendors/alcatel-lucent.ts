import { said } from '@gatehouse/domain/said/said';
import { macInUserName } from './mac-sources.ts';
import type { NasVendor } from './nas-vendor.ts';

/** OmniSwitch of Alcatel-Lucent Enterprise: devices on its ports, let in by their MAC. */
export const alcatelLucent: NasVendor = {
  id: 'alcatel-lucent',
  label: 'Alcatel-Lucent OmniSwitch',
  use: said('use_alcatel-lucent'),
  coaPort: 3799,
  // Service-Type = Call-Check with the MAC as name and password and no Calling-Station-Id (FreeRADIUS wiki).
  macSources: [macInUserName],
  writeService: () => {},
  dynamicAuthorization: {
    sessionKeys: ['User-Name', 'Acct-Session-Id'],
    sessionTimeoutFrom: null,
  },
};
