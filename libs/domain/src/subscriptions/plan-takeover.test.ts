import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { planTakeover, type QueuedPackage } from './plan-takeover.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 2, 12);
const at = (hours: number) => NOW + hours * HOUR;

const held = (id: number, from: number, to: number | null, waits: number | null = null): QueuedPackage => ({
  id,
  startsAt: at(from),
  endsAt: to === null ? null : at(to),
  waitingSeconds: waits === null ? null : waits * 3600,
});

type Row = {
  readonly situation: string;
  /** When the new one begins, and ends. */
  readonly given: readonly [number, number | null];
  readonly held: readonly QueuedPackage[];
  /** Where the others begin by it, in hours from now. */
  readonly begin: Readonly<Record<number, number>>;
};

const TABLE: readonly Row[] = [
  { situation: 'nothing is held', given: [0, 24], held: [], begin: {} },
  { situation: 'one runs, nothing is queued', given: [0, 24], held: [held(1, -4, 20)], begin: {} },
  {
    situation: 'the new one is over before the one that it ends: what is queued moves up',
    given: [0, 1],
    held: [held(1, -4, 20), held(2, 20, 44), held(3, 44, 68)],
    begin: { 2: 1, 3: 25 },
  },
  {
    situation: 'the new one lasts longer: what is queued moves back',
    given: [0, 30],
    held: [held(1, -4, 20), held(2, 20, 44)],
    begin: { 2: 30 },
  },
  {
    situation: 'one was dated for later, behind a hole: it keeps its date',
    given: [0, 1],
    held: [held(1, -4, 20), held(2, 100, 124)],
    begin: {},
  },
  {
    situation: 'one was dated for later, and what is queued runs into it: it moves back',
    given: [0, 40],
    held: [held(1, -4, 20), held(2, 20, 44), held(3, 50, 74)],
    begin: { 2: 40, 3: 64 },
  },
  {
    situation: 'the new one begins later, in the middle of what runs',
    given: [5, 6],
    held: [held(1, -4, 20), held(2, 20, 44)],
    begin: { 2: 6 },
  },
  {
    situation: 'nothing runs, and one comes soon: it makes room',
    given: [0, 24],
    held: [held(2, 10, 34)],
    begin: { 2: 24 },
  },
  {
    situation: 'what is queued waits for its first login, and one is dated behind it',
    given: [0, 1],
    held: [held(1, -4, 20), held(2, 20, null, 24), held(3, 20, 44)],
    begin: { 2: 1, 3: 1 },
  },
  {
    situation: 'the new one has no end: nothing behind it has a turn that could be reckoned',
    given: [0, null],
    held: [held(1, -4, 20), held(2, 20, 44)],
    begin: {},
  },
  {
    situation: 'one without an end is queued',
    given: [0, 1],
    held: [held(1, -4, 20), held(2, 20, null)],
    begin: { 2: 1 },
  },
];

describe('a package that ends what runs', () => {
  for (const { situation, given, held: packages, begin } of TABLE) {
    test(situation, () => {
      const [from, to] = given;
      const moves = planTakeover(at(from), to === null ? null : at(to), packages);
      const moved = moves.map(({ id, laterMs }) => {
        const before = packages.find((each) => each.id === id)?.startsAt ?? Number.NaN;
        return [id, (before + laterMs - NOW) / HOUR];
      });
      assert.deepEqual(Object.fromEntries(moved), begin);
    });
  }
});
