import type { KeptClock } from './kept-clock.ts';

/** A clock that nobody sets: for what runs shorter than a jump would matter, and for tests. */
export function plainClock(now: () => number): KeptClock {
  return {
    now,
    jump: null,
    steps: [],
    stepsMs: () => 0,
    forDatabase: () => null,
    refresh: async () => {},
    onStep: () => {},
    stop: async () => {},
  };
}
