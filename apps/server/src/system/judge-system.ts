import { formatCount } from '@gatehouse/domain/service-packages/describe-amounts';
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

const ALL_WELL = {
  level: 'green',
  word: 'all well',
  sentence: 'RADIUS, the database and the routers are all well.',
} as const;

const NO_ROUTER = {
  level: 'green',
  word: 'no router yet',
  sentence: 'RADIUS and the database are well; no router has been added yet.',
} as const;

/** A router that heard nothing asks again after 1.1 s; this is well before that. */
const SLOW_LOGIN_MS = 250;
/** A pause that a person at a login page would not notice, and a process at work does not make. */
const SLOW_PROCESS_MS = 200;
const SLOW_DATABASE_MS = 1000;
const CONNECTIONS_SHARE_MAX = 0.9;
/** In an hour: more than all the guests of a hotel mistype. */
const MANY_GUESSES = 100;

/** What is wrong and what to do about it, the worst first, and the first of them for the frame's dot. */
export function judgeSystem(facts: SystemFacts): Pick<System, 'level' | 'word' | 'sentence' | 'verdicts'> {
  const found = RULES.flatMap((rule) => rule(facts) ?? []);
  const verdicts = [...found.filter(isRed), ...found.filter((verdict) => !isRed(verdict))];
  const [worst] = verdicts;
  if (worst === undefined) return { ...(facts.nas.total === 0 ? NO_ROUTER : ALL_WELL), verdicts };
  const { level, sentence } = worst;
  return { level, word: oneWord(worst, verdicts.length), sentence, verdicts };
}

/** What is broken is named; of several things that work all the same, it counts as many as are listed. */
function oneWord({ level, word }: Verdict, count: number): string {
  return level === 'red' || count === 1 ? word : `${count} to look at`;
}

function isRed({ level }: Verdict): boolean {
  return level === 'red';
}

