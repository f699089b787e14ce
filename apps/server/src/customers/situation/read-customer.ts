import type { CustomerKind, CustomerStatus, MacBindingMode } from '@gatehouse/domain/access/access-facts';
import {
  type BindingSource,
  effectiveDeviceLimit,
  effectiveMacBinding,
} from '@gatehouse/domain/access/granted-service';
import type { SituationFacts } from '@gatehouse/domain/customers/situation/situation-facts';
import { sql } from 'kysely';
import type { Db } from '../../db/open-database.ts';
import { currentSubscriptions, type CurrentSubscription } from '../../subscriptions/current-subscription.ts';

/** What stands in the database about the customer, before anything is heard of them. */
export type OwnFacts = Pick<
  SituationFacts,
  | 'name'
  | 'username'
  | 'kind'
  | 'status'
  | 'macBinding'
  | 'deviceLimit'
  | 'deviceCount'
  | 'devices'
  | 'package'
  | 'needsPackage'
>;

/** More are not named, and looked for in the access log. */
const DEVICES_MAX = 20;

type CustomerRow = {
  name: string;
  username: string;
  kind: CustomerKind;
  status: CustomerStatus;
  macBinding: MacBindingMode | null;
  deviceLimit: number | null;
  sessionLimit: number | null;
  deviceCount: number;
  devices: readonly { id: number; name: string; mac: string; at: number | null }[] | null;
  hadSubscription: boolean;
  hasQueued: boolean;
};

/** `null`: there is no such customer. */
export async function readOwnFacts(db: Db, customerId: number): Promise<OwnFacts | null> {
  const [{ rows }, subscription] = await Promise.all([
    sql<CustomerRow>`
      select name, username, kind, status, mac_binding as "macBinding", device_limit as "deviceLimit",
             session_limit as "sessionLimit",
             (select count(*) from devices where customer_id = c.id) as "deviceCount",
             (select json_agg(json_build_object('id', own.id, 'name', own.name, 'mac', own.mac, 'at', own.at))
                from (select id, coalesce(label, type, upper(mac::text)) as name, upper(mac::text) as mac,
                             round(extract(epoch from last_seen_at) * 1000) as at
                        from devices where customer_id = c.id
                       order by last_seen_at desc nulls last, id limit ${DEVICES_MAX}) as own) as devices,
             exists (select from subscriptions s where s.customer_id = c.id and s.starts_at <= trusted_now())
               as "hadSubscription",
             exists (select from subscriptions s where s.customer_id = c.id and s.starts_at > trusted_now())
               as "hasQueued"
        from customers c where id = ${customerId}`.execute(db),
    currentSubscriptions(db).where('s.customer_id', '=', customerId).executeTakeFirst(),
  ]);
  const [row] = rows;
  if (row === undefined) return null;
  const { name, username, kind, status, deviceCount, hadSubscription } = row;
  const source = bindingSource(row, subscription);
  return {
    name,
    username,
    kind,
    status,
    macBinding: effectiveMacBinding(source).value,
    deviceLimit: effectiveDeviceLimit(source).value,
    deviceCount,
    devices: (row.devices ?? []).map(({ id, at, ...own }) => ({ ...own, id: String(id), lastSeenAt: at })),
    package: subscription === undefined ? null : presentPackage(subscription, row.hasQueued),
    needsPackage: kind === 'hotspot' || hadSubscription,
  };
}

function bindingSource(row: CustomerRow, subscription: CurrentSubscription | undefined): BindingSource {
  const { kind, macBinding, deviceLimit, sessionLimit } = row;
  const servicePackage = subscription && {
    macBinding: subscription.mac_binding,
    deviceLimit: subscription.device_limit,
    sessionLimit: subscription.session_limit,
  };
  return {
    kind,
    macBinding,
    deviceLimit,
    sessionLimit,
    subscription: servicePackage === undefined ? null : { servicePackage },
  };
}

function presentPackage(
  subscription: CurrentSubscription,
  isFollowed: boolean,
): NonNullable<OwnFacts['package']> {
  const { quota_bytes, used_bytes, online_seconds, used_seconds, running, ends_at } = subscription;
  const volumeGone = quota_bytes !== null && used_bytes >= quota_bytes;
  const timeGone = online_seconds !== null && used_seconds >= online_seconds;
  return {
    subscriptionId: String(subscription.id),
    name: subscription.package_name,
    startsAt: subscription.starts_at.getTime(),
    endsAt: ends_at?.getTime() ?? null,
    running,
    usedUp: running ? (volumeGone ? 'volume' : timeGone ? 'time' : null) : null,
    isFollowed,
  };
}
