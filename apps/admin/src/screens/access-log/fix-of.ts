import type { RejectReason } from '@gatehouse/domain/access/reject-reasons';
import type { Attempt } from '../../api/types.ts';

export type Fix = 'register-device' | 'unsuspend' | 'renew' | 'open-customer' | 'add-customer';

export type MayFix = { readonly mayAdd: boolean; readonly maySell: boolean; readonly mayChange: boolean };

/** What an operator would do about this reason first. */
const FIXES: Readonly<Record<RejectReason, Fix | null>> = {
  'unknown-username': 'add-customer',
  'wrong-password': 'open-customer',
  'method-not-supported': null,
  'mac-login-paused': 'open-customer',
  suspended: 'unsuspend',
  'device-blocked': 'open-customer',
  'wrong-zone': 'open-customer',
  'no-subscription': 'renew',
  'quota-exhausted': 'renew',
  'mac-missing': null,
  'device-not-registered': 'register-device',
  'device-limit-reached': 'register-device',
  'too-many-sessions': 'open-customer',
};

/** The fix to offer; `null` where there is none, or this operator may not. */
export function fixOf(attempt: Attempt, may: MayFix): Fix | null {
  const { reason, mac, customerId, facts } = attempt;
  if (reason === null) return null;
  const fix = FIXES[reason];
  if (fix === 'register-device' && (mac === null || !may.mayAdd))
    return customerId === null ? null : 'open-customer';
  if (fix === 'renew' && !may.maySell) return 'open-customer';
  // An ended customer is refused for the same reason, but taking them up again is no quick fix.
  if (fix === 'unsuspend' && (!may.mayChange || facts.status === 'ended')) return 'open-customer';
  return fix;
}
