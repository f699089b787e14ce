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
): string {
  const waiting = acceptedSince ? 'it has logged in since.' : 'waiting for its next login.';
  if (reason === 'unknown-username') return `This username exists now; ${waiting}`;
  if (BINDING_REASONS.has(reason)) {
    if (device !== null && device.customerId === customer?.id) return `Registered now; ${waiting}`;
    if (!acceptedSince && decision.writes.includes('use-swap-window'))
      return 'A swap window is open now; the next login takes the place.';
    return !acceptedSince && decision.writes.includes('register-device')
      ? 'There is a place now; the next login registers it.'
      : `MAC binding lets it in now; ${waiting}`;
  }
  return `${DONE[reason] ?? 'It would be let in now'}; ${waiting}`;
}

const BINDING_REASONS: ReadonlySet<RejectReason> = new Set([
  'device-not-registered',
  'device-limit-reached',
  'mac-missing',
  'private-mac',
]);

const DONE: Partial<Record<RejectReason, string>> = {
  'mac-login-paused': 'Its MAC login goes on',
  suspended: 'Active again',
  'device-blocked': 'No longer blocked',
  'wrong-zone': 'Known in this zone now',
  'no-subscription': 'A package runs now',
  'package-not-here': 'The package is good here now',
  'quota-exhausted': 'There is volume again',
  'time-exhausted': 'There is time again',
  'too-many-sessions': 'There is room for it now',
};
