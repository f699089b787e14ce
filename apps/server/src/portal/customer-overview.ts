import { effectiveMacBinding } from '@gatehouse/domain/access/granted-service';
import type { RejectReason } from '@gatehouse/domain/access/reject-reasons';
import { isRejectReason } from '@gatehouse/domain/access/reject-reasons';
import { isPrivateMac, parseMacAddress } from '@gatehouse/domain/mac-address';
import { sql } from 'kysely';
import type { Db, Tx } from '../db/open-database.ts';
import type { DeviceSource } from '../db/schema.ts';
import { isAsleep } from '../devices/asleep-devices.ts';
import { vendorOf } from '../devices/vendors/vendor-of.ts';
import { type CurrentSubscription, currentSubscriptions } from '../subscriptions/current-subscription.ts';

/** A customer as their own page shows them. */
export type CustomerOverview = {
  readonly name: string;
  readonly hasHadPackage: boolean;
  readonly left: PackageLeft | null;
  /** What is theirs already for the time after; without a time, it begins with a login of then. */
  readonly next: { readonly name: string; readonly startsAt: Date | null } | null;
};

/** `null` of a number: no limit. */
export type PackageLeft = {
  readonly servicePackageId: number;
  readonly packageName: string;
  readonly running: boolean;
  /** Sold and not begun: it lasts so long from the first login. */
  readonly waitingSeconds: number | null;
  readonly endsAt: Date | null;
  readonly secondsLeft: number | null;
  readonly onlineSecondsLeft: number | null;
  readonly bytesLeft: number | null;
  /** Of the package in all: what is left is said in the steps that this is round in. */
  readonly quotaBytes: number | null;
  /** Where alone it is good; none: everywhere. */
  readonly zoneIds: readonly number[];
};

export async function readOverview(db: Db, customerId: number, now: number): Promise<CustomerOverview> {
  const { name } = await db
    .selectFrom('customers')
    .select('name')
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow();
  const held = await currentSubscriptions(db).where('s.customer_id', '=', customerId).executeTakeFirst();
  if (held === undefined) return { name, hasHadPackage: false, left: null, next: null };
  return {
    name,
    hasHadPackage: true,
    left: leftOf(held, now),
    next: await readNext(db, customerId, held.id),
  };
}

export function leftOf(held: CurrentSubscription, now: number): PackageLeft {
  const { ends_at, quota_bytes, online_seconds } = held;
  return {
    servicePackageId: held.service_package_id,
    packageName: held.package_name,
    running: held.running,
    waitingSeconds: held.waiting_seconds,
    endsAt: ends_at,
    secondsLeft: ends_at === null ? null : Math.max(0, Math.floor((ends_at.getTime() - now) / 1000)),
    onlineSecondsLeft: online_seconds === null ? null : Math.max(0, online_seconds - held.used_seconds),
    bytesLeft: quota_bytes === null ? null : Math.max(0, quota_bytes - held.used_bytes),
    quotaBytes: quota_bytes,
    zoneIds: held.zone_ids,
  };
}

/** The package that follows the one that counts now. */
async function readNext(
  db: Db,
  customerId: number,
  heldId: number,
): Promise<{ readonly name: string; readonly startsAt: Date | null } | null> {
  const row = await db
    .selectFrom('subscriptions as s')
    .innerJoin('service_packages as p', 'p.id', 's.service_package_id')
    .select(['p.name', 's.starts_at', sql<boolean>`s.starts_at > trusted_now()`.as('later')])
    .where('s.customer_id', '=', customerId)
    .where('s.id', '!=', heldId)
    .where((eb) =>
      eb.or([
        eb('s.starts_at', '>', sql<Date>`trusted_now()`),
        eb.and([eb('s.waiting_seconds', 'is not', null), eb('s.ends_at', 'is', null)]),
      ]),
    )
    .orderBy('s.starts_at')
    .orderBy('s.id')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { name: row.name, startsAt: row.later ? row.starts_at : null };
}

