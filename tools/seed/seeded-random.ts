/** Random choices that come out the same for the same seed (mulberry32): a demo can be told again. */
export type SeededRandom = {
  /** 0 ≤ x < 1 */
  next(): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** Picks by weight: `[[choice, weight], …]`. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
};

export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const pick = <T>(choices: readonly T[]): T => {
    const choice = choices[Math.floor(next() * choices.length)];
    if (choice === undefined) throw new Error('there is nothing to pick from');
    return choice;
  };
  const weighted = <T>(choices: readonly (readonly [T, number])[]): T => {
    const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
    let left = next() * total;
    for (const [choice, weight] of choices) {
      left -= weight;
      if (left < 0) return choice;
    }
    return pick(choices)[0];
  };
  return {
    next,
    pick,
    weighted,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
  };
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password of `length` characters that nobody confuses when reading it out. */
export function randomPassword(random: SeededRandom, length: number): string {
  let password = '';
  for (let i = 0; i < length; i += 1) password += random.pick([...letters]);
  return password;
}
