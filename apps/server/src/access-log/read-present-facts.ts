import type {
  CustomerKind,
  CustomerStatus,
  MacBindingMode,
  PrivateMacPolicy,
} from '@gatehouse/domain/access/access-facts';
import { SESSION_SILENCE_SECONDS_MAX } from '@gatehouse/domain/access/granted-service';
import { usernameKey } from '@gatehouse/domain/username';
import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { type CurrentSubscription, currentSubscriptions } from '../subscriptions/current-subscription.ts';
import { GROUP_MS } from './attempt-groups.ts';

/** Whom a login is about now, and what it would be judged by. Times are milliseconds since the epoch. */
export type PresentFacts = {
  readonly customerId: number;
  readonly customerName: string;
  readonly kind: CustomerKind;
  readonly status: CustomerStatus;
  readonly macBinding: MacBindingMode | null;
  readonly deviceLimit: number | null;
  readonly sessionLimit: number | null;
  readonly deviceCount: number;
  readonly borrowedPlaces: number;
  readonly otherSessions: number;
  readonly macWasRemoved: boolean;
  readonly swapWindowEndsAt: number | null;
  readonly blocked: boolean;
  /** Zones from where one may roam to the one that was asked from. */
  readonly roamingZoneIds: readonly number[];
  /** From the same device, after the refusal. */
  readonly acceptedSince: boolean;
  /** Whose device the MAC is. */
  readonly holder: {
    readonly customerId: number;
    readonly customerName: string;
    readonly customerKind: CustomerKind;
    readonly macLoginPaused: boolean;
    readonly zoneIds: readonly number[];
  } | null;
  /** The customer's devices, the last seen first, {@link DEVICES_NAMED_MAX} at most. */
  readonly devices: readonly {
    readonly id: string;
    readonly name: string;
    readonly lastSeenAt: number | null;
  }[];
  readonly subscription: {
    readonly servicePackageName: string;
    readonly endsAt: number | null;
    readonly waitingSeconds: number | null;
    readonly usedBytes: number;
    readonly quotaBytes: number | null;
    readonly usedSeconds: number;
    readonly onlineSeconds: number | null;
    readonly zoneIds: readonly number[];
    readonly deviceLimit: number | null;
    readonly sessionLimit: number | null;
    readonly macBinding: MacBindingMode | null;
    readonly privateMacPolicy: PrivateMacPolicy;
  } | null;
};

/** Who tried: the customer if one was known, else whoever has the username, or the device, by now. */
export type Asked = {
  readonly customerId: number | null;
  readonly username: string;
  readonly mac: string | null;
  /** As it was sent; it tells the line where there is no MAC. */
  readonly callingStationId: string;
  readonly nasId: number | null;
  readonly at: Date;
  /** A MAC login is about the one who holds the MAC. */
  readonly byMac: boolean;
  /** `null`: a line. */
  readonly zoneId: number | null;
};

const DEVICES_NAMED_MAX = 3;

/** One entry per question, in its order; `undefined` where it is about nobody. Two queries, however many are asked. */
export async function readPresentFacts(
  db: Db,
  asked: readonly Asked[],
): Promise<readonly (PresentFacts | undefined)[]> {
  if (asked.length === 0) return [];
  const rows = await readRows(db, asked);
  const ids = [...new Set(rows.map(({ customer_id }) => customer_id))];
  const subscriptions =
    ids.length === 0 ? [] : await currentSubscriptions(db).where('s.customer_id', 'in', ids).execute();
  const byCustomer = new Map(subscriptions.map((subscription) => [subscription.customer_id, subscription]));
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  return asked.map((_, index) => {
    const row = byPlace.get(index + 1);
    return row && present(row, byCustomer.get(row.customer_id));
  });
}

type PresentRow = {
  place: number;
  customer_id: number;
  customer_name: string;
  kind: CustomerKind;
  status: CustomerStatus;
  mac_binding: MacBindingMode | null;
  device_limit: number | null;
  session_limit: number | null;
  device_count: number;
  borrowed_places: number;
  other_sessions: number;
  mac_was_removed: boolean;
  swap_window_ends_at: number | null;
  blocked: boolean;
  accepted_since: boolean;
  roaming_zone_ids: number[];
  holder_id: number | null;
  holder_name: string;
  holder_kind: CustomerKind;
  paused: boolean;
  zone_ids: number[];
  devices: readonly { id: number; name: string; at: number | null }[] | null;
};

