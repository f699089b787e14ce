import { describeFacts } from '@gatehouse/domain/access/describe-facts';
import { explainRule } from '@gatehouse/domain/access/explain-rules';
import { judgedRules } from '@gatehouse/domain/access/recorded-rules';
import { type Sentence, sayPlainly } from '@gatehouse/domain/customers/situation/situation-words';
import type { Attempt } from '../access-log/attempts.schemas.ts';
import { findAttempt } from '../access-log/find-attempt.ts';
import { dataOptions, parseFlags } from '../config.ts';
import { type AccessExplanation, explainAccess } from '../radius/explain-access.ts';
import { Refusal } from '../refusal.ts';
import type { Terminal } from './command.ts';
import { withDatabase } from './with-database.ts';

const options = {
  ...dataOptions,
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
    const attempt = await withDatabase(
      { data: flags.data, environment, doing: 'gatehouse explain' },
      ({ db }) => findAttempt(db, attemptId, Date.now()),
    );
    if (attempt === null) throw new Refusal(`No attempt has the id "${attemptId}".`);
    for (const line of describeAttempt(attempt)) print(line);
    return attempt.outcome === 'accept' ? 0 : 1;
  }
  if (nas === undefined) throw new Refusal('explain needs --nas, the name or the address of a router.');
  if (flags.username === undefined && flags.mac === undefined) {
    throw new Refusal('explain needs --username, --mac or both.');
  }
  const question = {
    username: flags.username ?? '',
    callingStationId: flags.mac ?? '',
    nas,
    service: readService(flags.service),
    calledStationId: flags['called-station-id'] ?? null,
    now: Date.now(),
  };
  const explanation = await withDatabase(
    { data: flags.data, environment, doing: 'gatehouse explain' },
    ({ pool, secretBox }) => explainAccess({ pool, secretBox }, question),
  );
  if (explanation === 'nas-unknown') throw new Refusal(`No router has the name or the address "${nas}".`);
  for (const line of describeExplanation(explanation)) print(line);
  return explanation.decision.outcome === 'accept' ? 0 : 1;
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
  const ruleWidth = Math.max(...rules.map(({ name }) => name.length));
  return [
    `As ${KINDS[kind]} at ${where}${kind === 'hotspot-mac' ? '' : ', its password taken as right'}:`,
    ...described.map(({ name, value }) => `  ${name.padEnd(nameWidth)} ${say(value)}`),
    '',
    ...rules.map(({ name, reason }) => {
      const words = say(explainRule(name, facts, reason, names));
      return `  ${reason === null ? '✓' : '✗'} ${name.padEnd(ruleWidth)}  ${reason === null ? '' : `${reason}: `}${words}`;
    }),
    '',
    `${decision.outcome === 'accept' ? 'Let in' : `Refused, ${decision.reason}`}: ${sentence}`,
  ];
}

const MARKS = { passed: '✓', decided: '✗', observed: '○', 'not-asked': '·' } as const;

/** A past attempt: what each rule said then, what followed, and how it would go now. */
export function describeAttempt(attempt: Attempt): string[] {
  const { at, count, kind, nas, username, mac, explanation, outcome, reason, present } = attempt;
  const times = count > 1 ? `, ${count} times until then` : '';
  const by = nas === null ? 'a router that was removed' : nas.name;
  return [
    `At ${at}${times}, ${KINDS[kind]} at ${by}, as "${username}" from ${mac ?? 'no readable MAC'}:`,
    '',
    ...judgedRules(attempt).map(({ name, verdict }) => `  ${MARKS[verdict]} ${name}`),
    '',
    `${outcome === 'accept' ? 'Let in' : `Refused, ${reason}`}: ${explanation}`,
    ...(present === null ? [] : [`Now: ${present.sentence}`]),
  ];
}

function say(sentence: Sentence): string {
  return sayPlainly(sentence, (at) => new Date(at).toISOString());
}
