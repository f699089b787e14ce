import { effectiveDeviceLimit, effectiveMacBinding } from '@gatehouse/domain/access/granted-service';
import { sql } from 'kysely';
import { lockCustomer } from '../customers/lock-customer.ts';
import type { Change } from '../db/make-change.ts';
import type { Db, Tx } from '../db/open-database.ts';
import { addDevice } from '../devices/add-device.ts';
import type { DeviceRow } from '../devices/device-row.ts';
import { restoreDevice } from '../devices/restore-device.ts';
import { listHeadlessWaiting } from '../hotspot-zones/list-headless-waiting.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { currentSubscriptions } from '../subscriptions/current-subscription.ts';
import { leftOf } from './customer-overview.ts';
import { packageFault } from './package-fault.ts';
import type { WaitingHere } from './pages/device-pages.ts';
import { runningTrial } from './take-free-package.ts';
import { zonesSeen } from './zones-seen.ts';

/**
 * `full`: they may, and all places are taken. `trial`: not as long as their package is one. `unseen`: not before RADIUS
 * has seen their own phone here.
 */
export type MayAdd = 'yes' | 'full' | 'trial' | 'unseen' | 'no';

/**
 * Whether customers may add devices for themselves: hotspot customers with a package that is good here, unless their
 * binding is strict. What a line may use, and what strict lets in, is for the operator to say.
 */
export async function mayAddDevice(db: Db | Tx, customerId: number, zoneId: number): Promise<MayAdd> {
  const customer = await db
    .selectFrom('customers as c')
    .select(['c.kind', 'c.mac_binding', 'c.device_limit', 'c.session_limit', 'c.status'])
    .select(sql<number>`(select count(*) from devices d where d.customer_id = c.id)`.as('device_count'))
    .where('c.id', '=', customerId)
    .executeTakeFirstOrThrow();
  const held = await currentSubscriptions(db).where('s.customer_id', '=', customerId).executeTakeFirst();
  if (customer.kind !== 'hotspot' || customer.status !== 'active' || held === undefined) return 'no';
  if (packageFault(leftOf(held, 0), zoneId) !== null) return 'no';
  const source = {
    kind: customer.kind,
    macBinding: customer.mac_binding,
    deviceLimit: customer.device_limit,
    sessionLimit: customer.session_limit,
    subscription: {
      servicePackage: {
        macBinding: held.mac_binding,
        deviceLimit: held.device_limit,
        sessionLimit: held.session_limit,
      },
    },
  };
  if (effectiveMacBinding(source).value === 'strict') return 'no';
  if ((await runningTrial(db, customerId)) !== null) return 'trial';
  if ((await zonesSeen(db, customerId, zoneId)).length === 0) return 'unseen';
  return customer.device_count >= effectiveDeviceLimit(source).value ? 'full' : 'yes';
}

export type OwnNewDevice = {
  readonly customerId: number;
  /** Where the customer says to stand. */
  readonly zoneId: number;
  readonly mac: string;
  readonly label: string | null;
};

/**
 * A customer adds a device that shows no pages. It counts as any other, and gets online by itself where RADIUS has seen
 * the customer's own phone, and where one may roam from there. Refused like `addDevice`, and `not-permitted`.
 */
export async function addOwnDevice(
  change: Change,
  { customerId, zoneId, mac, label }: OwnNewDevice,
): Promise<Outcome<DeviceRow>> {
  const { tx } = change;
  // First, for what is written below refers to that row: two at once would wait for each other.
  await lockCustomer(tx, customerId);
  const may = await mayAddDevice(tx, customerId, zoneId);
  // Where no place is left `addDevice` says so, and of an address that is known already what it is.
  if (may !== 'yes' && may !== 'full') return refuse('not-permitted');
  return addDevice(change, { customerId, mac, label, zoneIds: await zonesSeen(tx, customerId, zoneId) });
}

const UNDO_MINUTES = 10;

/** A device that this customer has just removed, so that it can be brought back; never one that an operator removed. */
export async function readRemoved(
  db: Db | Tx,
  customerId: number,
  id: number,
): Promise<{ readonly id: number; readonly name: string } | null> {
  const { rows } = await sql<{ name: string }>`
    select coalesce(r.label, r.type, upper(left(r.mac::text, 8)) || ':··:··:' || upper(right(r.mac::text, 2))) as name
      from removed_devices r
     where r.id = ${id} and r.customer_id = ${customerId}
       and r.removed_at > trusted_now() - make_interval(mins => ${UNDO_MINUTES})
       and (select actor_kind from audit_log
             where subject_kind = 'device' and subject_id = ${String(id)} and action = 'devices.remove'
             order by audit_log.id desc limit 1) = 'customer'`.execute(db);
  const [removed] = rows;
  return removed === undefined ? null : { id, name: removed.name };
}

export async function restoreOwnDevice(
  change: Change,
  customerId: number,
  id: number,
): Promise<Outcome<DeviceRow>> {
  const removed = await readRemoved(change.tx, customerId, id);
  return removed === null ? refuse('not-found') : restoreDevice(change, id, {});
}

const WAITING_SHOWN_MAX = 6;

/**
 * What waits in this zone now and may be a television: what only its own routers heard. Private addresses are those of
 * phones that pass by, and the visitor's own needs no adding.
 */
export async function waitingHere(
  db: Db,
  zoneId: number,
  macHint: string | null,
): Promise<readonly WaitingHere[]> {
  const waiting = await listHeadlessWaiting(db, zoneId);
  return waiting
    .filter((each) => each.mac !== macHint?.toUpperCase())
    .slice(0, WAITING_SHOWN_MAX)
    .map(({ mac, vendor, lastAt }) => ({ mac, vendor, lastAt: new Date(lastAt) }));
}
