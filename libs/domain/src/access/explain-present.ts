import { type Said, type SaidKey, said } from '../said/said.ts';
import type { AccessFacts } from './access-facts.ts';
import type { AccessDecision } from './decide-access.ts';
import type { RejectReason } from './reject-reasons.ts';

/**
 * What became of a refusal: said of a login that would be let in now. `reason` is what it was refused for then,
 * `decision` what the judge says of the same device and customer today.
 */
export function explainLetIn(
  reason: RejectReason,
  { customer, device }: Pick<AccessFacts, 'customer' | 'device'>,
  decision: Extract<AccessDecision, { outcome: 'accept' }>,
  acceptedSince = false,
): Said {
  const then = (now: SaidKey) =>
    said(acceptedSince ? 'hasLoggedInSince' : 'waitsForNextLogin', { now: said(now) });
  if (reason === 'unknown-username') return then('nowUsernameExists');
  if (BINDING_REASONS.has(reason)) {
    if (device !== null && device.customerId === customer?.id) return then('nowRegistered');
    if (!acceptedSince && decision.writes.includes('use-swap-window')) return said('nowSwapWindow');
    return !acceptedSince && decision.writes.includes('register-device')
      ? said('nowAPlace')
      : then('nowBindingLetsIn');
  }
  return then(DONE[reason] ?? 'nowLetIn');
}

const BINDING_REASONS: ReadonlySet<RejectReason> = new Set([
  'device-not-registered',
  'device-limit-reached',
  'mac-missing',
  'private-mac',
]);

const DONE: Partial<Record<RejectReason, SaidKey>> = {
  'mac-login-paused': 'nowMacLoginGoesOn',
  suspended: 'nowActive',
  'device-blocked': 'nowUnblocked',
  'wrong-zone': 'nowKnownInZone',
  'no-subscription': 'nowPackageRuns',
  'package-not-here': 'nowPackageGood',
  'quota-exhausted': 'nowVolume',
  'time-exhausted': 'nowTime',
  'too-many-sessions': 'nowRoom',
};
