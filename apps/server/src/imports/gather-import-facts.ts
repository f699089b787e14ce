import { effectiveDeviceLimit } from '@gatehouse/domain/access/granted-service';
import { formatMacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';
import { sql } from 'kysely';
import type { Db, Tx } from '../db/open-database.ts';
import type { Row } from '../db/schema.ts';
import { currentSubscriptions } from '../subscriptions/current-subscription.ts';
import type { ImportEntry } from './import-entry.ts';
import type { ImportOptions } from './options.ts';

export type Sold = Pick<
  Row<'service_packages'>,
  | 'id'
  | 'name'
  | 'kind'
  | 'validity_seconds'
  | 'valid_from'
  | 'device_limit'
  | 'mac_binding'
  | 'session_limit'
>;

export type KnownCustomer = Pick<
  Row<'customers'>,
  | 'id'
  | 'name'
  | 'username'
  | 'kind'
  | 'status'
  | 'mac_binding'
  | 'device_limit'
  | 'session_limit'
  | 'framed_ip_address'
  | 'phone'
  | 'email'
  | 'password_cipher'
> & {
  readonly key: string;
  /** The package that runs now. */
  readonly running: { readonly packageId: number; readonly packageName: string } | null;
  readonly deviceLimit: number;
  readonly deviceCount: number;
};

/** A registered device and whose it is. */
export type KnownDevice = Pick<
  Row<'devices'>,
  | 'id'
  | 'customer_id'
  | 'type'
  | 'label'
  | 'source'
  | 'added_by'
  | 'added_at'
  | 'over_limit'
  | 'mac_login_paused_at'
  | 'zone_ids'
> & {
  readonly mac: string;
  readonly holderKey: string;
  readonly holderName: string;
  readonly holderUsername: string;
};

/** What a part of a file is judged by. */
export type ImportFacts = {
  readonly customers: ReadonlyMap<string, KnownCustomer>;
  readonly devices: ReadonlyMap<string, KnownDevice>;
  readonly packages: readonly Sold[];
};

/**
 * All that these entries are about, in four questions. With `lock` their customers are locked until the transaction
 * ends, in the order of their ids, as everybody does who adds devices.
 */
export async function gatherImportFacts(
  db: Db | Tx,
  entries: readonly ImportEntry[],
  { lock }: { readonly lock: boolean },
): Promise<ImportFacts> {
  const keys = [...new Set(entries.map(({ key }) => key))];
  const macs = [...new Set(entries.flatMap(({ devices }) => devices.map(({ mac }) => mac)))];
  if (lock) await lockCustomers(db, keys, macs);
  const packages = await readPackages(db);
  return {
    customers: await readCustomers(db, keys, packages),
    devices: await readDevices(db, macs),
    packages,
  };
}

async function lockCustomers(db: Db, keys: readonly string[], macs: readonly string[]): Promise<void> {
  await sql`
    select id from customers
     where username_key = any(${keys}::text[])
        or id in (select customer_id from devices where mac = any(${macs}::macaddr[]))
     order by id for update`.execute(db);
}

export async function readPackages(db: Db): Promise<Sold[]> {
  return db
    .selectFrom('service_packages')
    .select([
      'id',
      'name',
      'kind',
      'validity_seconds',
      'valid_from',
      'device_limit',
      'mac_binding',
      'session_limit',
    ])
    .execute();
}

async function readCustomers(
  db: Db,
  keys: readonly string[],
  packages: readonly Sold[],
): Promise<Map<string, KnownCustomer>> {
  const rows = await db
    .selectFrom('customers')
    .select([
      'id',
      'username_key as key',
      'name',
      'username',
      'kind',
      'status',
      'mac_binding',
      'device_limit',
      'session_limit',
      'framed_ip_address',
      'phone',
      'email',
      'password_cipher',
      sql<number>`(select count(*)::integer from devices d where d.customer_id = customers.id)`.as(
        'deviceCount',
      ),
    ])
    .where(sql<boolean>`username_key = any(${keys}::text[])`)
    .execute();
  if (rows.length === 0) return new Map();
  const current = await currentSubscriptions(db)
    .where(sql<boolean>`s.customer_id = any(${rows.map(({ id }) => id)}::bigint[])`)
    .execute();
  const currentOf = new Map(current.map((subscription) => [subscription.customer_id, subscription]));
  return new Map(
    rows.map((row) => {
      const subscription = currentOf.get(row.id);
      const sold = packages.find(({ id }) => id === subscription?.service_package_id);
      const running = subscription?.running
        ? { packageId: subscription.service_package_id, packageName: subscription.package_name }
        : null;
      return [row.key, { ...row, running, deviceLimit: deviceLimitOf(row, sold ?? null) }];
    }),
  );
}

async function readDevices(db: Db, macs: readonly string[]): Promise<Map<string, KnownDevice>> {
  if (macs.length === 0) return new Map();
  const { rows } = await sql<KnownDevice>`
    select d.id, d.customer_id, d.mac::text as mac, d.type, d.label, d.source, d.added_by, d.added_at, d.over_limit,
           d.mac_login_paused_at, d.zone_ids, c.username_key as "holderKey", c.name as "holderName",
           c.username as "holderUsername"
      from devices d join customers c on c.id = d.customer_id
     where d.mac = any(${macs}::macaddr[])`.execute(db);
  return new Map(rows.map((row) => [inOurWriting(row.mac), { ...row, mac: inOurWriting(row.mac) }]));
}

function inOurWriting(mac: string): string {
  const parsed = parseMacAddress(mac);
  return parsed === null ? mac : formatMacAddress(parsed);
}

/** Which package a file means by a name. `undefined`: there is none; `null`: none is meant. */
export function findPackage(
  name: string,
  packages: readonly Sold[],
  { packages: meant }: Pick<ImportOptions, 'packages'>,
): Sold | null | undefined {
  if (Object.hasOwn(meant, name)) {
    const id = meant[name] ?? null;
    return id === null ? null : packages.find((sold) => sold.id === id);
  }
  return (
    packages.find((sold) => sold.name === name) ??
    packages.find((sold) => sold.name.toLowerCase() === name.toLowerCase())
  );
}

/** How many devices such a customer may have with this package. */
export function deviceLimitOf(
  customer: Pick<Row<'customers'>, 'kind' | 'mac_binding' | 'device_limit' | 'session_limit'>,
  sold: Sold | null,
): number {
  return effectiveDeviceLimit({
    kind: customer.kind,
    macBinding: customer.mac_binding,
    deviceLimit: customer.device_limit,
    sessionLimit: customer.session_limit,
    subscription: sold && {
      servicePackage: {
        macBinding: sold.mac_binding,
        deviceLimit: sold.device_limit,
        sessionLimit: sold.session_limit,
      },
    },
  }).value;
}
