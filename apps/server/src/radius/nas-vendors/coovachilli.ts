import { said } from '@gatehouse/domain/said/said';
import { chillispot } from '@gatehouse/radius/packet/dictionary/vendors/chillispot';
import { writeVolume, writeWisprRates } from './limits.ts';
import type { NasVendor } from './nas-vendor.ts';

/** CoovaChilli. Its login by MAC has the fixed password of its option `macpasswd`: the zone's MAC password. */
export const coovachilli: NasVendor = {
  id: 'coovachilli',
  label: 'CoovaChilli',
  use: said('use_coovachilli'),
  coaPort: 3799,
  macSources: [],
  writeService(writer, service) {
    writeWisprRates(writer, service);
    writeVolume(
      writer,
      service.bytesLeft,
      chillispot['ChilliSpot-Max-Total-Octets'],
      chillispot['ChilliSpot-Max-Total-Gigawords'],
    );
  },
  // It looks for User-Name and, where there is one, Acct-Session-Id, and has no Error-Cause for its one reason.
  dynamicAuthorization: {
    sessionKeys: ['User-Name', 'Acct-Session-Id'],
    sessionTimeoutFrom: 'session-start',
    plainNakMeansNoSession: true,
  },
};
