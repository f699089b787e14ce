import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type HeldPackage, planRenewal, type Renewal, type SoldPackage } from './plan-renewal.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 2, 12);

/** Sold: a day from its purchase, a day from its first use, for ever. */
const DAY: SoldPackage = { validitySeconds: 24 * 3600, validFrom: 'purchase' };
const DAY_OF_USE: SoldPackage = { validitySeconds: 24 * 3600, validFrom: 'first-use' };
const FOR_EVER: SoldPackage = { validitySeconds: null, validFrom: 'purchase' };

let id = 0;
/** Held, in hours from now; `null`: without an end. */
function held(from: number, to: number | null, more: Partial<HeldPackage> = {}): HeldPackage {
  id += 1;
  const endsAt = to === null ? null : NOW + to * HOUR;
  return {
    id,
    startsAt: NOW + from * HOUR,
    endsAt,
    waitingSeconds: null,
    free: false,
    usedUp: false,
    ...more,
  };
}
const waiting = (from: number): HeldPackage => held(from, null, { waitingSeconds: 24 * 3600 });

type Row = {
  readonly situation: string;
  readonly held: readonly HeldPackage[];
  readonly sold: SoldPackage;
  /** `begins +from..+to` in hours, what ends, what is moved, and until when a session may last. */
  readonly plan: string;
};

const TABLE: readonly Row[] = [
  { situation: 'nothing runs', held: [], sold: DAY, plan: 'now 0..24, session 24' },
  { situation: 'it ended yesterday', held: [held(-48, -24)], sold: DAY, plan: 'now 0..24, session 24' },
  {
    situation: 'nothing runs, and it runs from its first use',
    held: [],
    sold: DAY_OF_USE,
    plan: 'now 0..(24)',
  },
  {
    situation: 'nothing runs, and it has no end',
    held: [],
    sold: FOR_EVER,
    plan: 'now 0..∞, session ∞',
  },
  {
    situation: 'a free one runs: it ends, for nothing was paid',
    held: [held(-1, 5, { free: true })],
    sold: DAY,
    plan: 'now 0..24, ends 1, session 24',
  },
  {
    situation: 'a free one without an end runs',
    held: [held(-1, null, { free: true })],
    sold: DAY,
    plan: 'now 0..24, ends 1, session 24',
  },
  {
    situation: 'a free one is used up: nothing of its days is added',
    held: [held(-1, 5, { free: true, usedUp: true })],
    sold: DAY,
    plan: 'now 0..24, ends 1, session 24',
  },
  {
    situation: 'a paid one runs: the new one begins when it ends',
    held: [held(-20, 4)],
    sold: DAY,
    plan: 'after-present 4..28, session 28',
  },
  {
    situation:
      'a paid one runs, one comes after it: behind both, and whoever is online may stay through all three',
    held: [held(-20, 4), held(4, 28)],
    sold: DAY,
    plan: 'after-present 28..52, session 52',
  },
  {
    situation: 'a paid one runs, one comes later: behind both, but a session ends at the hole between',
    held: [held(-20, 4), held(10, 34)],
    sold: DAY,
    plan: 'after-present 34..58',
  },
  {
    situation: 'a paid one runs, and the new one counts from its first use',
    held: [held(-20, 4)],
    sold: DAY_OF_USE,
    plan: 'after-present 4..(24)',
  },
  {
    situation: 'a paid one runs, and the new one has no end',
    held: [held(-20, 4)],
    sold: FOR_EVER,
    plan: 'after-present 4..∞, session ∞',
  },
  {
    situation: 'its volume is used up: the new one begins now, and the days that were left are added',
    held: [held(-20, 100, { usedUp: true })],
    sold: DAY,
    plan: 'now 0..124, ends 1, session 124',
  },
  {
    situation: 'used up, and the new one counts from its first use',
    held: [held(-20, 100, { usedUp: true })],
    sold: DAY_OF_USE,
    plan: 'now 0..(124), ends 1',
  },
  {
    situation: 'used up, and one is queued already: that one moves behind the new one, nothing of it is lost',
    held: [held(-20, 4, { usedUp: true }), held(4, 28)],
    sold: DAY,
    plan: 'now 0..28, ends 1, moves 1 by 24, session 28',
  },
  {
    situation: 'used up without an end: it is over',
    held: [held(-20, null, { usedUp: true })],
    sold: DAY,
    plan: 'now 0..24, ends 1, session 24',
  },
  {
    situation: 'nothing runs, and one comes in ten hours: it makes room',
    held: [held(10, 34)],
    sold: DAY,
    plan: 'now 0..24, moves 1 by 14, session 24',
  },
  {
    situation: 'nothing runs, and one comes next week: it stays where it is',
    held: [held(168, 192)],
    sold: DAY,
    plan: 'now 0..24, session 24',
  },
  {
    situation: 'one waits for its first use: the new one runs beside it, and it waits on',
    held: [waiting(-5)],
    sold: DAY,
    plan: 'now 0..24, session 24',
  },
  {
    situation: 'one waits for its first use, and the new one will too',
    held: [waiting(-5)],
    sold: DAY_OF_USE,
    plan: 'now 0..(24)',
  },
  {
    situation: 'a paid one runs, one waits behind it: between the two',
    held: [held(-20, 4), waiting(4)],
    sold: DAY,
    plan: 'after-present 4..28',
  },
  {
    situation: 'one without an end runs: another would never begin',
    held: [held(-20, null)],
    sold: DAY,
    plan: 'already-without-end',
  },
  {
    situation: 'one runs, and after it comes one without an end',
    held: [held(-20, 4), held(4, null)],
    sold: DAY,
    plan: 'already-without-end',
  },
];

describe('a package that is paid for', () => {
  for (const { situation, held: packages, sold, plan } of TABLE) {
    test(`${situation} → ${plan}`, () => assert.equal(say(planRenewal(NOW, packages, sold)), plan));
  }

  test('never takes an hour away from what was paid for before', () => {
    for (const { held: packages, sold } of TABLE) {
      const plan = planRenewal(NOW, packages, sold);
      if (plan.refused !== null || plan.endsAt === null) continue;
      const before = packages.filter(({ free }) => !free).reduce((sum, each) => sum + hoursLeft(each), 0);
      const kept = packages
        .filter(({ free, id }) => !free && !plan.endIds.includes(id))
        .reduce((sum, each) => sum + hoursLeft(each), 0);
      assert.equal(kept + (plan.endsAt - plan.startsAt) / HOUR, before + 24);
    }
  });
});

function hoursLeft({ startsAt, endsAt }: HeldPackage): number {
  return endsAt === null ? 0 : Math.max(0, (endsAt - Math.max(NOW, startsAt)) / HOUR);
}

function say(plan: Renewal): string {
  if (plan.refused !== null) return plan.refused;
  const { begins, startsAt, endsAt, waitingSeconds, endIds, shiftIds, shiftMs, sessionLastsUntil } = plan;
  const end = waitingSeconds === null ? hours(endsAt) : `(${waitingSeconds / 3600})`;
  return [
    `${begins} ${hours(startsAt)}..${end}`,
    ...(endIds.length > 0 ? [`ends ${endIds.length}`] : []),
    ...(shiftIds.length > 0 ? [`moves ${shiftIds.length} by ${shiftMs / HOUR}`] : []),
    ...(sessionLastsUntil === undefined ? [] : [`session ${hours(sessionLastsUntil)}`]),
  ].join(', ');
}

function hours(at: number | null): string {
  return at === null ? '∞' : String((at - NOW) / HOUR);
}
