import { type Said, type SaidValues, said } from '@gatehouse/domain/said/said';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import type { PortalGuesses } from '../portal/portal-guesses.ts';
import type { CertificateTrouble } from '../tls/certificate-files.ts';
import type { WebhookTroubles } from '../webhooks/webhook-troubles.ts';
import type { HistoryPoint } from './history.schemas.ts';
import type { DatabaseState, RadiusNode, System, Verdict } from './system.schemas.ts';

export type SystemFacts = Pick<System, 'nodes' | 'nas'> & {
  readonly database: DatabaseState;
  /** All processes together; `null`: nobody counted. */
  readonly lastMinute: HistoryPoint | null;
  /** Within about an hour. */
  readonly portalGuesses: PortalGuesses;
  /** Of the portal's HTTPS; `null`: all is well with it, or it is not served. */
  readonly portalCertificate: CertificateTrouble | null;
  /** Of the admin's listener. */
  readonly adminCertificate: CertificateTrouble | null;
  readonly webhooks: WebhookTroubles;
};

const ALL_WELL = { word: said('allWell'), sentence: said('allWellSentence') };
const NO_ROUTER = { word: said('noRouterYet'), sentence: said('noRouterYetSentence') };

/** A router that heard nothing asks again after 1.1 s; this is well before that. */
const SLOW_LOGIN_MS = 250;
/** A pause that a person at a login page would not notice, and a process at work does not make. */
const SLOW_PROCESS_MS = 200;
const SLOW_DATABASE_MS = 1000;
const CONNECTIONS_SHARE_MAX = 0.9;
/** In an hour: more than all the guests of a hotel mistype. */
const MANY_GUESSES = 100;

/** What a rule found, by the name of its texts: a word for the frame's dot, a sentence and what to do. */
type Found = {
  readonly level: Verdict['level'];
  readonly name:
    | 'accountingLost'
    | 'adminCertificateBad'
    | 'attemptsUnlisted'
    | 'connectionsScarce'
    | 'databaseSlow'
    | 'databaseUncertain'
    | 'guessingAtPortal'
    | 'journalDamaged'
    | 'journalFailing'
    | 'journalFull'
    | 'journalHolding'
    | 'loginsSlow'
    | 'nobodyAnswers'
    | 'nodesBehind'
    | 'nodesDeaf'
    | 'nodesSilent'
    | 'portalCertificateBad'
    | 'portalCertificateOld'
    | 'processSlow'
    | 'routersBroken'
    | 'routersSilent'
    | 'routersToMend'
    | 'tooBusy'
    | 'unknownRouters'
    | 'webhooksFailing'
    | 'webhooksSwitchedOff';
  readonly values?: SaidValues;
  /** The screen that tells more. */
  readonly path?: string;
};

/** What is wrong and what to do about it, the worst first, and the first of them for the frame's dot. */
export function judgeSystem(
  facts: SystemFacts,
): Pick<System, 'level' | 'word' | 'wordSaid' | 'sentence' | 'sentenceSaid' | 'verdicts'> {
  const verdicts = RULES.flatMap((rule) => rule(facts) ?? []).map(present);
  const sorted = [...verdicts.filter(isRed), ...verdicts.filter((verdict) => !isRed(verdict))];
  const [worst] = sorted;
  if (worst === undefined) {
    const { word, sentence } = facts.nas.total === 0 ? NO_ROUTER : ALL_WELL;
    return { level: 'green', ...inWords(word, sentence), verdicts: [] };
  }
  const { level, wordSaid, sentenceSaid } = worst;
  return { level, ...inWords(oneWord(level, wordSaid, sorted.length), sentenceSaid), verdicts: sorted };
}

function present({ level, name, values = {}, path }: Found): Verdict {
  const adviceSaid = said(`advice_${name}`, values);
  return {
    level,
    ...inWords(said(`word_${name}`, values), said(`sentence_${name}`, values)),
    advice: sayInEnglish(adviceSaid),
    adviceSaid,
    ...(path !== undefined && { path }),
  };
}

function inWords(word: Said, sentence: Said) {
  return {
    word: sayInEnglish(word),
    wordSaid: word,
    sentence: sayInEnglish(sentence),
    sentenceSaid: sentence,
  };
}

