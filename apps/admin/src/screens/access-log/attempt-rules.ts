import { ACCESS_RULES } from '@gatehouse/domain/access/decide-access';
import { RULE_LABELS } from '@gatehouse/domain/access/explain-rules';
import type { RejectReason } from '@gatehouse/domain/access/reject-reasons';
import type { Attempt } from '../../api/types.ts';

export type RuleVerdict = 'passed' | 'decided' | 'observed' | 'not-asked';
export type JudgedRule = { readonly name: string; readonly label: string; readonly verdict: RuleVerdict };

const CREDENTIAL: readonly RejectReason[] = [
  'unknown-username',
  'wrong-password',
  'method-not-supported',
  'mac-login-paused',
];
const BINDING: readonly RejectReason[] = [
  'mac-missing',
  'device-not-registered',
  'device-limit-reached',
  'private-mac',
];

/** The rules in their order, and what each said: the first that says no decides, the rest were not asked. */
export function judgedRules(attempt: Pick<Attempt, 'outcome' | 'reason' | 'kind'>): JudgedRule[] {
  const spoke = ruleOf(attempt);
  const decidedAt = ACCESS_RULES.findIndex(({ name }) => name === spoke);
  return ACCESS_RULES.map(({ name }, index) => ({
    name,
    label:
      name === 'credential' && attempt.kind === 'hotspot-mac'
        ? 'Registered device'
        : (RULE_LABELS[name] ?? name),
    verdict: verdictOf(attempt, index, decidedAt),
  }));
}

function ruleOf({ reason, kind, outcome }: Pick<Attempt, 'outcome' | 'reason' | 'kind'>): string | null {
  if (reason === null) return null;
  // A MAC login has no other credential than its registration.
  const noCredential = kind === 'hotspot-mac' && reason === 'device-not-registered' && outcome === 'reject';
  if (noCredential || CREDENTIAL.includes(reason)) return 'credential';
  return BINDING.includes(reason) ? 'binding' : reason;
}

function verdictOf({ outcome }: Pick<Attempt, 'outcome'>, index: number, decidedAt: number): RuleVerdict {
  if (outcome === 'accept') return index === decidedAt ? 'observed' : 'passed';
  if (decidedAt < 0 || index > decidedAt) return 'not-asked';
  return index === decidedAt ? 'decided' : 'passed';
}
