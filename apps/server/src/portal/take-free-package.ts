import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { applyChange } from '../db/apply-change.ts';
import type { Db, Tx } from '../db/open-database.ts';
import { isRefused } from '../outcome.ts';
import { addSubscription } from '../subscriptions/add-subscription.ts';
import { currentSubscriptions } from '../subscriptions/current-subscription.ts';
import { readHeldPackages } from '../subscriptions/read-renewal.ts';
import { leftOf } from './customer-overview.ts';
import { findOfferedPackage, type OfferedPackage } from './offered-packages.ts';
import { packageFault } from './package-fault.ts';
import type { PortalParts } from './portal-parts.ts';
import type { Visit } from './portal-visits.ts';

/** What a visitor may have at once: free, offered here, and nothing else is good here. */
export type TakenPackage = 'taken' | 'not-offered' | 'already-running' | 'paid-elsewhere' | 'trial-used';

/** Whether packages are offered to the customer at all: not to a line, whose package is another kind, nor to who is suspended or gone. */
export async function mayTakePackage(
  db: Db | Tx,
  customerId: number,
): Promise<'yes' | 'suspended' | 'ended' | 'other-kind'> {
  const { kind, status } = await db
    .selectFrom('customers')
    .select(['kind', 'status'])
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow();
  if (status !== 'active') return status;
  return kind === 'hotspot' ? 'yes' : 'other-kind';
}

/** Whether nothing gets them online, whatever package or places they have. As RADIUS judges it: before all of that. */
export async function isShutOut(db: Db | Tx, customerId: number): Promise<boolean> {
  const mayTake = await mayTakePackage(db, customerId);
  return mayTake === 'suspended' || mayTake === 'ended';
}

/**
 * Gives the visit's customer a free package. A trial is taken once per number and once per device: the device
 * that the gateway named must not have had it, and the ticket that follows is good from that one only (`mayUseTrial`).
 */
export async function takeFreePackage(
  { db, secretBox }: Pick<PortalParts, 'db' | 'secretBox'>,
  visit: Visit & { readonly customerId: number },
  servicePackageId: number,
  actor: Actor,
): Promise<TakenPackage> {
  const offered = await findOfferedPackage({ db, secretBox }, visit.zoneId, servicePackageId);
  if (offered === null || offered.priceMinor !== 0) return 'not-offered';
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
    const left = held === undefined ? null : leftOf(held, 0);
    if (packageFault(left, visit.zoneId) === null) return 'already-running';
    const free = await readFreePackages(tx, customerId, [offered]);
    if (free === 'paid-elsewhere') return free;
    if (free.length === 0) return 'not-offered';
    // Before a trial is noted: it would be used up by one who cannot use it.
    if ((await mayTakePackage(tx, customerId)) !== 'yes') return 'not-offered';
    const isNew = offered.trial
      ? await noteTrial(tx, servicePackageId, customerId, customer.phone, macHint)
      : true;
    if (!isNew) return 'trial-used';
    const added = await addSubscription(change, customerId, { servicePackageId }, { beside: true });
    return isRefused(added) ? added : 'taken';
  });
  return isRefused(value) ? 'not-offered' : value;
}

/**
 * Which of these a customer may take whose package is not good here. None while one that was paid for is good elsewhere:
 * the free one would count in its place there too. And none again before its own time is over: its volume or its time
 * online would mean nothing.
 */
export async function readFreePackages(
  db: Db | Tx,
  customerId: number,
  offered: readonly OfferedPackage[],
): Promise<readonly OfferedPackage[] | 'paid-elsewhere'> {
  const { now, held } = await readHeldPackages(db, customerId);
  if (held.some(({ startsAt, free, usedUp }) => startsAt <= now.getTime() && !free && !usedUp))
    return 'paid-elsewhere';
  const { rows } = await sql<{ id: number }>`
    select service_package_id as id from subscriptions
     where customer_id = ${customerId} and (ends_at is null or ends_at > trusted_now())`.execute(db);
  return offered.filter(({ id, priceMinor }) => priceMinor === 0 && rows.every((row) => row.id !== id));
}

