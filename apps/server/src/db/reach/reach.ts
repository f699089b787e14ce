import { AsyncLocalStorage } from 'node:async_hooks';

/** What an operator is limited to. Zones and routers that are not named here, and whose is theirs, are as if they were not. */
export type Reach = {
  readonly operatorId: number;
  readonly zoneIds: readonly number[];
  /** The routers named, and those whose zones are all among the zones. */
  readonly nasIds: readonly number[];
};

const current = new AsyncLocalStorage<Reach | null>();

/** Of whom is being served here; `null`: nothing is out of reach. */
export function currentReach(): Reach | null {
  return current.getStore() ?? null;
}

/**
 * Whatever asks the database in here, by whichever connection of the pool, and whatever it calls, finds and changes only what
 * is in reach.
 */
export function withinReach<T>(reach: Reach, work: () => T): T {
  return current.run(reach, work);
}

/**
 * For what the house does for itself, on the occasion of somebody's request: none of what it finds may be told them. Each use
 * says why; a test knows them all.
 */
export function outsideReach<T>(work: () => T): T {
  return current.run(null, work);
}
