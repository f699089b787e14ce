import { RateLimiterMemory } from 'rate-limiter-flexible';

/** Guards the portal against guessing and against being filled up. */
export type PortalLimits = {
  /** Counts a try of a password. Seconds to wait where there were too many, `null`: go on. */
  takeGuess(username: string, address: string, visitId: number): Promise<number | null>;
  /** The password was right: it was no guess. */
  giveBack(username: string, address: string, visitId: number): Promise<void>;
  /** Counts a visit that is to be opened; false: too many from this address. */
  takeVisit(address: string): Promise<boolean>;
  /** Counts a registration without a code; false: too many from this address. */
  takeRegistration(address: string): Promise<boolean>;
};

const QUARTER_SECONDS = 15 * 60;
const MINUTE_SECONDS = 60;

/**
 * Wrong passwords: eight in a visit, ten for a username from one address, sixty for a username from anywhere, two
 * hundred from one address, each in a quarter of an hour. A whole hotspot may stand behind one address, and whoever
 * guesses must not lock the customer out.
 */
export function openPortalLimits(): PortalLimits {
  const limiter = (points: number, duration = QUARTER_SECONDS) => new RateLimiterMemory({ points, duration });
  const [byVisit, pair, byUsername, byAddress] = [limiter(8), limiter(10), limiter(60), limiter(200)];
  const visits = limiter(600, MINUTE_SECONDS);
  const registrations = limiter(60);
  const counted = (username: string, address: string, visitId: number) =>
    [
      [byVisit, String(visitId)],
      [pair, `${username} ${address}`],
      [byUsername, username],
      [byAddress, address],
    ] as const;
  return {
    async takeGuess(username, address, visitId) {
      const waits: number[] = [];
      for (const [limit, key] of counted(username, address, visitId)) {
        const { consumedPoints, msBeforeNext } = await limit.penalty(key, 1);
        if (consumedPoints > limit.points) waits.push(Math.max(1, Math.ceil(msBeforeNext / 1000)));
      }
      return waits.length === 0 ? null : Math.max(...waits);
    },
    async giveBack(username, address, visitId) {
      for (const [limit, key] of counted(username, address, visitId)) await limit.reward(key, 1);
    },
    async takeVisit(address) {
      const { consumedPoints } = await visits.penalty(address, 1);
      return consumedPoints <= visits.points;
    },
    async takeRegistration(address) {
      const { consumedPoints } = await registrations.penalty(address, 1);
      return consumedPoints <= registrations.points;
    },
  };
}