export type OwnDevice = {
  readonly id: number;
  readonly mac: string;
  /** What it was called by its holder or an operator. */
  readonly label: string | null;
  /** As its holder knows it: a label, a kind, a maker, else the address. */
  readonly name: string;
  readonly isPrivate: boolean;
  readonly lastSeenAt: Date | null;
  /** Neither online nor seen within a day. */
  readonly isAsleep: boolean;
  /** Whether its holder may rename and remove it here: it came from the hotspot, and no strict binding rests on it. */
  readonly mayChange: boolean;
};

const DEVICES_MAX = 50;

/**
 * The last seen first. None of a line's: its password opens this page at any hotspot, and is no proof of the house.
 * @param db in a transaction: what may be changed is judged in it
 */
export async function readOwnDevices(db: Db | Tx, customerId: number): Promise<readonly OwnDevice[]> {
  const binding = await readBinding(db, customerId);
  if (binding === null) return [];
  const rows = await db
    .selectFrom('devices as d')
    .select(['d.id', 'd.mac', 'd.label', 'd.type', 'd.source', 'd.last_seen_at', isAsleep.as('asleep')])
    .where('d.customer_id', '=', customerId)
    .orderBy(sql`d.last_seen_at desc nulls last`)
    .orderBy('d.id')
    .limit(DEVICES_MAX)
    .execute();
  return rows.map(({ id, mac, label, type, source, last_seen_at, asleep }) => {
    const parsed = parseMacAddress(mac);
    const isPrivate = parsed !== null && isPrivateMac(parsed);
    const vendor = parsed === null || isPrivate ? null : vendorOf(parsed);
    return {
      id,
      mac,
      label,
      name: label ?? type ?? vendor ?? partOfMac(mac),
      isPrivate,
      lastSeenAt: last_seen_at,
      isAsleep: asleep,
      mayChange: binding !== 'strict' && FROM_HOTSPOT.includes(source),
    };
  });
}

/** Of the hotspot itself, or of the customer at the portal; not of an operator, an import or a line. */
const FROM_HOTSPOT: readonly DeviceSource[] = ['hotspot', 'customer'];

/** `null`: a line. */
async function readBinding(db: Db | Tx, customerId: number): Promise<string | null> {
  const customer = await db
    .selectFrom('customers')
    .select(['kind', 'mac_binding', 'device_limit', 'session_limit'])
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow();
  if (customer.kind !== 'hotspot') return null;
  const held = await currentSubscriptions(db).where('s.customer_id', '=', customerId).executeTakeFirst();
  const servicePackage = held && {
    macBinding: held.mac_binding,
    deviceLimit: held.device_limit,
    sessionLimit: held.session_limit,
  };
  return effectiveMacBinding({
    kind: customer.kind,
    macBinding: customer.mac_binding,
    deviceLimit: customer.device_limit,
    sessionLimit: customer.session_limit,
    subscription: servicePackage === undefined ? null : { servicePackage },
  }).value;
}

/** Enough for its holder to tell devices apart, too little to pretend to be one: `D4:CA:6D:··:··:05`. */
export function partOfMac(mac: string): string {
  const whole = mac.toUpperCase();
  return `${whole.slice(0, 8)}:··:··:${whole.slice(-2)}`;
}

/** Why the ticket with this name was refused last; `null`: it was not, as far as the access log has it yet. */
export async function readRefusal(db: Db, ticketUsername: string): Promise<RejectReason | null> {
  const row = await db
    .selectFrom('attempts')
    .select(['outcome', 'reason'])
    .where(sql`lower(username)`, '=', ticketUsername)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const { outcome, reason } = row ?? {};
  return outcome === 'reject' && typeof reason === 'string' && isRejectReason(reason) ? reason : null;
}

/** Which of the own devices a phone with this private address may be, under an older one (rule 14). */
export function maybeSameDevice(devices: readonly OwnDevice[], macHint: string | null): readonly OwnDevice[] {
  const mac = macHint === null ? null : parseMacAddress(macHint);
  return mac === null || !isPrivateMac(mac)
    ? []
    : devices.filter((each) => each.isPrivate && each.isAsleep && each.mayChange);
}