async function readRows(db: Db, asked: readonly Asked[]): Promise<readonly PresentRow[]> {
  const ids = asked.map(({ customerId }) => customerId);
  const names = asked.map(({ username }) => usernameKey(username));
  const macs = asked.map(({ mac }) => mac);
  const callers = asked.map(({ callingStationId }) => callingStationId);
  const routers = asked.map(({ nasId }) => nasId);
  const byMac = asked.map((each) => each.byMac);
  const zones = asked.map(({ zoneId }) => zoneId);
  const times = asked.map(({ at }) => at.toISOString());
  const { rows } = await sql<PresentRow>`
    with asked as (
      select place, ask.mac, ask.caller, ask.nas_id, ask.at, ask.zone_id, case when by_mac then coalesce(held.customer_id, known_id)
                              else coalesce(known_id, named.id) end as customer_id
        from unnest(${ids}::bigint[], ${names}::text[], ${macs}::macaddr[], ${byMac}::boolean[], ${times}::timestamptz[],
                    ${zones}::bigint[], ${callers}::text[], ${routers}::bigint[])
             with ordinality as ask (known_id, name, mac, by_mac, at, zone_id, caller, nas_id, place)
        left join customers named on named.username_key = ask.name
        left join devices held on held.mac = ask.mac and by_mac)
    select asked.place, c.id as customer_id, c.name as customer_name, c.kind, c.status,
           c.mac_binding, c.device_limit, c.session_limit,
           (select count(*) from devices where customer_id = c.id) as device_count,
           (select count(distinct s.mac) from sessions s join devices of on of.mac = s.mac
             where ${counts} and of.customer_id <> c.id) as borrowed_places,
           (select count(*) from sessions s where ${counts}) as other_sessions,
           exists (select from removed_devices r where r.customer_id = c.id and r.mac = asked.mac) as mac_was_removed,
           (select round(extract(epoch from w.ends_at) * 1000)::float8 from swap_windows w
             where w.customer_id = c.id and w.used_at is null and w.closed_at is null) as swap_window_ends_at,
           exists (select from blocked_macs b where b.mac = asked.mac) as blocked,
           exists (select from attempts a
                    where a.customer_id = c.id and a.outcome = 'accept' and a.mac is not distinct from asked.mac
                      and a.at > asked.at and a.first_at > asked.at - ${oneGroup}) as accepted_since,
           array(select other.id from hotspot_zones here
                   join hotspot_zones other on other.roaming_group = here.roaming_group and other.id <> here.id
                  where here.id = asked.zone_id) as roaming_zone_ids,
           h.id as holder_id, h.name as holder_name, h.kind as holder_kind,
           d.mac_login_paused_at is not null as paused, d.zone_ids,
           (select json_agg(json_build_object('id', own.id, 'name', own.name, 'at', own.at))
              from (select id, coalesce(label, type, upper(mac::text)) as name,
                           round(extract(epoch from last_seen_at) * 1000) as at
                      from devices where customer_id = c.id
                     order by last_seen_at desc nulls last, id limit ${DEVICES_NAMED_MAX}) as own) as devices
      from asked
      join customers c on c.id = asked.customer_id
      left join devices d on d.mac = asked.mac
      left join customers h on h.id = d.customer_id`.execute(db);
  return rows;
}

/** A group of attempts began at most so long before its last one. */
const oneGroup = sql`make_interval(secs => ${GROUP_MS / 1000})`;

/**
 * Rule 15: open, heard from lately, and not of the attempt's own device; without a MAC, not of its own line. Of an attempt
 * that told no caller the port is not kept, so that sessions without a MAC may all be its own.
 */
const counts = sql`s.customer_id = c.id and s.ended_at is null
  and (s.mac is distinct from asked.mac
       or s.mac is null and asked.caller <> '' and (s.nas_id, s.calling_station_id) is distinct from (asked.nas_id, asked.caller))
  and s.last_heard_at > trusted_now() - make_interval(secs => ${SESSION_SILENCE_SECONDS_MAX})`;

function present(row: PresentRow, subscription: CurrentSubscription | undefined): PresentFacts {
  return {
    customerId: row.customer_id,
    customerName: row.customer_name,
    kind: row.kind,
    status: row.status,
    macBinding: row.mac_binding,
    deviceLimit: row.device_limit,
    sessionLimit: row.session_limit,
    deviceCount: row.device_count,
    borrowedPlaces: row.borrowed_places,
    otherSessions: row.other_sessions,
    macWasRemoved: row.mac_was_removed,
    swapWindowEndsAt: row.swap_window_ends_at,
    blocked: row.blocked,
    roamingZoneIds: row.roaming_zone_ids,
    acceptedSince: row.accepted_since,
    holder:
      row.holder_id === null
        ? null
        : {
            customerId: row.holder_id,
            customerName: row.holder_name,
            customerKind: row.holder_kind,
            macLoginPaused: row.paused,
            zoneIds: row.zone_ids,
          },
    devices: (row.devices ?? []).map(({ id, name, at }) => ({ id: String(id), name, lastSeenAt: at })),
    subscription:
      subscription === undefined
        ? null
        : {
            servicePackageName: subscription.package_name,
            endsAt: subscription.ends_at?.getTime() ?? null,
            waitingSeconds: subscription.waiting_seconds,
            usedBytes: subscription.used_bytes,
            quotaBytes: subscription.quota_bytes,
            usedSeconds: subscription.used_seconds,
            onlineSeconds: subscription.online_seconds,
            zoneIds: subscription.zone_ids,
            deviceLimit: subscription.device_limit,
            sessionLimit: subscription.session_limit,
            macBinding: subscription.mac_binding,
            privateMacPolicy: subscription.private_mac_policy,
          },
  };
}
