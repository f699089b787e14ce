import type { Db } from '../../db/open-database.ts';
import type { SecretBox } from '../../secrets.ts';
import { openTries, type TryKey, type TryLimit } from '../../tries/count-tries.ts';
import { countedAddress } from '../../tries/counted-address.ts';
import { isKnownPlace } from '../known-places.ts';
import { readTotpCode } from './totp.ts';

/** Guards codes against guessing. Seconds to wait where there were too many tries, `null`: go on. */
export type CodeLimits = {
  /** Counts a try, before it is looked at. */
  take(operatorId: number, address: string, typed: string): Promise<number | null>;
  /** It was right. */
  giveBack(operatorId: number, address: string): Promise<void>;
};

const QUARTER = 15 * 60;
const DAY = 24 * 60 * 60;
const limit = (name: string, max: number, seconds: number): TryLimit => ({ name, max, seconds });

const OF_OPERATOR_THERE = limit('second factor there', 8, QUARTER);
const OF_OPERATOR_THERE_A_DAY = limit('second factor there a day', 40, DAY);
/** Three codes of a million pass at a time: a hundred tries a day find one in nine years. */
const OF_OPERATOR = limit('second factor', 100, DAY);
const OF_ADDRESS = limit('second factor of address', 60, QUARTER);

/**
 * By operator and address first, so that whoever guesses fills nobody else's. What is counted by operator from anywhere
 * holds up neither the addresses that the operator has signed in from, nor recovery codes, which nobody guesses.
 */
export function openCodeLimits(parts: { readonly db: Db; readonly secretBox: SecretBox }): CodeLimits {
  const counter = openTries(parts);

  const keysOf = (operatorId: number, place: string): [TryKey, TryKey, TryKey, TryKey] => [
    [OF_OPERATOR_THERE, `${operatorId} ${place}`],
    [OF_OPERATOR_THERE_A_DAY, `${operatorId} ${place}`],
    [OF_OPERATOR, String(operatorId)],
    [OF_ADDRESS, place],
  ];

  return {
    async take(operatorId, address, typed) {
      const place = countedAddress(address) ?? '';
      const [there, thereADay, ofOperator, ofAddress] = keysOf(operatorId, place);
      if (readTotpCode(typed) === null || (await isKnownPlace(parts.db, operatorId, place)))
        return counter.takeInTurn([there, thereADay, ofAddress]);
      return counter.takeInTurn([there, thereADay, ofAddress, ofOperator]);
    },
    giveBack: (operatorId, address) => counter.giveBack(keysOf(operatorId, countedAddress(address) ?? '')),
  };
}
