import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { timeToBeginWith, TrustedClock } from './trusted-clock.ts';

const NOW = 1_800_000_000_000;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TEN_YEARS = 3652 * DAY;

/** A machine whose clock can be set, and on which time goes by. */
function machine() {
  let wall = NOW;
  let steady = 5000;
  const sources = { wall: () => wall, steady: () => steady };
  const clock = new TrustedClock(sources);
  return {
    clock,
    sources,
    setBy: (ms: number) => (wall += ms),
    goOn(ms: number) {
      for (let left = ms; left > 0; left -= SECOND) {
        wall += Math.min(left, SECOND);
        steady += Math.min(left, SECOND);
        clock.tick();
      }
    },
  };
}

for (const [name, ms] of [
  ['an hour ahead', HOUR],
  ['an hour back', -HOUR],
  ['ten years ahead', TEN_YEARS],
  ['ten years back', -TEN_YEARS],
] as const) {
  test(`a clock set ${name} changes nothing until an operator confirms it`, () => {
    const { clock, setBy, goOn } = machine();
    goOn(10 * SECOND);
    setBy(ms);
    goOn(2 * HOUR);
    assert.equal(clock.now(), NOW + 2 * HOUR + 10 * SECOND);
    assert.equal(clock.jump?.aheadMs, ms);
    assert.equal(clock.jump?.foundAt, NOW + 11 * SECOND);
    clock.step(ms);
    assert.equal(clock.now(), NOW + 2 * HOUR + 10 * SECOND + ms);
    assert.equal(clock.jump, null);
    assert.deepEqual(clock.steps, [ms]);
    goOn(2 * DAY);
    assert.deepEqual(clock.steps, [], 'remembered for a day');
  });
}

test('a clock that is set right again takes the notice with it', () => {
  const { clock, setBy, goOn } = machine();
  setBy(TEN_YEARS);
  goOn(MINUTE);
  assert.ok(clock.jump);
  setBy(-TEN_YEARS);
  goOn(MINUTE);
  assert.equal(clock.jump, null);
  assert.equal(clock.now(), NOW + 2 * MINUTE);
});

test('a small correction is worked off slowly, ahead and back', () => {
  for (const ms of [4 * MINUTE, -4 * MINUTE]) {
    const { clock, setBy, goOn } = machine();
    setBy(ms);
    goOn(100 * SECOND);
    assert.equal(clock.jump, null);
    assert.ok(Math.abs(clock.now() - (NOW + 100 * SECOND + Math.sign(ms) * SECOND)) < 1);
    goOn(7 * HOUR);
    assert.equal(Math.round(clock.now()), NOW + 7 * HOUR + 100 * SECOND + ms);
  }
});

test('time never goes back, and never runs off, whatever the machine’s clock is set to', () => {
  const acts = fc.array(
    fc.record({
      set: fc.integer({ min: -TEN_YEARS, max: TEN_YEARS }),
      goOn: fc.integer({ min: 0, max: 300 }),
    }),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(acts, (list) => {
      const { clock, setBy, goOn } = machine();
      let gone = 0;
      let before = clock.now();
      for (const act of list) {
        setBy(act.set);
        goOn(act.goOn * SECOND);
        gone += act.goOn * SECOND;
        assert.ok(clock.now() >= before);
        before = clock.now();
      }
      assert.ok(Math.abs(clock.now() - NOW - gone) <= gone * 0.011 + 1);
    }),
  );
});

test('after a restart on a running machine the time is known exactly, whatever the clock says', () => {
  const kept = { trusted: NOW, steady: 1000, run: 'a' };
  const back = (wall: number) =>
    timeToBeginWith({ kept, told: null, wall, steady: 1000 + 3 * HOUR, run: 'a' });
  for (const wall of [NOW + 3 * HOUR, NOW + 4 * HOUR, NOW - HOUR, NOW + TEN_YEARS])
    assert.equal(back(wall), NOW + 3 * HOUR);
});

test('after the machine was switched off its clock is believed, but not one that went back or ahead by more than a week', () => {
  const kept = { trusted: NOW, steady: 9 * DAY, run: 'a' };
  const begin = (wall: number, told: number | null = null) =>
    timeToBeginWith({ kept, told, wall, steady: 1000, run: 'b' });
  assert.equal(begin(NOW + 3 * DAY), NOW + 3 * DAY, 'a weekend');
  assert.equal(begin(NOW - HOUR), NOW);
  assert.equal(begin(NOW + TEN_YEARS), NOW);
  assert.equal(begin(NOW - MINUTE), NOW, 'never before what was known');
  assert.equal(begin(NOW + TEN_YEARS, NOW + 8 * DAY), NOW + 8 * DAY, 'the others went on meanwhile');
  assert.equal(begin(NOW + 9 * DAY, NOW + 9 * DAY - MINUTE), NOW + 9 * DAY);
});

test('the first process of all believes its machine', () => {
  assert.equal(timeToBeginWith({ kept: null, told: null, wall: NOW, steady: 1, run: 'a' }), NOW);
  const joined = timeToBeginWith({ kept: null, told: NOW, wall: NOW + TEN_YEARS, steady: 1, run: 'a' });
  assert.equal(joined, NOW, 'one that joins a house believes the house');
});

test('a jump over a restart is told from the start on', () => {
  const clock = new TrustedClock({ wall: () => NOW + TEN_YEARS, steady: () => 1 }, NOW);
  assert.equal(clock.now(), NOW);
  assert.equal(clock.jump?.aheadMs, TEN_YEARS);
});
