import { said } from '@gatehouse/domain/said/said';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import type { NasVendor } from './nas-vendor.ts';

/** accel-ppp. Its shaper reads `download/upload` in kbit/s from Filter-Id, unless it is told another attribute. */
export const accelPpp: NasVendor = {
  id: 'accel-ppp',
  label: 'accel-ppp',
  use: said('use_accel-ppp'),
  coaPort: 3799,
  macSources: [],
  // 0 is no limit where only one of them is set.
  writeService(writer, { rateUpKbps, rateDownKbps }) {
    if (rateUpKbps === null && rateDownKbps === null) return;
    writer.add(rfc2865['Filter-Id'], `${rateDownKbps ?? 0}/${rateUpKbps ?? 0}`);
  },
  // Everything that is named must match; an unknown session is Error-Cause 503.
  dynamicAuthorization: {
    sessionKeys: ['User-Name', 'Acct-Session-Id', 'Calling-Station-Id'],
    sessionTimeoutFrom: 'now',
  },
};
