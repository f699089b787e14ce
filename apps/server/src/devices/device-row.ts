import { guessDeviceType } from '@gatehouse/domain/devices/guess-device-type';
import { formatMacAddress, isPrivateMac } from '@gatehouse/domain/mac-address';
import { sql } from 'kysely';
import type { Db, Tx } from '../db/open-database.ts';
import type { Device } from './devices.schemas.ts';
import { storedMac } from './stored-mac.ts';
import { vendorOf } from './vendors/vendor-of.ts';

/** Devices with their holders' names: what every answer about a device is made from. */
export function selectDevices(db: Db | Tx) {
  return db
    .selectFrom('devices as d')
    .innerJoin('customers as c', 'c.id', 'd.customer_id')
    .select([
      'd.id',
      'd.customer_id',
      'c.name as customer_name',
      'c.username',
      'd.mac',
      'd.type',
      'd.label',
      'd.source',
      'd.added_by',
      'd.added_at',
      'd.last_seen_at',
      'd.over_limit',
      sql<boolean>`d.mac_login_paused_at is not null`.as('mac_login_paused'),
      sql<boolean>`exists (select from blocked_macs b where b.mac = d.mac)`.as('blocked'),
    ]);
}

export type DeviceRow = Awaited<ReturnType<ReturnType<typeof selectDevices>['executeTakeFirstOrThrow']>>;

export function presentDevice(row: DeviceRow): Device {
  const mac = storedMac(row.mac);
  const vendor = vendorOf(mac);
  return {
    id: String(row.id),
    customerId: String(row.customer_id),
    customerName: row.customer_name,
    username: row.username,
    mac: formatMacAddress(mac),
    type: row.type,
    label: row.label,
    vendor,
    guessedType: row.type === null ? guessDeviceType(vendor) : null,
    private: isPrivateMac(mac),
    source: row.source,
    addedBy: row.added_by,
    addedAt: row.added_at.toISOString(),
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    overLimit: row.over_limit,
    macLoginPaused: row.mac_login_paused,
    blocked: row.blocked,
  };
}

/** What the audit log keeps of a device. */
export function auditedDevice(row: DeviceRow): Record<string, unknown> {
  const { customerId, mac, type, label, source, addedBy, addedAt, overLimit } = presentDevice(row);
  return { customerId, mac, type, label, source, addedBy, addedAt, overLimit };
}
