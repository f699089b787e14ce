import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { applyChange } from '../db/apply-change.ts';
import type { Db, Tx } from '../db/open-database.ts';
import { isRefused } from '../outcome.ts';
import { addSubscription } from '../subscriptions/add-subscription.ts';
import { currentSubscriptions } from '../subscriptions/current-subscription.ts';
import { listOfferedPackages } from './offered-packages.ts';
import type { Visit } from './portal-visits.ts';

/** What a visitor may have at once: free, offered here, and nothing else is running. */
export type TakenPackage = 'taken' | 'not-offered' | 'already-running' | 'trial-used';

/**
 * Gives the visit's customer a free package. A trial is taken once per number and once per device: the device is the
 * one that the gateway named, and the ticket that follows is good from that one only (`claimTrial`).
 */
export async function takeFreePackage(
  db: Db,
  visit: Visit & { readonly customerId: number },
  servicePackageId: number,
  actor: Actor,
): Promise<TakenPackage> {
  const offered = (await listOfferedPackages(db, visit.zoneId)).find(({ id }) => id === servicePackageId);
  if (offered === undefined || offered.priceMinor !== 0) return 'not-offered';
  const { customerId, macHint } = visit;
  const { value } = await applyChange<TakenPackage>(db, actor, async (change) => {
    const { tx } = change;
    const customer = await tx
      .selectFrom('customers')
      .select('phone')
      .where('id', '=', customerId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const held = await currentSubscriptions(tx).where('s.customer_id', '=', customerId).executeTakeFirst();
    if (held?.running === true) return 'already-running';
    const isNew = offered.trial
      ? await noteTrial(tx, servicePackageId, customerId, customer.phone, macHint)
      : true;
    if (!isNew) return 'trial-used';
    const added = await addSubscription(change, customerId, { servicePackageId });
    return isRefused(added) ? added : 'taken';
  });
  return isRefused(value) ? 'not-offered' : value;
}

/** Without a device there is no trial: it could be taken again and again. */
async function noteTrial(
  tx: Tx,
  servicePackageId: number,
  customerId: number,
  phone: string | null,
  mac: string | null,
): Promise<boolean> {
  if (mac === null) return false;
  const taken = await tx
    .insertInto('portal_trials')
    .values({ service_package_id: servicePackageId, customer_id: customerId, phone, mac })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return taken !== undefined;
}

/**
 * Before a ticket is made for a customer whose package is a trial: the device that it will be good from must not have had
 * that trial with another customer, and has had it from now on. So a trial taken under an address that was made up does
 * not bring another device online a second time. True: it may go on.
 */
export async function claimTrial(db: Db | Tx, customerId: number, mac: string | null): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    select p.id from service_packages p
      join subscriptions s on s.service_package_id = p.id
     where p.trial and s.customer_id = ${customerId} and s.starts_at <= trusted_now()
       and (s.ends_at is null or s.ends_at > trusted_now())
     order by s.starts_at desc limit 1`.execute(db);
  const trial = rows[0];
  if (trial === undefined) return true;
  if (mac === null) return false;
  await db
    .insertInto('portal_trials')
    .values({ service_package_id: trial.id, customer_id: customerId, phone: null, mac })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const holder = await db
    .selectFrom('portal_trials')
    .select('customer_id')
    .where('service_package_id', '=', trial.id)
    .where('mac', '=', mac)
    .executeTakeFirst();
  return holder?.customer_id === customerId;
}
