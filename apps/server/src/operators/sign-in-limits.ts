import { usernameKey } from '@gatehouse/domain/username';
import type { Db } from '../db/open-database.ts';
import type { SecretBox } from '../secrets.ts';
import { openTries, type TryKey, type TryLimit } from '../tries/count-tries.ts';
import { countedAddress } from '../tries/counted-address.ts';
import { isKnownPlace } from './known-places.ts';

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
 * operator out from where the operator sits, nor, by coming from everywhere, from where the operator has signed in.
 */
export function openSignInLimits(parts: { readonly db: Db; readonly secretBox: SecretBox }): SignInLimits {
  const counter = openTries(parts);
  const keys = (username: string, address: string): [there: TryKey, name: TryKey, address: TryKey] => {
    const place = countedAddress(address) ?? '';
    return [
      [OF_NAME_THERE, `${usernameKey(username)} ${place}`],
      [OF_NAME, usernameKey(username)],
      [OF_ADDRESS, place],
    ];
  };
  return {
    async take(username, address) {
      const [ofNameThere, ofName, ofAddress] = keys(username, address);
      const isKnown = await isKnownTo(parts.db, username, address);
      return counter.takeInTurn([ofNameThere, ...(isKnown ? [] : [ofName]), ofAddress]);
    },
    giveBack: (username, address) => counter.giveBack(keys(username, address)),
  };
}

async function isKnownTo(db: Db, username: string, address: string): Promise<boolean> {
  const row = await db
    .selectFrom('operators')
    .select('id')
    .where('username_key', '=', usernameKey(username))
    .executeTakeFirst();
  return row !== undefined && isKnownPlace(db, row.id, countedAddress(address) ?? '');
}
