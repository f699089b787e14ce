import { said } from '@gatehouse/domain/said/said';
import { redback as attributes } from '@gatehouse/radius/packet/dictionary/vendors/redback';
import { macIn } from './mac-sources.ts';
import type { NasVendor } from './nas-vendor.ts';

/** SmartEdge. Its speeds are names of policies that it has itself, so that there is none to tell. */
export const redback: NasVendor = {
  id: 'redback',
  label: 'Ericsson SmartEdge (Redback)',
  use: said('use_redback'),
  coaPort: 3799,
  // No Calling-Station-Id, neither for PPPoE nor for IPoE (CLIPS): the MAC is in Mac-Addr (log of an SE-100).
  macSources: [macIn(attributes['Mac-Addr'])],
  writeService: () => {},
  dynamicAuthorization: { sessionKeys: ['User-Name', 'Acct-Session-Id'], sessionTimeoutFrom: null },
};
