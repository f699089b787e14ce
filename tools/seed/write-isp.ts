import { randomUUID } from 'node:crypto';
import { dayOf, ensureAttemptPartition } from '@gatehouse/server/access-log/attempt-partitions';
import type { Database, Db, Tx } from '@gatehouse/server/db/open-database';
import type { NewRow, Schema } from '@gatehouse/server/db/schema';
import type { SecretBox } from '@gatehouse/server/secrets';
import type { HotspotPast } from './make-hotspot-past.ts';
import type { SeedIsp } from './make-isp.ts';
import type { SeedPast } from './make-past.ts';
import { SEED_CURRENCY, SEED_PHONE_COUNTRY, seedPackages, seedRouters, seedZones } from './what-is-sold.ts';

export type IspToWrite = {
  readonly isp: SeedIsp;
  readonly past: SeedPast;
  readonly hotspotPast?: HotspotPast;
  /** One secret per router, in the order of `seedRouters`. */
  readonly nasSecrets: readonly string[];
  readonly secretBox: SecretBox;
};

/** Row ids, in the order of the lists they came from. */
type WrittenIds = {
  readonly packages: readonly number[];
  readonly zones: readonly number[];
  readonly nas: readonly number[];
  readonly customers: readonly number[];
  readonly subscriptions: readonly number[];
};

