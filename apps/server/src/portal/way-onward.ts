import type { Db } from '../db/open-database.ts';
import { readOverview } from './customer-overview.ts';
import { limitReached } from './limit-reached.ts';
import { findUnfinishedPayment } from './own-payments.ts';
import { packageFault } from './package-fault.ts';
import { paymentUrl } from './pages/pay-pages.ts';
import { lastTicket } from './portal-tickets.ts';
import type { Visit } from './portal-visits.ts';
import { isShutOut } from './take-free-package.ts';

/** After the proof: online at once, unless it is known already that the router will say no; or on with what is being paid. */
export async function wayOnward(
  db: Db,
  now: number,
  visit: Visit,
  customerId: number,
  home: string,
): Promise<string> {
  if (await isShutOut(db, customerId)) return `${home}/devices`;
  const { left } = await readOverview(db, customerId, now);
  const isGood = packageFault(left, visit.zoneId) === null;
  if (!isGood) {
    const unfinished = await findUnfinishedPayment(db, customerId);
    if (unfinished !== null) return paymentUrl(home, { id: unfinished });
  }
  if (!isGood || (await isOnlineAlready(db, visit))) return `${home}/devices`;
  const limit = await limitReached(db, customerId, visit.macHint);
  return limit === null ? `${home}/go` : `${home}/devices`;
}

/** Just proved: whoever came to buy goes on with that, everybody else as ever. */
export async function wayFromProof(
  db: Db,
  now: number,
  visit: Visit,
  customerId: number,
  home: string,
): Promise<string> {
  const { wantedPackageId } = visit;
  if (wantedPackageId !== null) return `${home}/buy/${wantedPackageId}`;
  return wayOnward(db, now, visit, customerId, home);
}

/** The gateway says so of a phone that it let in by itself, so that nothing is to be handed over. */
export async function isOnlineAlready(db: Db, visit: Visit): Promise<boolean> {
  return visit.redirect.outcome === 'online' && (await lastTicket(db, visit.id)) === null;
}
