import { describeFacts, labelOfFact } from '@gatehouse/domain/access/describe-facts';
import { explainRule, labelOfRule } from '@gatehouse/domain/access/explain-rules';
import { formatMacAddress } from '@gatehouse/domain/mac-address';
import { partsInEnglish, sayInEnglish } from '@gatehouse/domain/said/say-in-english';
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
    sentence: sayInEnglish(sentence),
    sentenceSaid: sentence,
    facts: describeFacts(facts, names).map(({ name, value }) => ({
      name,
      nameSaid: labelOfFact(name),
      value: partsInEnglish(value),
      valueSaid: value,
    })),
    rules: rules.map(({ name, reason }, index) => {
      const [labelSaid, wordsSaid] = [labelOfRule(name), explainRule(name, facts, reason, names)];
      return {
        name,
        label: sayInEnglish(labelSaid),
        labelSaid,
        verdict: reason === null ? 'passed' : index === decidedAt ? 'decided' : 'would-refuse-too',
        reason,
        words: partsInEnglish(wordsSaid),
        wordsSaid,
      };
    }),
  };
}