/** What costs something, and of what is free that which may be taken. */
export function withFree(
  offered: readonly OfferedPackage[],
  free: readonly OfferedPackage[] | 'paid-elsewhere',
): readonly OfferedPackage[] {
  return offered.filter(
    (each) => each.priceMinor !== 0 || (free !== 'paid-elsewhere' && free.includes(each)),
  );
}

/** Whose number it is, and who they are, is known; the device is only what the browser says, so it is noted at the login. */
async function noteTrial(
  tx: Tx,
  servicePackageId: number,
  customerId: number,
  phone: string | null,
  mac: string | null,
): Promise<boolean> {
  if (await hadTrial(tx, servicePackageId, customerId, mac)) return false;
  const before = await tx
    .selectFrom('portal_trials')
    .select('id')
    .where('service_package_id', '=', servicePackageId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst();
  if (before !== undefined) return false;
  const taken = await tx
    .insertInto('portal_trials')
    .values({ service_package_id: servicePackageId, customer_id: customerId, phone, mac: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return taken !== undefined;
}

/**
 * Whether RADIUS saw this device with somebody else who has or had this trial: it logged in with a ticket
 * (`noteTrialDevice`), or was theirs and heard meanwhile. One that they had added by hand may be a passer-by's.
 */
async function hadTrial(
  db: Db | Tx,
  servicePackageId: number,
  customerId: number,
  mac: string | null,
): Promise<boolean> {
  const { rows } = await sql`${trialsOfDevice([servicePackageId], customerId, mac)} limit 1`.execute(db);
  return rows.length > 0;
}

function trialsOfDevice(servicePackageIds: readonly number[], customerId: number, mac: string | null) {
  return sql<{ id: number }>`
    select t.service_package_id as id from portal_trials t
     where t.service_package_id = any(${servicePackageIds}::bigint[]) and t.mac = ${mac}::macaddr and t.customer_id <> ${customerId}
    union all
    select s.service_package_id
      from (select mac, customer_id, last_seen_at, source from devices
            union all select mac, customer_id, last_seen_at, source from removed_devices) d
      join subscriptions s on s.customer_id = d.customer_id and s.service_package_id = any(${servicePackageIds}::bigint[])
     where d.mac = ${mac}::macaddr and d.customer_id <> ${customerId} and d.last_seen_at >= s.starts_at and d.source <> 'customer'`;
}

/** What there is but for the trials that would be refused: they were used with this customer's number or this device. */
export async function withoutUsedTrials(
  db: Db,
  { customerId, macHint }: Pick<Visit, 'macHint'> & { readonly customerId: number },
  offered: readonly OfferedPackage[],
): Promise<readonly OfferedPackage[]> {
  const trialIds = offered.filter(({ trial }) => trial).map(({ id }) => id);
  if (trialIds.length === 0) return offered;
  const { rows } = await sql<{ id: number }>`
    ${trialsOfDevice(trialIds, customerId, macHint)}
    union all
    select service_package_id from portal_trials
     where service_package_id = any(${trialIds}::bigint[])
       and (customer_id = ${customerId} or phone = (select phone from customers where id = ${customerId}))`.execute(
    db,
  );
  return offered.filter(({ id }) => rows.every((row) => row.id !== id));
}

/**
 * Before a ticket is made for a customer whose package is a trial: the device that shall get online must not have had
 * that trial with another customer. True: it may go on.
 */
export async function mayUseTrial(db: Db | Tx, customerId: number, mac: string): Promise<boolean> {
  const trialId = await runningTrial(db, customerId);
  return trialId === null || !(await hadTrial(db, trialId, customerId, mac));
}

/** The trial that counts for the customer now; `null`: another package does, or none. */
export async function runningTrial(db: Db | Tx, customerId: number): Promise<number | null> {
  const held = await currentSubscriptions(db).where('s.customer_id', '=', customerId).executeTakeFirst();
  if (held?.running !== true) return null;
  const trial = await db
    .selectFrom('service_packages')
    .select('id')
    .where('id', '=', held.service_package_id)
    .where('trial', '=', true)
    .executeTakeFirst();
  return trial?.id ?? null;
}
