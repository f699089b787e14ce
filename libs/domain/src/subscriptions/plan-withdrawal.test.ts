import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { planWithdrawal, type Withdrawal, type WithdrawablePackage } from './plan-withdrawal.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 2, 12);

/** A is taken back; B, C … are the others. Hours from now. */
const IDS = { A: 1, B: 2, C: 3, D: 4 } as const;
type Name = keyof typeof IDS;

function held(
  name: Name,
  from: number,
  to: number | null,
  { of = null, hours = 0, waits = null }: { of?: Name | null; hours?: number; waits?: number | null } = {},
): WithdrawablePackage {
  return {
    id: IDS[name],
    startsAt: NOW + from * HOUR,
    endsAt: to === null ? null : NOW + to * HOUR,
    waitingSeconds: waits === null ? null : waits * 3600,
    carriedFrom: of === null ? null : IDS[of],
    carriedMs: hours * HOUR,
  };
}

type Row = {
  readonly situation: string;
  readonly held: readonly WithdrawablePackage[];
  readonly plan: string;
};

const TABLE: readonly Row[] = [
  { situation: 'it runs, alone', held: [held('A', -4, 20)], plan: 'ends' },
  { situation: 'it has not begun', held: [held('B', -4, 20), held('A', 20, 44)], plan: 'goes' },
  {
    situation: 'it runs, another is queued behind it: that begins now',
    held: [held('A', -4, 20), held('B', 20, 44)],
    plan: 'ends, B 20 earlier',
  },
  {
    situation: 'it is queued between two others',
    held: [held('B', -4, 20), held('A', 20, 44), held('C', 44, 68)],
    plan: 'goes, C 24 earlier',
  },
  {
    situation: 'two are queued, and one more comes after a hole: that stays',
    held: [held('A', -4, 20), held('B', 20, 44), held('C', 44, 68), held('D', 100, 124)],
    plan: 'ends, B 20 earlier, C 20 earlier',
  },
  {
    situation: 'what is queued waits for its first login',
    held: [held('A', -4, 20), held('B', 20, null, { waits: 24 })],
    plan: 'ends, B 20 earlier',
  },
  {
    situation: 'another one runs beside it for a while: what is queued begins after that',
    held: [held('A', -4, 20), held('C', -1, 5), held('B', 20, 44)],
    plan: 'ends, B 15 earlier',
  },
  { situation: 'it has no end', held: [held('A', -4, null)], plan: 'ends' },
  {
    situation: 'it ended long ago, and nothing of it was carried on',
    held: [held('A', -9, -1)],
    plan: 'over',
  },
  {
    situation: 'it was used up, and its days are in the one that runs: they go',
    held: [held('A', -9, -1), held('B', -1, 30, { of: 'A', hours: 7 })],
    plan: 'over, B until 23',
  },
  {
    situation: 'it was used up, its days are in the one that runs, and another is queued',
    held: [held('A', -9, -1), held('B', -1, 30, { of: 'A', hours: 7 }), held('C', 30, 54)],
    plan: 'over, B until 23, C 7 earlier',
  },
  {
    situation: 'the one that has its days lives on nothing else any more: it ends now',
    held: [held('A', -60, -50), held('B', -50, 3, { of: 'A', hours: 7 }), held('C', 3, 27)],
    plan: 'over, B until 0, C 3 earlier',
  },
  {
    situation: 'the one that has its days waits for its first login',
    held: [held('A', -9, -1), held('B', -1, null, { of: 'A', hours: 7, waits: 31 })],
    plan: 'over, B (24)',
  },
  {
    situation: 'the one that had its days was used up too: those that were carried on again go',
    held: [
      held('A', -20, -15),
      held('B', -15, -1, { of: 'A', hours: 7 }),
      held('C', -1, 30, { of: 'B', hours: 5 }),
    ],
    plan: 'over, C until 25',
  },
  {
    situation: 'the one that had its days is over with them',
    held: [held('A', -60, -50), held('B', -50, -3, { of: 'A', hours: 7 }), held('C', -3, 27)],
    plan: 'over',
  },
];

describe('a package that is taken back', () => {
  for (const { situation, held: packages, plan } of TABLE) {
    test(`${situation} → ${plan}`, () => assert.equal(say(planWithdrawal(NOW, IDS.A, packages)), plan));
  }
});

function say({ itself, shortened, moves }: Withdrawal): string {
  const name = (id: number) => Object.entries(IDS).find(([, of]) => of === id)?.[0];
  const rest =
    shortened === null
      ? []
      : [
          shortened.endsAt === null
            ? `${name(shortened.id)} (${Number(shortened.waitingSeconds) / 3600})`
            : `${name(shortened.id)} until ${(shortened.endsAt - NOW) / HOUR}`,
        ];
  return [
    itself,
    ...rest,
    ...moves.map(({ id, earlierMs }) => `${name(id)} ${earlierMs / HOUR} earlier`),
  ].join(', ');
}
