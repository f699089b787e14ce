import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CoveringPackage, sessionEnd } from './session-end.ts';

const NOW = 1_000_000;

/** Held, in hours from now. */
function held(from: number, to: number | null, more: Partial<CoveringPackage> = {}): CoveringPackage {
  const at = (hours: number) => NOW + hours * 3_600_000;
  return {
    startsAt: at(from),
    endsAt: to === null ? null : at(to),
    waitingSeconds: null,
    usedUp: false,
    countedByUse: false,
    ...more,
  };
}

type Row = {
  readonly situation: string;
  readonly held: readonly CoveringPackage[];
  /** In hours from now. */
  readonly until: number | null | undefined;
};

const TABLE: readonly Row[] = [
  { situation: 'nothing is held', held: [], until: undefined },
  { situation: 'one runs', held: [held(-1, 4)], until: 4 },
  { situation: 'one runs and another follows', held: [held(4, 28), held(-1, 4)], until: 28 },
  { situation: 'one runs and another comes after a hole', held: [held(-1, 4), held(5, 28)], until: 4 },
  { situation: 'one comes, none runs', held: [held(5, 28)], until: undefined },
  { situation: 'one without an end follows', held: [held(-1, 4), held(4, null)], until: null },
  {
    situation: 'what follows waits for its first login: a session ends before it',
    held: [held(-1, 4), held(4, null, { waitingSeconds: 3600 }), held(4, 28, { countedByUse: true })],
    until: 4,
  },
  {
    situation: 'what runs is counted by use: it ends as it was promised',
    held: [held(-1, 4, { countedByUse: true })],
    until: undefined,
  },
  { situation: 'what runs is used up', held: [held(-1, 4, { usedUp: true })], until: undefined },
];

describe('whoever is online may stay', () => {
  for (const { situation, held: packages, until } of TABLE) {
    test(`${situation} → ${until === null ? 'without end' : String(until)}`, () => {
      const at = sessionEnd(NOW, packages);
      assert.equal(typeof at === 'number' ? (at - NOW) / 3_600_000 : at, until);
    });
  }
});
