import { describeFacts } from '@gatehouse/domain/access/describe-facts';
import { explainRule, RULE_LABELS } from '@gatehouse/domain/access/explain-rules';
import { formatMacAddress } from '@gatehouse/domain/mac-address';
import { presentSentence } from '../customers/situation/present-situation.ts';
import type { ExplainLogin, Explanation } from '../explain/explain.schemas.ts';
import { type AccessExplanation, explainAccess } from './explain-access.ts';
import type { AccessFactsReader } from './load-access-facts.ts';

/** For the API: by the one gatherer and the one judge. */
export function explainLogin(reader: AccessFactsReader): ExplainLogin {
  return async ({ nasId, username, mac, service, now }) => {
    const question = {
      username,
      callingStationId: mac,
      nas: `${nasId}`,
      service,
      calledStationId: null,
      now,
    };
    const explained = await explainAccess(reader, question);
    return explained === 'nas-unknown' ? explained : presentExplanation(explained, username);
  };
}

function presentExplanation(explained: AccessExplanation, username: string): Omit<Explanation, 'ways'> {
  const { kind, nasName, zoneName, facts, names, rules, decision, sentence } = explained;
  const { mac } = facts.attempt;
  const decidedAt = rules.findIndex(({ reason }) => reason !== null);
  return {
    kind,
    nasName,
    zoneName,
    customerId: facts.customer === null ? null : String(facts.customer.id),
    username,
    mac: mac === null ? null : formatMacAddress(mac),
    outcome: decision.outcome,
    reason: decision.outcome === 'accept' ? decision.observed : decision.reason,
    sentence,
    facts: describeFacts(facts, names).map(({ name, value }) => ({ name, value: presentSentence(value) })),
    rules: rules.map(({ name, reason }, index) => ({
      name,
      label: RULE_LABELS[name] ?? name,
      verdict: reason === null ? 'passed' : index === decidedAt ? 'decided' : 'would-refuse-too',
      reason,
      words: presentSentence(explainRule(name, facts, reason, names)),
    })),
  };
}
