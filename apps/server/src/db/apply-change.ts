import type { Actor } from '../actor.ts';
import { isRefused, type Outcome, type Refused } from '../outcome.ts';
import { type Change, type Changed, makeChange } from './make-change.ts';
import type { Db } from './open-database.ts';

/** Like `makeChange` for a verb that may refuse: then everything it had written is rolled back. */
export async function applyChange<T>(
  db: Db,
  actor: Actor,
  verb: (change: Change) => Promise<Outcome<T>>,
): Promise<Changed<Outcome<T>>> {
  try {
    return await makeChange<Outcome<T>>(db, actor, async (change) => {
      const outcome = await verb(change);
      if (isRefused(outcome)) throw new RolledBack(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof RolledBack) return { value: error.refused, pendingNodes: [] };
    throw error;
  }
}

/** Only the way out of the transaction; it never leaves this file. */
class RolledBack extends Error {
  readonly refused: Refused;

  constructor(refused: Refused) {
    super(refused.refused);
    this.refused = refused;
  }
}
