import type { Db } from '../db/open-database.ts';
import { readOverview } from './customer-overview.ts';
import { limitReached } from './limit-reached.ts';
import { lastTicket } from './portal-tickets.ts';
import type { Visit } from './portal-visits.ts';

/** After the proof: online at once, unless it is known already that the router will say no. */
export async function wayOnward(
  db: Db,
  now: number,
  visit: Visit,
  customerId: number,
  home: string,
): Promise<string> {
  const { left } = await readOverview(db, customerId, now);
  if (left === null || !left.running || (await isOnlineAlready(db, visit))) return `${home}/devices`;
  const limit = await limitReached(db, customerId, visit.macHint);
  return limit === null ? `${home}/go` : `${home}/devices`;
}

/** The gateway says so of a phone that it let in by itself, so that nothing is to be handed over. */
export async function isOnlineAlready(db: Db, visit: Visit): Promise<boolean> {
  return visit.redirect.outcome === 'online' && (await lastTicket(db, visit.id)) === null;
}