/** In the order in which someone would want to know. */
const RULES: readonly ((facts: SystemFacts) => Verdict | null)[] = [
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

function nobodyAnswers({ nodes }: SystemFacts): Verdict | null {
  if (nodes.some(({ state }) => state !== 'silent')) return null;
  return {
    level: 'red',
    word: 'RADIUS down',
    sentence: 'No RADIUS process is alive: nobody can log in.',
    advice: 'Start Gatehouse, and look at its log for why it stopped.',
  };
}

function nodesDeaf({ nodes }: SystemFacts): Verdict | null {
  const deaf = nodes.filter(
    ({ state, stats }) =>
      state !== 'silent' && !stats.listening.some(({ service }) => service === 'authentication'),
  );
  if (deaf.length === 0) return null;
  return {
    level: 'red',
    word: 'not listening',
    sentence: `${names(deaf)} ${deaf.length === 1 ? 'listens' : 'listen'} on no address: logins sent there get no answer.`,
    advice: 'Look whether the address given by --radius-auth still belongs to the machine.',
  };
}

function journalUnusable({ nodes }: SystemFacts): Verdict | null {
  const node = nodes.find(({ stats }) => UNUSABLE_JOURNAL.has(stats.journal?.state ?? ''));
  if (node === undefined) return null;
  return {
    level: 'red',
    word: 'journal unusable',
    sentence:
      node.stats.journal?.state === 'full'
        ? `The accounting journal on the disk of ${node.name} is full: what the database does not take is not answered.`
        : `The disk of ${node.name} takes no more accounting: what the database does not take is not answered.`,
    advice:
      'Make room on that disk and see that the database is back; routers send again what was not answered.',
  };
}

const UNUSABLE_JOURNAL: ReadonlySet<string> = new Set(['full', 'failing']);

function journalHolding({ nodes }: SystemFacts): Verdict | null {
  const holding = nodes.filter(({ stats }) => (stats.journal?.depth ?? 0) > 0);
  if (holding.length === 0) return null;
  const events = holding.reduce((sum, { stats }) => sum + (stats.journal?.depth ?? 0), 0);
  return {
    level: 'amber',
    word: 'accounting waits',
    sentence: `${formatCount(events, 'accounting event')} ${events === 1 ? 'waits' : 'wait'} on the disk of ${names(holding)}, safe and answered, until the database has taken them.`,
    advice: 'They follow by themselves. If they become more and not fewer, look at the database.',
  };
}

function journalDamaged({ nodes }: SystemFacts): Verdict | null {
  const damaged = nodes.filter(({ stats }) => (stats.journal?.damagedFiles ?? 0) > 0);
  if (damaged.length === 0) return null;
  const files = damaged.reduce((sum, { stats }) => sum + (stats.journal?.damagedFiles ?? 0), 0);
  return {
    level: 'amber',
    word: 'journal damaged',
    sentence: `${formatCount(files, 'file')} of the accounting journal on the disk of ${names(damaged)} ${files === 1 ? 'was' : 'were'} damaged: events that stood there are lost, all others are stored.`,
    advice:
      'Look at that disk: it forgets. What is left of the files is in the folder “journal” of the data folder, under names that end in .damaged; delete them there when nobody needs them, and this line goes.',
  };
}

function accountingLost({ lastMinute }: SystemFacts): Verdict | null {
  if (lastMinute === null || lastMinute.accountingFailed === 0) return null;
  return {
    level: 'red',
    word: 'accounting not stored',
    sentence: `Accounting cannot be stored and is not answered, ${perSecond(lastMinute.accountingFailed)}; routers send it again for a while.`,
    advice: 'Look at the database below: whether it is there, has room on its disk, and is quick.',
  };
}

function nodesSilent({ nodes }: SystemFacts): Verdict | null {
  const silent = nodes.filter(({ state }) => state === 'silent');
  if (silent.length === 0 || silent.length === nodes.length) return null;
  return {
    level: 'amber',
    word: 'node silent',
    sentence: `${names(silent)} ${silent.length === 1 ? 'gives' : 'give'} no sign of life. It may still be answering logins from what it knew before.`,
    advice:
      'See whether its machine runs and reaches the database. One that is gone for good can be taken off the list.',
  };
}

function nodesBehind({ nodes }: SystemFacts): Verdict | null {
  const behind = nodes.filter(({ state }) => state === 'stale');
  if (behind.length === 0) return null;
  return {
    level: 'amber',
    word: 'node behind',
    sentence: `${names(behind)} cannot follow changes at the moment and answers from what it knew before.`,
    advice: 'A large import takes a while to arrive. If it lasts, look at its log and at the database.',
  };
}

function tooBusy({ lastMinute }: SystemFacts): Verdict | null {
  const dropped = lastMinute?.discards['too-busy'] ?? 0;
  if (dropped === 0) return null;
  return {
    level: 'red',
    word: 'too busy',
    sentence: `More comes in than can be answered: ${perSecond(dropped)} are dropped.`,
    advice: 'Look which router sends so much, and whether the processor is needed by something else.',
  };
}

function loginsSlow({ lastMinute }: SystemFacts): Verdict | null {
  const ms = lastMinute?.acceptP99Ms ?? 0;
  if (ms < SLOW_LOGIN_MS) return null;
  return {
    level: 'amber',
    word: 'logins slow',
    sentence: `One login in a hundred waits ${Math.round(ms)} ms or longer; routers ask again after about a second.`,
    advice: 'Logins that register a device wait for the database; all others wait for the processor alone.',
  };
}

function processSlow({ lastMinute }: SystemFacts): Verdict | null {
  const ms = lastMinute?.eventLoopDelayMs ?? 0;
  if (ms < SLOW_PROCESS_MS) return null;
  return {
    level: 'amber',
    word: 'processor short',
    sentence: `A RADIUS process comes ${Math.round(ms)} ms late to its work.`,
    advice: 'Something else takes the processor, or the machine is too small or swaps.',
  };
}

function databaseSlow({ lastMinute, database }: SystemFacts): Verdict | null {
  if (lastMinute?.databaseAway) {
    return {
      level: 'amber',
      word: 'database uncertain',
      sentence: 'A RADIUS process could not write to the database within the last minute.',
      advice:
        'It goes on answering logins from memory. Look at the database’s log, its disk, and the way there.',
    };
  }
  const ms = Math.max(lastMinute?.databaseMs ?? 0, database.answerMs);
  if (ms < SLOW_DATABASE_MS) return null;
  return {
    level: 'amber',
    word: 'database slow',
    sentence: `The database takes ${(ms / 1000).toFixed(1)} s for something small. Logins do not wait for it; accounting and this page do.`,
    advice: 'Look what else it is doing, and whether its disk is busy.',
  };
}

function connectionsScarce({ database: { connections, connectionsMax } }: SystemFacts): Verdict | null {
  if (connections < CONNECTIONS_SHARE_MAX * connectionsMax) return null;
  return {
    level: 'amber',
    word: 'connections scarce',
    sentence: `${connections} of the database’s ${connectionsMax} connections are taken; beyond that nobody gets in.`,
    advice: 'Raise max_connections, or find out who else keeps connections open.',
  };
}

function attemptsUnlisted({ lastMinute }: SystemFacts): Verdict | null {
  if (lastMinute === null || lastMinute.overflowed === 0) return null;
  return {
    level: 'amber',
    word: 'log incomplete',
    sentence: `More attempts come than the access log can take: ${perSecond(lastMinute.overflowed)} are answered, but not listed.`,
    advice: 'Someone may be guessing, or the database is slow. Routers says from where most comes.',
  };
}

function routersBroken({ nas }: SystemFacts): Verdict | null {
  if (nas.broken === 0) return null;
  return {
    level: 'red',
    word: nas.broken === 1 ? '1 router in trouble' : `${nas.broken} routers in trouble`,
    sentence: `Logins or accounting do not work at ${nas.broken === 1 ? 'a router' : `${nas.broken} routers`}.`,
    advice: 'Routers says what is wrong there and what to do.',
    path: '/routers',
  };
}

function routersSilent({ nas }: SystemFacts): Verdict | null {
  if (nas.silent === 0) return null;
  return {
    level: 'amber',
    word: nas.silent === 1 ? '1 router silent' : `${nas.silent} routers silent`,
    sentence: `Nothing has been heard from ${nas.silent === 1 ? 'a router' : `${nas.silent} routers`}.`,
    advice: 'Routers says from which, and what to look for.',
    path: '/routers',
  };
}

function routersToMend({ nas: { look } }: SystemFacts): Verdict | null {
  if (look === 0) return null;
  return {
    level: 'amber',
    word: look === 1 ? '1 router to mend' : `${look} routers to mend`,
    sentence: `${look === 1 ? 'A router works' : `${look} routers work`}, but not as safely as ${look === 1 ? 'it' : 'they'} should.`,
    advice: 'Routers says what is missing there and what to do.',
    path: '/routers',
  };
}

function unknownRouters({ nas: { unknown } }: SystemFacts): Verdict | null {
  if (unknown === 0) return null;
  return {
    level: 'amber',
    word: unknown === 1 ? 'unknown sender' : 'unknown senders',
    sentence: `${formatCount(unknown, 'address', 'addresses')} asked within a day and ${unknown === 1 ? 'is no router' : 'are no routers'} of yours: nobody behind ${unknown === 1 ? 'it' : 'them'} can log in.`,
    advice: 'Add it under Routers if it is yours. If it is not, let your firewall keep it out.',
    path: '/routers',
  };
}

function portalCertificateBad({ portalCertificate }: SystemFacts): Verdict | null {
  if (portalCertificate === null) return null;
  const { sentence, usable } = portalCertificate;
  return {
    level: usable ? 'amber' : 'red',
    word: 'portal certificate',
    sentence: `The hotspot portal’s certificate ${usable ? 'needs a look' : 'is of no use, and phones are not let in by HTTPS'}: ${sentence}`,
    advice:
      'Renew it, and put certificate and key where --portal-cert and --portal-key say. They are in use within a minute, without a restart.',
  };
}

function adminCertificateBad({ adminCertificate }: SystemFacts): Verdict | null {
  if (adminCertificate === null) return null;
  return {
    level: 'amber',
    word: 'admin certificate',
    sentence: `The certificate of this web app needs a look: ${adminCertificate.sentence}`,
    advice:
      'Renew it, and put certificate and key where --admin-cert and --admin-key say. They are in use within a minute, without a restart.',
  };
}

function guessingAtPortal({ portalGuesses: { total, refused, worst } }: SystemFacts): Verdict | null {
  if (total < MANY_GUESSES || worst === null) return null;
  const from = worst.address === null ? '' : ` from ${worst.address}`;
  const where = worst.zoneName === null ? '' : ` in ${worst.zoneName}`;
  const most = from + where === '' ? '' : `, ${plainCount(worst.total)} of them${from}${where}`;
  return {
    level: 'amber',
    word: 'guessing at portal',
    sentence: `${formatCount(total, 'wrong password or code', 'wrong passwords and codes')} came to the hotspot’s portal within an hour${most}; ${plainCount(refused)} of all were refused without a look.`,
    advice:
      'Tries end after a few for each visit, username and address, so nobody gets far. If it goes on, find the phone with that address at the router and block it there.',
  };
}

function webhooksSwitchedOff({ webhooks: { switchedOff } }: SystemFacts): Verdict | null {
  if (switchedOff.length === 0) return null;
  const were = switchedOff.length === 1 ? 'was' : 'were';
  return {
    level: 'amber',
    word: switchedOff.length === 1 ? 'webhook off' : 'webhooks off',
    sentence: `${switchedOff.join(', ')} ${were} switched off by Gatehouse: nothing was taken there for days, and nothing is told there any more.`,
    advice: 'Mend the receiver and switch the webhook on under Settings › Webhooks, or remove it.',
    path: '/settings/webhooks',
  };
}

function webhooksFailing({ webhooks: { failing } }: SystemFacts): Verdict | null {
  if (failing.length === 0) return null;
  return {
    level: 'amber',
    word: failing.length === 1 ? 'webhook fails' : 'webhooks fail',
    sentence: `${failing.join(', ')} ${failing.length === 1 ? 'has' : 'have'} taken nothing for more than an hour. What happens is kept and tried again over a day.`,
    advice: 'Settings › Webhooks says what the receiver answers.',
    path: '/settings/webhooks',
  };
}

function plainCount(count: number): string {
  return count.toLocaleString('en');
}

function names(nodes: readonly RadiusNode[]): string {
  return nodes.map(({ name }) => name).join(', ');
}

function perSecond(rate: number): string {
  return rate >= 0.5 ? `${Math.round(rate)} a second` : `${Math.max(1, Math.round(rate * 60))} a minute`;
}