/** What is broken is named; of several things that work all the same, it counts as many as are listed. */
function oneWord(level: Verdict['level'], word: Said, troubles: number): Said {
  return level === 'red' || troubles === 1 ? word : said('someToLookAt', { troubles });
}

function isRed({ level }: Verdict): boolean {
  return level === 'red';
}

/** In the order in which someone would want to know. */
const RULES: readonly ((facts: SystemFacts) => Found | null)[] = [
  nobodyAnswers,
  nodesDeaf,
  journalUnusable,
  accountingLost,
  nodesSilent,
  nodesBehind,
  journalDamaged,
  portalCertificateBad,
  adminCertificateBad,
  journalHolding,
  tooBusy,
  loginsSlow,
  processSlow,
  databaseSlow,
  connectionsScarce,
  attemptsUnlisted,
  routersBroken,
  routersSilent,
  routersToMend,
  unknownRouters,
  guessingAtPortal,
  webhooksSwitchedOff,
  webhooksFailing,
];

function nobodyAnswers({ nodes }: SystemFacts): Found | null {
  if (nodes.some(({ state }) => state !== 'silent')) return null;
  return { level: 'red', name: 'nobodyAnswers' };
}

function nodesDeaf({ nodes }: SystemFacts): Found | null {
  const deaf = nodes.filter(
    ({ state, stats }) =>
      state !== 'silent' && !stats.listening.some(({ service }) => service === 'authentication'),
  );
  if (deaf.length === 0) return null;
  return { level: 'red', name: 'nodesDeaf', values: { nodes: names(deaf), count: deaf.length } };
}

function journalUnusable({ nodes }: SystemFacts): Found | null {
  const node = nodes.find(({ stats }) => UNUSABLE_JOURNAL.has(stats.journal?.state ?? ''));
  if (node === undefined) return null;
  const isFull = node.stats.journal?.state === 'full';
  return { level: 'red', name: isFull ? 'journalFull' : 'journalFailing', values: { node: node.name } };
}

const UNUSABLE_JOURNAL: ReadonlySet<string> = new Set(['full', 'failing']);

function journalHolding({ nodes }: SystemFacts): Found | null {
  const holding = nodes.filter(({ stats }) => (stats.journal?.depth ?? 0) > 0);
  if (holding.length === 0) return null;
  const count = holding.reduce((sum, { stats }) => sum + (stats.journal?.depth ?? 0), 0);
  return { level: 'amber', name: 'journalHolding', values: { count, nodes: names(holding) } };
}

function journalDamaged({ nodes }: SystemFacts): Found | null {
  const damaged = nodes.filter(({ stats }) => (stats.journal?.damagedFiles ?? 0) > 0);
  if (damaged.length === 0) return null;
  const count = damaged.reduce((sum, { stats }) => sum + (stats.journal?.damagedFiles ?? 0), 0);
  return { level: 'amber', name: 'journalDamaged', values: { count, nodes: names(damaged) } };
}

function accountingLost({ lastMinute }: SystemFacts): Found | null {
  if (lastMinute === null || lastMinute.accountingFailed === 0) return null;
  return { level: 'red', name: 'accountingLost', values: { rate: perSecond(lastMinute.accountingFailed) } };
}

function nodesSilent({ nodes }: SystemFacts): Found | null {
  const silent = nodes.filter(({ state }) => state === 'silent');
  if (silent.length === 0 || silent.length === nodes.length) return null;
  return { level: 'amber', name: 'nodesSilent', values: { nodes: names(silent), count: silent.length } };
}

function nodesBehind({ nodes }: SystemFacts): Found | null {
  const behind = nodes.filter(({ state }) => state === 'stale');
  if (behind.length === 0) return null;
  return { level: 'amber', name: 'nodesBehind', values: { nodes: names(behind) } };
}

function tooBusy({ lastMinute }: SystemFacts): Found | null {
  const dropped = lastMinute?.discards['too-busy'] ?? 0;
  return dropped === 0 ? null : { level: 'red', name: 'tooBusy', values: { rate: perSecond(dropped) } };
}

function loginsSlow({ lastMinute }: SystemFacts): Found | null {
  const ms = lastMinute?.acceptP99Ms ?? 0;
  if (ms < SLOW_LOGIN_MS) return null;
  return { level: 'amber', name: 'loginsSlow', values: { ms: `${Math.round(ms)}` } };
}

