import type { Db } from '../db/open-database.ts';
import type { SecretBox } from '../secrets.ts';
import { openTries, type TryKey, type TryLimit } from '../tries/count-tries.ts';
import { countedAddress } from '../tries/counted-address.ts';

/** Guards against guessing, over all web processes and restarts: every try counts, and a right one is taken back. */
export type SignInLimits = {
  /** Counts a try. Seconds to wait where there were too many, `null`: go on. */
  take(username: string, address: string): Promise<number | null>;
  giveBack(username: string, address: string): Promise<void>;
};

const QUARTER_SECONDS = 15 * 60;
const limit = (name: string, max: number): TryLimit => ({ name, max, seconds: QUARTER_SECONDS });

const OF_NAME_THERE = limit('sign-ins of name and address', 8);
const OF_NAME = limit('sign-ins of name', 80);
const OF_ADDRESS = limit('sign-ins of address', 40);

/**
 * Eight tries for one username from one address, eighty for one username from anywhere, forty from one address, each in a
 * quarter of an hour. Each is counted only where those before it let pass: one guesser, however busy, does not lock an
 * operator out from where the operator sits.
 */
export function openSignInLimits(parts: { readonly db: Db; readonly secretBox: SecretBox }): SignInLimits {
  const counter = openTries(parts);
  const keys = (username: string, address: string): readonly TryKey[] => {
    const place = countedAddress(address) ?? '';
    return [
      [OF_NAME_THERE, `${username} ${place}`],
      [OF_NAME, username],
      [OF_ADDRESS, place],
    ];
  };
  return {
    take: (username, address) => counter.takeInTurn(keys(username, address)),
    giveBack: (username, address) => counter.giveBack(keys(username, address)),
  };
}
