import { describeFacts } from '@gatehouse/domain/access/describe-facts';
import { explainRule, labelOfRule } from '@gatehouse/domain/access/explain-rules';
import { explainRecorded } from '@gatehouse/domain/access/explain-recorded';
import type { Said } from '@gatehouse/domain/said/said';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import type { ExplainedAttempt } from '../access-log/attempts.schemas.ts';
import { explainPastAttempt } from '../explain/explain-attempt.ts';
import { dataOptions, parseFlags } from '../config.ts';
import { usernameOfNamed } from '../customers/customer-named.ts';
import type { Db } from '../db/open-database.ts';
import { type AccessExplanation, explainAccess } from '../radius/explain-access.ts';
import { Refusal } from '../refusal.ts';
import type { Terminal } from './command.ts';
import { withDatabase } from './with-database.ts';

const options = {
  ...dataOptions,
  customer: { type: 'string' },
  username: { type: 'string' },
  mac: { type: 'string' },
  nas: { type: 'string' },
  attempt: { type: 'string' },
  service: { type: 'string' },
  'called-station-id': { type: 'string' },
} as const;

/** `gatehouse explain`: what would be decided now, or was decided of a past attempt, and why. Exits with 0 when let in, 1 when refused. */
export async function run(args: readonly string[], { environment, print }: Terminal): Promise<number> {
  const flags = parseFlags(args, options).values;
  const { nas, attempt: attemptId } = flags;
  if (attemptId !== undefined) {
    const explained = await withDatabase(
      { data: flags.data, environment, doing: 'gatehouse explain' },
      ({ db }) => explainPastAttempt(db, attemptId, Date.now()),
    );
    if (explained === null) throw new Refusal(`No attempt has the id "${attemptId}".`);
    for (const line of describeAttempt(explained)) print(line);
    return explained.attempt.outcome === 'accept' ? 0 : 1;
  }
  if (nas === undefined) throw new Refusal('explain needs --nas, the name or the address of a router.');
  const { customer, username } = flags;
  if (customer !== undefined && username !== undefined)
    throw new Refusal('explain takes --customer or --username, not both.');
  if (customer === undefined && username === undefined && flags.mac === undefined)
    throw new Refusal('explain needs --customer or --username, --mac, or both.');
  const question = {
    callingStationId: flags.mac ?? '',
    nas,
    service: readService(flags.service),
    calledStationId: flags['called-station-id'] ?? null,
    now: Date.now(),
  };
  const explanation = await withDatabase(
    { data: flags.data, environment, doing: 'gatehouse explain' },
    async ({ pool, db, secretBox }) => {
      const name = customer === undefined ? (username ?? '') : await usernameOf(db, customer);
      return explainAccess({ pool, secretBox }, { ...question, username: name });
    },
  );
  if (explanation === 'nas-unknown') throw new Refusal(`No router has the name or the address "${nas}".`);
  for (const line of describeExplanation(explanation)) print(line);
  return explanation.decision.outcome === 'accept' ? 0 : 1;
}

async function usernameOf(db: Db, customer: string): Promise<string> {
  const found = await usernameOfNamed(db, customer);
  if (found === 'unknown')
    throw new Refusal(`No customer has the username, the id or the name "${customer}".`);
  if (found === 'several')
    throw new Refusal(`More than one customer is called "${customer}". Name the username, or the id.`);
  return found.username;
}

function readService(given: string | undefined): 'pppoe' | 'hotspot' | null {
  if (given === undefined || given === 'pppoe' || given === 'hotspot') return given ?? null;
  throw new Refusal(`--service is "${given}"; it must be pppoe or hotspot.`);
}

const KINDS = {
  pppoe: 'a line login',
  'hotspot-login': 'a hotspot login',
  'hotspot-mac': 'a MAC login',
} as const;

/** Line by line: what is known, each rule in its order, what follows. */
export function describeExplanation(explanation: AccessExplanation): string[] {
  const { kind, nasName, zoneName, facts, names, rules, decision, sentence } = explanation;
  const where = zoneName === null ? nasName : `${nasName}, zone ${zoneName}`;
  const described = describeFacts(facts, names);
  const nameWidth = Math.max(...described.map(({ name }) => name.length));
  const ruleWidth = widestLabel(rules);
  return [
    `As ${KINDS[kind]} at ${where}${kind === 'hotspot-mac' ? '' : ', its password taken as right'}:`,
    ...described.map(({ name, value }) => `  ${name.padEnd(nameWidth)} ${say(value)}`),
    '',
    ...rules.map(({ name, reason }) => {
      const words = say(explainRule(name, facts, reason, names));
      return `  ${reason === null ? '✓' : '✗'} ${labelOf(name).padEnd(ruleWidth)}  ${reason === null ? '' : `${reason}: `}${words}`;
    }),
    '',
    `${decision.outcome === 'accept' ? 'Let in' : `Refused, ${decision.reason}`}: ${say(sentence)}`,
  ];
}

const MARKS = { passed: '✓', decided: '✗', observed: '○', 'not-asked': '·' } as const;

/** A past attempt: what each rule found then, what followed, how it would go now and what helps. */
export function describeAttempt({ attempt, ways }: ExplainedAttempt): string[] {
  const { at, count, kind, nas, username, mac, explanation, outcome, reason, present } = attempt;
  const times = count > 1 ? `, ${count} times until then` : '';
  const by = nas === null ? 'a router that was removed' : nas.name;
  const rules = explainRecorded(attempt).map((rule) => ({ ...rule, label: say(rule.label) }));
  const width = Math.max(...rules.map(({ label }) => label.length));
  return [
    `At ${at}${times}, ${KINDS[kind]} at ${by}, as "${username}" from ${mac ?? 'no readable MAC'}:`,
    '',
    ...rules.map(({ label, verdict, words }) => `  ${MARKS[verdict]} ${label.padEnd(width)}  ${say(words)}`),
    '',
    `${outcome === 'accept' ? 'Let in' : `Refused, ${reason}`}: ${explanation}`,
    ...(present === null ? [] : [`Now: ${present.sentence}`]),
    ...ways.map(({ label }, index) => `${index === 0 ? 'What helps: ' : '            '}${label}.`),
  ];
}

function labelOf(rule: string): string {
  return say(labelOfRule(rule));
}

function widestLabel(rules: AccessExplanation['rules']): number {
  return Math.max(...rules.map(({ name }) => labelOf(name).length));
}

function say(sentence: Said): string {
  return sayInEnglish(sentence, (at) => new Date(at).toISOString());
}
