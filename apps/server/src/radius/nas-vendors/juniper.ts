import { said } from '@gatehouse/domain/said/said';
import { erx } from '@gatehouse/radius/packet/dictionary/vendors/erx';
import { macIn } from './mac-sources.ts';
import type { NasVendor } from './nas-vendor.ts';

/** Subscriber management of the MX series. */
export const juniper: NasVendor = {
  id: 'juniper',
  label: 'Juniper (MX)',
  use: said('use_juniper'),
  coaPort: 3799,
  // Calling-Station-Id is sent only where the access profile asks for it; the MAC is in these, for PPPoE too
  // (accounting of an MX with demux interfaces, 2021; `pppoe c4:e9:84:1f:22:0a` in logs of others).
  macSources: [macIn(erx['ERX-Dhcp-Mac-Addr']), macIn(erx['ERX-Pppoe-Description'])],
  // Parameter T02 is the shaping rate, $junos-cos-shaping-rate in the dynamic profile: towards the customer only.
  writeService(writer, { rateDownKbps }) {
    if (rateDownKbps !== null) writer.add(erx['ERX-CoS-Shaping-Pmt-Type'], `T02 ${rateDownKbps}k`);
  },
  dynamicAuthorization: { sessionKeys: ['User-Name', 'Acct-Session-Id'], sessionTimeoutFrom: null },
};
