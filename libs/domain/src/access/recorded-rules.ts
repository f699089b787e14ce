import type { AttemptKind } from './access-facts.ts';
import { ACCESS_RULES } from './decide-access.ts';
import type { Said } from '../said/said.ts';
import { labelOfRule } from './explain-rules.ts';
import type { RejectReason } from './reject-reasons.ts';

/** What an attempt kept of its decision. */
type Recorded = {
  readonly outcome: 'accept' | 'reject';
  readonly reason: RejectReason | null;
  readonly kind: AttemptKind;
};

export const ruleVerdicts = ['passed', 'decided', 'observed', 'not-asked'] as const;
export type RuleVerdict = (typeof ruleVerdicts)[number];
export type JudgedRule = { readonly name: string; readonly label: Said; readonly verdict: RuleVerdict };

const CREDENTIAL: readonly RejectReason[] = [
  'unknown-username',
  'wrong-password',
  'method-not-supported',
  'mac-login-paused',
  'ticket-used',
  'ticket-expired',
  'ticket-of-other-zone',
  'ticket-of-other-device',
];
const BINDING: readonly RejectReason[] = [
  'mac-missing',
  'device-not-registered',
  'device-limit-reached',
  'private-mac',
];

/** The rules in their order, and what each said: the first that says no decides, the rest were not asked. */
export function judgedRules(attempt: Recorded): JudgedRule[] {
  const spoke = ruleOf(attempt);
  const decidedAt = ACCESS_RULES.findIndex(({ name }) => name === spoke);
  return ACCESS_RULES.map(({ name }, index) => ({
    name,
    label: labelOfRule(name, attempt.kind === 'hotspot-mac'),
    verdict: verdictOf(attempt, index, decidedAt),
  }));
}

function ruleOf({ reason, kind, outcome }: Recorded): string | null {
  if (reason === null) return null;
  // A MAC login has no other credential than its registration.
  const noCredential = kind === 'hotspot-mac' && reason === 'device-not-registered' && outcome === 'reject';
  if (noCredential || CREDENTIAL.includes(reason)) return 'credential';
  return BINDING.includes(reason) ? 'binding' : reason;
}

function verdictOf({ outcome }: Pick<Recorded, 'outcome'>, index: number, decidedAt: number): RuleVerdict {
  if (outcome === 'accept') return index === decidedAt ? 'observed' : 'passed';
  if (decidedAt < 0 || index > decidedAt) return 'not-asked';
  return index === decidedAt ? 'decided' : 'passed';
}
