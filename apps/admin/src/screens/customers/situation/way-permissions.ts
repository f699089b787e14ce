import type { SituationWay } from '../../../api/types.ts';

/** What one must be allowed to; `null`: everybody who sees the profile. */
export const WAY_PERMISSIONS: Readonly<Record<SituationWay['do'], string | null>> = {
  replace: 'devices.add',
  register: 'devices.add',
  'move-here': 'devices.add',
  unblock: 'devices.add',
  'swap-window': 'devices.add',
  'close-swap-window': 'devices.add',
  'show-password': 'passwords.show',
  'set-password': 'customers.change',
  renew: 'subscriptions.add',
  'give-package': 'subscriptions.add',
  unsuspend: 'customers.change',
  'take-up-again': 'customers.change',
  'see-sessions': null,
  'open-router': null,
};
