import { isRejectReason, labelOfReason } from '../access/reject-reasons.ts';
import { sayInEnglish } from '../said/say-in-english.ts';
import { formatCount } from '../service-packages/describe-amounts.ts';

/** What is known of the whole house at this moment; `null`: it could not be found out in time. */
export type HomeFacts = {
  /** RADIUS, the database and the routers, each fault in a sentence, the worst first. */
  readonly faults:
    | readonly {
        readonly level: 'amber' | 'red';
        readonly sentence: string;
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
    .map(({ sentence, path }) => ({ state, sentence, path: path ?? '/system' }));
}

/** A handful comes and goes. */
const ONLINE_BEFORE_MIN = 20;
const ONLINE_LEFT_SHARE = 0.7;

/** A place without power, an uplink that is cut: accounting ends sessions, or they fall silent. */
function fewerOnline({ online, onlineBefore }: HomeFacts): HomeLine[] {
  if (online === null || onlineBefore === null || onlineBefore < ONLINE_BEFORE_MIN) return [];
  if (online > onlineBefore * ONLINE_LEFT_SHARE) return [];
  return [
    {
      state: 'look',
      sentence: `${amount(online)} of ${amount(onlineBefore)} are left online of half an hour ago: look whether a place has lost its power or its line.`,
      path: '/routers',
    },
  ];
}

const REFUSED_MIN = 20;

/** Some customers mistype every day; that more are refused than let in is something else. */
function mostlyRefused({ lastHour }: HomeFacts): HomeLine[] {
  if (lastHour === null) return [];
  const refused = sum(Object.values(lastHour.refused));
  if (refused < REFUSED_MIN || refused <= lastHour.accepted) return [];
  const [reason, most] = Object.entries(lastHour.refused).reduce((a, b) => (b[1] > a[1] ? b : a));
  return [
    {
      state: 'look',
      sentence: `More logins are refused than let in: ${amount(refused)} of ${amount(refused + lastHour.accepted)} within an hour, ${amount(most)} of them for “${labelOf(reason)}”.`,
      path: '/access-log',
    },
  ];
}

function unknown({ faults }: HomeFacts): HomeLine[] {
  if (faults !== null) return [];
  return [
    {
      state: 'unknown',
      sentence: 'How RADIUS, the database and the routers are could not be found out in time.',
      path: '/system',
    },
  ];
}

function well(facts: HomeFacts): HomeLine {
  if (facts.routers === 0) {
    const sentence = 'RADIUS and the database are well; no router has been added yet.';
    return { state: 'well', sentence, path: '/routers' };
  }
  const told = [onlineWords(facts.online), refusedWords(facts.refusedInARow)].filter(
    (words) => words !== null,
  );
  const more = told.length === 0 ? '.' : `: ${told.join(', ')}.`;
  return { state: 'well', sentence: `All is well${more}`, path: null };
}

function onlineWords(online: number | null): string | null {
  if (online === null) return null;
  return online === 0 ? 'nobody is online' : `${amount(online)} online`;
}

function refusedWords(count: number | null): string | null {
  if (count === null) return null;
  if (count === 0) return 'nobody refused in a row in the last hour';
  return `${formatCount(count, 'customer')} refused in a row in the last hour`;
}

export function labelOf(reason: string): string {
  return isRejectReason(reason) ? sayInEnglish(labelOfReason(reason)) : reason;
}

function amount(count: number): string {
  return count.toLocaleString('en');
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