export async function hasCustomers(db: Db): Promise<boolean> {
  return (await db.selectFrom('customers').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Fills an empty database, before any radius process runs: nothing is announced. All or nothing. */
export async function writeIsp({ db, pool }: Database, toWrite: IspToWrite): Promise<void> {
  const days = new Set(toWrite.past.attempts.map((attempt) => dayOf(attempt.firstAt)));
  for (const day of days) await ensureAttemptPartition(pool, day);
  await db.transaction().execute(async (tx) => {
    const sold = await writeWhatIsSold(tx, toWrite);
    const customers = await writeCustomers(tx, toWrite, sold);
    await writePast(tx, toWrite, { ...sold, ...customers });
    if (toWrite.hotspotPast) await writeHotspotPast(tx, toWrite.hotspotPast, { ...sold, ...customers });
  });
}

async function writeWhatIsSold(
  tx: Tx,
  { nasSecrets, secretBox }: IspToWrite,
): Promise<Pick<WrittenIds, 'packages' | 'zones' | 'nas'>> {
  const packages = await insert(
    tx,
    'service_packages',
    seedPackages.map((each) => ({
      name: each.name,
      kind: each.kind,
      rate_down_kbps: each.rateDownKbps,
      rate_up_kbps: each.rateUpKbps,
      validity_seconds: each.validitySeconds,
      valid_from: each.validFrom,
      online_seconds: each.onlineSeconds,
      trial: each.trial,
      quota_bytes: each.quotaBytes,
      device_limit: each.deviceLimit,
      session_limit: each.sessionLimit,
      mac_binding: each.macBinding,
      framed_pool: each.framedPool,
      price_minor: each.priceMinor,
      currency: SEED_CURRENCY,
    })),
  );
  const zones = await insert(
    tx,
    'hotspot_zones',
    seedZones.map(({ name, ssid, registration, accentColor, welcomeTexts, termsTexts }) => ({
      name,
      ssid,
      registration,
      accent_color: accentColor,
      welcome_texts: JSON.stringify(welcomeTexts),
      terms_texts: JSON.stringify(termsTexts),
      phone_country_code: SEED_PHONE_COUNTRY,
    })),
  );
  const nas = await insert(
    tx,
    'nas',
    seedRouters.map((router, index) => ({
      name: router.name,
      address: `${router.address}/32`,
      secret_cipher: secretBox.seal(nasSecrets[index] ?? '', 'nas-secret'),
      vendor: router.vendor,
      zone_id: router.zone === null ? null : at(zones, router.zone),
      coa_port: 3799,
    })),
  );
  return { packages, zones, nas };
}

async function writeCustomers(
  tx: Tx,
  { isp, secretBox }: IspToWrite,
  sold: Pick<WrittenIds, 'packages' | 'zones'>,
): Promise<Pick<WrittenIds, 'customers' | 'subscriptions'>> {
  const customers = await insert(
    tx,
    'customers',
    isp.customers.map((customer) => ({
      name: customer.name,
      username: customer.username,
      username_key: customer.username,
      password_cipher: secretBox.seal(customer.password, 'network-password'),
      kind: customer.kind,
      status: customer.status,
      mac_binding: customer.macBinding,
      phone: customer.phone,
      email: customer.email,
      created_at: new Date(customer.createdAt),
    })),
  );
  const subscriptions = await insert(
    tx,
    'subscriptions',
    isp.customers.map(({ servicePackage, subscription }, index) => ({
      customer_id: at(customers, index),
      service_package_id: at(sold.packages, servicePackage),
      starts_at: new Date(subscription.startsAt),
      ends_at: new Date(subscription.endsAt),
    })),
  );
  await insert(
    tx,
    'devices',
    isp.customers.flatMap((customer, index) =>
      customer.devices.map((device) => ({
        customer_id: at(customers, index),
        mac: device.mac,
        type: device.type,
        label: device.label,
        source: device.source,
        added_by: device.addedBy,
        added_at: new Date(device.addedAt),
        last_seen_at: device.lastSeenAt === null ? null : new Date(device.lastSeenAt),
        zone_ids: device.source === 'hotspot' ? zoneIdsOf(customer.router, sold.zones) : [],
      })),
    ),
  );
  return { customers, subscriptions };
}

async function writePast(tx: Tx, { isp, past }: IspToWrite, ids: WrittenIds): Promise<void> {
  const used = new Map<number, { bytes: number; seconds: number }>();
  const sessions = past.sessions.map((session, index): NewRow<'sessions'> => {
    const customer = at(isp.customers, session.customer);
    const subscription = at(ids.subscriptions, session.customer);
    const bytes = session.inputBytes + session.outputBytes;
    const seconds = Math.floor((session.endedAt - session.startedAt) / 1000);
    const before = used.get(subscription);
    used.set(subscription, {
      bytes: (before?.bytes ?? 0) + bytes,
      seconds: (before?.seconds ?? 0) + seconds,
    });
    const router = at(seedRouters, customer.router);
    return {
      identity_hash: index + 1,
      nas_id: at(ids.nas, customer.router),
      source_address: router.address,
      nas_identifier: router.name,
      acct_session_id: (0x81000000 + index).toString(16),
      username: customer.kind === 'hotspot' ? session.mac : customer.username,
      calling_station_id: session.mac,
      mac: session.mac,
      customer_id: at(ids.customers, session.customer),
      subscription_id: subscription,
      framed_ip_address: session.framedIpAddress,
      started_at: new Date(session.startedAt),
      last_event_start_at: new Date(session.startedAt),
      last_heard_at: new Date(session.endedAt),
      ended_at: new Date(session.endedAt),
      terminate_cause: session.terminateCause,
      session_seconds: seconds,
      input_bytes: session.inputBytes,
      output_bytes: session.outputBytes,
      input_packets: Math.ceil(session.inputBytes / 400),
      output_packets: Math.ceil(session.outputBytes / 1100),
    };
  });
  await insert(tx, 'sessions', sessions);
  await insertRows(
    tx,
    'subscription_usage',
    [...used].map(([subscription_id, { bytes, seconds }]) => ({
      subscription_id,
      used_bytes: bytes,
      used_seconds: seconds,
    })),
  );
  await insertRows(tx, 'attempts', attemptRows({ isp, past }, ids));
}

async function writeHotspotPast(
  tx: Tx,
  { signUps, earlier, samples }: HotspotPast,
  ids: Pick<WrittenIds, 'customers' | 'packages' | 'zones'>,
): Promise<void> {
  await insertRows(
    tx,
    'portal_sign_ups',
    signUps.map(({ customer, zone, at: time }) => ({
      customer_id: at(ids.customers, customer),
      zone_id: at(ids.zones, zone),
      at: new Date(time),
    })),
  );
  await insert(
    tx,
    'subscriptions',
    earlier.map(({ customer, servicePackage, startsAt, endsAt }) => ({
      customer_id: at(ids.customers, customer),
      service_package_id: at(ids.packages, servicePackage),
      starts_at: new Date(startsAt),
      ends_at: new Date(endsAt),
    })),
  );
  await insertRows(
    tx,
    'hotspot_samples',
    samples.map(({ zone, at: time, online, packagesInUse }) => ({
      zone_id: zone === null ? ALL_ZONES : at(ids.zones, zone),
      at: new Date(time),
      online,
      packages_in_use: packagesInUse,
    })),
  );
}

/** As `hotspot_samples` names all zones together. */
const ALL_ZONES = 0;

function attemptRows({ isp, past }: Pick<IspToWrite, 'isp' | 'past'>, ids: WrittenIds): NewRow<'attempts'>[] {
  const nodeId = randomUUID();
  return past.attempts.map((attempt) => {
    const customer = at(isp.customers, attempt.customer);
    return {
      id: randomUUID(),
      first_at: new Date(attempt.firstAt),
      at: new Date(attempt.at),
      count: attempt.count,
      node_id: nodeId,
      kind: attempt.kind,
      customer_id: at(ids.customers, attempt.customer),
      username: attempt.username,
      mac: attempt.mac,
      calling_station_id: attempt.mac,
      nas_id: at(ids.nas, customer.router),
      outcome: attempt.reason === null ? 'accept' : 'reject',
      reason: attempt.reason,
      facts: JSON.stringify({
        ...attempt.facts,
        servicePackageId: at(ids.packages, customer.servicePackage),
      }),
    };
  });
}

function zoneIdsOf(router: number, zones: readonly number[]): number[] {
  const zone = at(seedRouters, router).zone;
  return zone === null ? [] : [at(zones, zone)];
}

const ROWS_PER_STATEMENT = 500;

type TableWithId =
  | 'service_packages'
  | 'hotspot_zones'
  | 'nas'
  | 'customers'
  | 'subscriptions'
  | 'devices'
  | 'sessions';

/** Inserts and gives back the new ids, in the order of the rows. */
async function insert<T extends TableWithId>(
  tx: Tx,
  table: T,
  rows: readonly NewRow<T>[],
): Promise<number[]> {
  const ids: number[] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const some = rows.slice(start, start + ROWS_PER_STATEMENT);
    const inserted = await tx
      .insertInto(table as TableWithId)
      .values(some as never)
      .returning('id')
      .execute();
    ids.push(...inserted.map((row) => row.id));
  }
  return ids;
}

async function insertRows<T extends keyof Schema>(
  tx: Tx,
  table: T,
  rows: readonly NewRow<T>[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    await tx
      .insertInto(table)
      .values(rows.slice(start, start + ROWS_PER_STATEMENT) as never)
      .execute();
  }
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`nothing at ${index}`);
  return item;
}
