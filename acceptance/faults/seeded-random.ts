/** Randomness that a failure can be repeated with. */
export type SeededRandom = {
  readonly seed: number;
  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number;
  /** True once in so many times. */
  oneIn(times: number): boolean;
  pick<T>(list: readonly T[]): T;
  bytes(count: number): Buffer;
};

/** Numbers by splitmix32. `GATEHOUSE_TEST_SEED` plays a failure again; else a new seed each time. */
export function seededRandom(
  seed = Number(process.env['GATEHOUSE_TEST_SEED'] ?? Date.now() % 1e9),
): SeededRandom {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let word = state ^ (state >>> 16);
    word = Math.imul(word, 0x21f0aaad);
    word ^= word >>> 15;
    word = Math.imul(word, 0x735a2d97);
    return (word ^ (word >>> 15)) >>> 0;
  };
  const below = (end: number): number => next() % Math.max(1, end);
  return {
    seed,
    below,
    oneIn: (times) => below(times) === 0,
    pick: (list) => {
      const chosen = list[below(list.length)];
      if (chosen === undefined) throw new RangeError('There is nothing to choose from.');
      return chosen;
    },
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => next() & 0xff)),
  };
}
