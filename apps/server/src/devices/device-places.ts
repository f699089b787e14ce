import { effectiveDeviceLimit, effectiveMacBinding } from '@gatehouse/domain/access/granted-service';
import type { CustomerKind, MacBindingMode } from '@gatehouse/domain/access/access-facts';
import { formatMacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';
import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { currentSubscriptions } from '../subscriptions/current-subscription.ts';

/** What a customer has registered, and how much they may have. */
export type DevicePlaces = {
  readonly deviceCount: number;
  readonly deviceLimit: number;
  readonly macBinding: MacBindingMode;
  /** Those unseen longest, {@link DEVICES_NAMED_MAX} at most. */
  readonly devices: { id: string; name: string; mac: string; lastSeenAt: string | null }[];
};

const DEVICES_NAMED_MAX = 3;

type PlacesRow = {
  id: number;
  kind: CustomerKind;
  mac_binding: MacBindingMode | null;
  device_limit: number | null;
  session_limit: number | null;
  device_count: number;
  devices: readonly { id: number; name: string; mac: string; at: string | null }[] | null;
};

/** By customer id; who does not exist has none. */
export async function readDevicePlaces(
  db: Db,
  customerIds: readonly number[],
): Promise<ReadonlyMap<number, DevicePlaces>> {
  if (customerIds.length === 0) return new Map();
  const ids = [...new Set(customerIds)];
  const { rows } = await sql<PlacesRow>`
    select c.id, c.kind, c.mac_binding, c.device_limit, c.session_limit,
           (select count(*) from devices where customer_id = c.id) as device_count,
           (select json_agg(own) from (
              select id, coalesce(label, type, upper(mac::text)) as name, mac, last_seen_at as at
                from devices where customer_id = c.id
               order by last_seen_at nulls first, id limit ${DEVICES_NAMED_MAX}) as own) as devices
      from customers c where c.id = any(${ids}::bigint[])`.execute(db);
  const subscriptions = await currentSubscriptions(db).where('s.customer_id', 'in', ids).execute();
  const packages = new Map(subscriptions.map((each) => [each.customer_id, each]));
  return new Map(
    rows.map((row) => {
      const servicePackage = packages.get(row.id);
      const source = {
        kind: row.kind,
        macBinding: row.mac_binding,
        deviceLimit: row.device_limit,
        sessionLimit: row.session_limit,
        subscription:
          servicePackage === undefined
            ? null
            : {
                servicePackage: {
                  macBinding: servicePackage.mac_binding,
                  deviceLimit: servicePackage.device_limit,
                  sessionLimit: servicePackage.session_limit,
                },
              },
      };
      return [
        row.id,
        {
          deviceCount: row.device_count,
          deviceLimit: effectiveDeviceLimit(source).value,
          macBinding: effectiveMacBinding(source).value,
          devices: (row.devices ?? []).map(({ id, name, mac, at }) => ({
            id: String(id),
            name,
            mac: formatted(mac),
            lastSeenAt: at === null ? null : new Date(at).toISOString(),
          })),
        },
      ];
    }),
  );
}

function formatted(text: string): string {
  const mac = parseMacAddress(text);
  return mac === null ? text : formatMacAddress(mac);
}
