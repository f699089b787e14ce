import { isRejectReason, labelOfReason } from '../access/reject-reasons.ts';
import { type Said, said } from '../said/said.ts';
import { sayInEnglish } from '../said/say-in-english.ts';

/** What is known of the whole house at this moment; `null`: it could not be found out in time. */
export type HomeFacts = {
  /** RADIUS, the database and the routers, each fault in a sentence, the worst first. */
  readonly faults:
    | readonly {
        readonly level: 'amber' | 'red';
        readonly sentenceSaid: Said;
        readonly path?: string | undefined;
      }[]
    | null;
  readonly routers: number | null;
  readonly online: number | null;
  /** How many were online half an hour ago; `null` where nobody counted then. */
  readonly onlineBefore: number | null;
  readonly lastHour: {
    readonly accepted: number;
    readonly refused: Readonly<Record<string, number>>;
  } | null;
  /** Customers who were refused three times or more within an hour and not let in since. */
  readonly refusedInARow: number | null;
};

export type HomeState = 'well' | 'look' | 'broken' | 'unknown';

export type HomeLine = {
  readonly state: HomeState;
  readonly sentence: string;
  readonly sentenceSaid: Said;
  /** The screen that tells more. */
  readonly path: string | null;
};

export type HomeVerdict = HomeLine & {
  /** What else is wrong, the worst first. */
  readonly also: readonly HomeLine[];
};

/** Is everything all right? What is wrong first, in one sentence; else that all is well, and how many are online. Pure. */
export function judgeHome(facts: HomeFacts): HomeVerdict {
  const wrong = WRONG.flatMap((rule) => rule(facts));
  const [first, ...also] = wrong.length > 0 ? wrong : [well(facts)];
  if (first === undefined) throw new Error('There is always something to say.');
  return { ...first, also };
}

/** In the order in which somebody would want to know. */
const WRONG: readonly ((facts: HomeFacts) => readonly HomeLine[])[] = [
  broken,
  fewerOnline,
  mostlyRefused,
  toLookAt,
  unknown,
];

function broken({ faults }: HomeFacts): HomeLine[] {
  return linesOf(faults, 'red', 'broken');
}

function toLookAt({ faults }: HomeFacts): HomeLine[] {
  return linesOf(faults, 'amber', 'look');
}

function linesOf(faults: HomeFacts['faults'], level: 'amber' | 'red', state: HomeState): HomeLine[] {
  return (faults ?? [])
    .filter((fault) => fault.level === level)
    .map(({ sentenceSaid, path }) => line(state, sentenceSaid, path ?? '/system'));
}

/** A handful comes and goes. */
const ONLINE_BEFORE_MIN = 20;
const ONLINE_LEFT_SHARE = 0.7;

/** A place without power, an uplink that is cut: accounting ends sessions, or they fall silent. */
function fewerOnline({ online, onlineBefore }: HomeFacts): HomeLine[] {
  if (online === null || onlineBefore === null || onlineBefore < ONLINE_BEFORE_MIN) return [];
  if (online > onlineBefore * ONLINE_LEFT_SHARE) return [];
  return [line('look', said('fewerOnline', { online, before: onlineBefore }), '/routers')];
}

const REFUSED_MIN = 20;

/** Some customers mistype every day; that more are refused than let in is something else. */
function mostlyRefused({ lastHour }: HomeFacts): HomeLine[] {
  if (lastHour === null) return [];
  const refused = sum(Object.values(lastHour.refused));
  if (refused < REFUSED_MIN || refused <= lastHour.accepted) return [];
  const [reason, most] = Object.entries(lastHour.refused).reduce((a, b) => (b[1] > a[1] ? b : a));
  const told = { refused, all: refused + lastHour.accepted, most, reason: labelOf(reason) };
  return [line('look', said('mostlyRefused', told), '/access-log')];
}

function unknown({ faults }: HomeFacts): HomeLine[] {
  if (faults !== null) return [];
  return [line('unknown', said('notFoundOut'), '/system')];
}

function well({ routers, online, refusedInARow: count }: HomeFacts): HomeLine {
  if (routers === 0) return line('well', said('noRouterYetSentence'), '/routers');
  return line('well', sayWell(online, count), null);
}

function sayWell(online: number | null, count: number | null): Said {
  const now = online === null ? null : online === 0 ? said('nobodyOnline') : said('soManyOnline', { online });
  const lately =
    count === null ? null : count === 0 ? said('nobodyInARow') : said('refusedInARow', { count });
  if (now === null) return lately === null ? said('isWell') : said('isWellAnd', { told: lately });
  return lately === null ? said('isWellAnd', { told: now }) : said('isWellAndAlso', { now, lately });
}

function line(state: HomeState, sentenceSaid: Said, path: string | null): HomeLine {
  return { state, sentence: sayInEnglish(sentenceSaid), sentenceSaid, path };
}

function labelOf(reason: string): Said | string {
  return isRejectReason(reason) ? labelOfReason(reason) : reason;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
