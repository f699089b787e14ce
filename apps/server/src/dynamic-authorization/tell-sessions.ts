import { jobActor } from '../actor.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { Change } from '../db/make-change.ts';
import type { Db } from '../db/open-database.ts';
import { readSettings } from '../settings/read-settings.ts';
import { findOtherService, requestOtherService } from './other-service.ts';
import { requestNewEnds } from './request-new-ends.ts';

/**
 * What a customer's open sessions were told becomes what they hold now: when to end, and at what speed until then. A
 * session that counts another volume is ended, and the next login begins the package. Nothing where the setting says
 * not to.
 *
 * @param lastsUntil `null`: without end. `undefined`: the end that was promised stays.
 */
export async function tellSessions(
  change: Change,
  customerId: number,
  lastsUntil: Date | null | undefined,
): Promise<void> {
  if (!(await readSettings(change.tx)).changeTimeOnRenewal) return;
  const found = await findOtherService(change.tx, customerId);
  await requestOtherService(change, found, { onceInForce: true });
  if (lastsUntil !== undefined) await requestNewEnds(change, customerId, lastsUntil);
}

/**
 * The same for packages that the clock began since. Returns how many sessions; 0 also where the setting says not to.
 */
export async function tellBegunPackages(db: Db): Promise<number> {
  if (!(await readSettings(db)).changeTimeOnRenewal) return 0;
  const found = await findOtherService(db, null);
  if (found.length === 0) return 0;
  await inTransaction(db, (tx) =>
    requestOtherService({ tx, actor: jobActor('Automatic') }, found, { onceInForce: false }),
  );
  return found.length;
}