function processSlow({ lastMinute }: SystemFacts): Found | null {
  const ms = lastMinute?.eventLoopDelayMs ?? 0;
  if (ms < SLOW_PROCESS_MS) return null;
  return { level: 'amber', name: 'processSlow', values: { ms: `${Math.round(ms)}` } };
}

function databaseSlow({ lastMinute, database }: SystemFacts): Found | null {
  if (lastMinute?.databaseAway) return { level: 'amber', name: 'databaseUncertain' };
  const ms = Math.max(lastMinute?.databaseMs ?? 0, database.answerMs);
  if (ms < SLOW_DATABASE_MS) return null;
  return { level: 'amber', name: 'databaseSlow', values: { seconds: (ms / 1000).toFixed(1) } };
}

function connectionsScarce({ database: { connections, connectionsMax: most } }: SystemFacts): Found | null {
  if (connections < CONNECTIONS_SHARE_MAX * most) return null;
  return { level: 'amber', name: 'connectionsScarce', values: { connections, most } };
}

function attemptsUnlisted({ lastMinute }: SystemFacts): Found | null {
  if (lastMinute === null || lastMinute.overflowed === 0) return null;
  return { level: 'amber', name: 'attemptsUnlisted', values: { rate: perSecond(lastMinute.overflowed) } };
}

function routersBroken({ nas: { broken: count } }: SystemFacts): Found | null {
  return count === 0 ? null : { level: 'red', name: 'routersBroken', values: { count }, path: '/routers' };
}

function routersSilent({ nas: { silent: count } }: SystemFacts): Found | null {
  return count === 0 ? null : { level: 'amber', name: 'routersSilent', values: { count }, path: '/routers' };
}

function routersToMend({ nas: { look: count } }: SystemFacts): Found | null {
  return count === 0 ? null : { level: 'amber', name: 'routersToMend', values: { count }, path: '/routers' };
}

function unknownRouters({ nas: { unknown: count } }: SystemFacts): Found | null {
  return count === 0 ? null : { level: 'amber', name: 'unknownRouters', values: { count }, path: '/routers' };
}

function portalCertificateBad({ portalCertificate }: SystemFacts): Found | null {
  if (portalCertificate === null) return null;
  const { said: trouble, usable } = portalCertificate;
  return usable
    ? { level: 'amber', name: 'portalCertificateOld', values: { trouble } }
    : { level: 'red', name: 'portalCertificateBad', values: { trouble } };
}

function adminCertificateBad({ adminCertificate }: SystemFacts): Found | null {
  if (adminCertificate === null) return null;
  return { level: 'amber', name: 'adminCertificateBad', values: { trouble: adminCertificate.said } };
}

function guessingAtPortal({ portalGuesses: { total, refused, worst } }: SystemFacts): Found | null {
  if (total < MANY_GUESSES || worst === null) return null;
  const { address, zoneName: zone, total: of } = worst;
  const most =
    address === null
      ? zone === null
        ? ''
        : said('ofThemInZone', { of, zone })
      : zone === null
        ? said('ofThemFrom', { of, address })
        : said('ofThemFromInZone', { of, address, zone });
  return { level: 'amber', name: 'guessingAtPortal', values: { count: total, refused, most } };
}

function webhooksSwitchedOff({ webhooks: { switchedOff } }: SystemFacts): Found | null {
  return ofWebhooks('webhooksSwitchedOff', switchedOff);
}

function webhooksFailing({ webhooks: { failing } }: SystemFacts): Found | null {
  return ofWebhooks('webhooksFailing', failing);
}

function ofWebhooks(name: Found['name'], webhooks: readonly string[]): Found | null {
  if (webhooks.length === 0) return null;
  const values = { webhooks: webhooks.join(', '), count: webhooks.length };
  return { level: 'amber', name, values, path: '/settings/webhooks' };
}

function names(nodes: readonly RadiusNode[]): string {
  return nodes.map(({ name }) => name).join(', ');
}

function perSecond(rate: number): Said {
  if (rate >= 0.5) return said('aSecond', { rate: Math.round(rate) });
  return said('aMinute', { rate: Math.max(1, Math.round(rate * 60)) });
}
