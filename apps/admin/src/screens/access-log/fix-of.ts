import type { RejectReason } from '@gatehouse/domain/access/reject-reasons';
import type { Attempt } from '../../api/types.ts';
import { saySaid } from '../../parts/said/say-said.ts';
import { say } from './texts.ts';

export type Fix =
  | 'register-device'
  | 'unsuspend'
  | 'renew'
  | 'open-customer'
  | 'add-customer'
  | 'set-up-router';

export type MayFix = { readonly mayAdd: boolean; readonly maySell: boolean; readonly mayChange: boolean };

/** What an operator would do about this reason first. */
const FIXES: Readonly<Record<RejectReason, Fix | null>> = {
  'unknown-username': 'add-customer',
  'wrong-password': 'open-customer',
  'method-not-supported': null,
  'ticket-used': null,
  'ticket-expired': null,
  'ticket-of-other-zone': null,
  'ticket-of-other-device': null,
  'mac-login-paused': 'open-customer',
  suspended: 'unsuspend',
  'device-blocked': 'open-customer',
  'wrong-zone': 'open-customer',
  'no-subscription': 'renew',
  'package-not-here': 'renew',
  'quota-exhausted': 'renew',
  'time-exhausted': 'renew',
  'mac-missing': null,
  'device-not-registered': 'register-device',
  'device-limit-reached': 'register-device',
  'private-mac': 'register-device',
  'too-many-sessions': 'open-customer',
};

type Refused = Pick<Attempt, 'reason' | 'mac' | 'customerId' | 'facts' | 'present' | 'holderName'>;

/** Whether what it was refused for is mended: the same login would be let in now. */
export function isMended({ present }: Pick<Attempt, 'present'>): boolean {
  return present?.outcome === 'accept';
}

/** What stands in its way now, where that is something else than it was then; else `null`. */
export function newTrouble({ present, reason }: Pick<Attempt, 'present' | 'reason'>): string | null {
  return present?.outcome === 'reject' && present.reason !== reason ? sentenceOf(present) : null;
}

/** How the same login would fare now; empty where that cannot be told. */
export function presentWords({ present }: Pick<Attempt, 'present'>): string {
  return present === null ? '' : sentenceOf(present);
}

function sentenceOf({ sentenceSaid, sentence }: NonNullable<Attempt['present']>): string {
  return saySaid(sentenceSaid, sentence);
}

/** The fix to offer, by how things stand now; `null` where there is none, or this operator may not. */
export function fixOf(attempt: Refused, may: MayFix): Fix | null {
  const { mac, customerId, facts, present } = attempt;
  const reason = present?.reason ?? attempt.reason;
  if (reason === null || isMended(attempt)) return null;
  // We made a ticket's password: a wrong one is the router's doing, not the customer's.
  if (reason === 'wrong-password' && facts.ticket === true) return 'set-up-router';
  const fix = FIXES[reason];
  if (fix === 'register-device' && (mac === null || !may.mayAdd))
    return customerId === null ? null : 'open-customer';
  if (fix === 'renew' && !may.maySell) return 'open-customer';
  // An ended customer is refused for the same reason, but taking them up again is no quick fix.
  if (fix === 'unsuspend' && (!may.mayChange || facts.status === 'ended')) return 'open-customer';
  return fix;
}

/** What the button says. A registration says which place it takes, or that there is none. */
export function fixLabel(fix: Fix, { present, holderName }: Pick<Attempt, 'present' | 'holderName'>): string {
  if (fix !== 'register-device' || present === null) return say(`fix_${fix}`);
  if (holderName !== null) return say('moveHere');
  const { deviceCount, deviceLimit } = present;
  if (deviceCount >= deviceLimit) return say('aboveLimit', { limit: deviceLimit });
  return deviceCount === 0
    ? say(`fix_${fix}`)
    : say('asAnother', { place: deviceCount + 1, limit: deviceLimit });
}
