import { RateLimiterMemory } from 'rate-limiter-flexible';

/** Guards against guessing: every try counts, and a right one is taken back. */
export type SignInLimits = {
  /** Counts a try. Seconds to wait where there were too many, `null`: go on. */
  take(username: string, address: string): Promise<number | null>;
  giveBack(username: string, address: string): Promise<void>;
};

const QUARTER_SECONDS = 15 * 60;

/**
 * Eight tries for one username from one address, forty from one address, eighty for one username
 * from anywhere, each in a quarter of an hour. So one guesser does not lock an operator out from
 * where the operator sits.
 */
export function openSignInLimits(): SignInLimits {
  const limiter = (points: number) => new RateLimiterMemory({ points, duration: QUARTER_SECONDS });
  const [pair, byAddress, byUsername] = [limiter(8), limiter(40), limiter(80)];
  const counted = (username: string, address: string) =>
    [
      [pair, `${username} ${address}`],
      [byAddress, address],
      [byUsername, username],
    ] as const;
  return {
    async take(username, address) {
      const waits: number[] = [];
      for (const [limit, key] of counted(username, address)) {
        const { consumedPoints, msBeforeNext } = await limit.penalty(key, 1);
        if (consumedPoints > limit.points) waits.push(Math.max(1, Math.ceil(msBeforeNext / 1000)));
      }
      return waits.length === 0 ? null : Math.max(...waits);
    },
    async giveBack(username, address) {
      await pair.delete(`${username} ${address}`);
      await byAddress.reward(address, 1);
      await byUsername.reward(username, 1);
    },
  };
}
