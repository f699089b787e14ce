import { judgeStrict } from '@gatehouse/domain/access/judge-strict';
import type { CustomerKind } from '@gatehouse/domain/access/access-facts';
import type { RejectReason } from '@gatehouse/domain/access/reject-reasons';
import { formatMacAddress, isPrivateMac, parseMacAddress } from '@gatehouse/domain/mac-address';
import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { readDevicePlaces, type DevicePlaces } from '../devices/device-places.ts';
import { vendorOf } from '../devices/vendors/vendor-of.ts';
import type { BindingCheck, BindingCheckInput, CheckedCustomer } from './binding-checks.schemas.ts';

/** Looked at in one go: their sessions and attempts of months are read. */
const CUSTOMERS_PER_PART = 200;

/** Who would have been refused by strict, from the sessions and logins that there were; and what is to be registered first. */
export async function checkBinding(db: Db, input: BindingCheckInput): Promise<BindingCheck> {
  const asked = await findCustomers(db, input);
  const customers = asked.slice(0, CUSTOMERS_PER_PART);
  const ids = customers.map(({ id }) => id);
  const used = groupBy(await readUsed(db, ids, input.days));
  const places = await readDevicePlaces(db, ids);
  const checked = customers.flatMap((customer) => {
    const place = places.get(customer.id);
    return place === undefined ? [] : [present(customer, place, used.get(customer.id) ?? [])];
  });
  const last = asked.length > customers.length ? customers.at(-1) : undefined;
  return {
    customers: checked.length,
    ready: checked.filter(isReady).length,
    wouldBeRefused: checked.filter(wasLetInUnregistered).length,
    withoutDevice: checked.filter((customer) => customer.deviceCount === 0 && !wasLetInUnregistered(customer))
      .length,
    items: checked.filter((customer) => !isReady(customer)),
    nextCursor: last === undefined ? null : String(last.id),
  };
}

function wasLetInUnregistered({ devices }: CheckedCustomer): boolean {
  return devices.some(({ passedCount }) => passedCount > 0);
}

function isReady({ devices, deviceCount }: CheckedCustomer): boolean {
  return devices.length === 0 && deviceCount > 0;
}

type AskedCustomer = {
  readonly id: number;
  readonly name: string;
  readonly username: string;
  readonly kind: CustomerKind;
};

/**
 * In the order of their ids, one more than a part holds. Of a package whose it is now, and whose it was within the days that
 * are asked about: who renews it tomorrow is bound as everybody.
 */
async function findCustomers(
  db: Db,
  { customerIds, servicePackageId, days, cursor = 0 }: BindingCheckInput,
): Promise<AskedCustomer[]> {
  const which =
    customerIds === undefined
      ? sql`c.mac_binding is null
            and c.id in (select customer_id from subscriptions where service_package_id = ${servicePackageId})
            and ${servicePackageId} = (
              select s.service_package_id from subscriptions s
               where s.customer_id = c.id and s.starts_at <= trusted_now()
                 and (s.ends_at is null or s.ends_at > trusted_now() - make_interval(days => ${days}))
               order by (s.ends_at is null or s.ends_at > trusted_now()) desc,
                        case when s.ends_at is null or s.ends_at > trusted_now() then s.starts_at else s.ends_at end desc,
                        s.id desc limit 1)`
      : sql`c.id = any(${customerIds}::bigint[])`;
  const { rows } = await sql<AskedCustomer>`
    select c.id, c.name, c.username, c.kind from customers c
     where c.id > ${cursor} and c.status <> 'ended' and ${which} order by c.id limit ${CUSTOMERS_PER_PART + 1}`.execute(
    db,
  );
  return rows;
}

type UsedRow = {
  customer_id: number;
  mac: string | null;
  passed: number;
  refused: number;
  first_at: Date;
  last_at: Date;
  nas_id: number | null;
  nas_name: string | null;
  holder_id: number | null;
  holder_name: string | null;
  blocked: boolean;
};

/**
 * All else comes after the password was right. Whoever was suspended, or had no package, comes back with the device that
 * was refused for that, and strict would refuse it then.
 */
const WITHOUT_PASSWORD: readonly RejectReason[] = [
  'unknown-username',
  'wrong-password',
  'method-not-supported',
  'ticket-used',
  'ticket-expired',
  'ticket-of-other-zone',
  'ticket-of-other-device',
  'mac-login-paused',
];

/**
 * By customer and MAC, all that was let in, and what was refused with the right password; without what is registered to the
 * customer by now. A session and the login that began it are one.
 */
async function readUsed(db: Db, customerIds: readonly number[], days: number): Promise<UsedRow[]> {
  const { rows } = await sql<UsedRow>`
    with since as (select trusted_now() - make_interval(days => ${days}) as at),
         told as (
           select s.customer_id, s.mac, 1 as sessions, 0 as accepts, 0 as refused, s.started_at as first_at,
                  s.last_heard_at as last_at, s.nas_id
             from sessions s, since where s.customer_id = any(${[...customerIds]}::bigint[]) and s.last_heard_at >= since.at
           union all
           select a.customer_id, a.mac, 0, case when a.outcome = 'accept' then a.count else 0 end,
                  case when a.outcome = 'reject' then a.count else 0 end, a.first_at, a.at, a.nas_id
             from attempts a, since
            where a.customer_id = any(${[...customerIds]}::bigint[]) and a.at >= since.at
              and a.first_at >= trusted_now() - make_interval(days => ${days + 1})
              and (a.outcome = 'accept' or a.reason <> all(${[...WITHOUT_PASSWORD]}::text[]))),
         used as (
           select customer_id, mac, greatest(sum(sessions), sum(accepts)) as passed, sum(refused) as refused,
                  min(first_at) as first_at, max(last_at) as last_at, (array_agg(nas_id order by last_at desc))[1] as nas_id
             from told group by customer_id, mac)
    select used.customer_id, used.mac::text as mac, used.passed, used.refused, used.first_at, used.last_at, n.id as nas_id,
           n.name as nas_name, h.id as holder_id, h.name as holder_name,
           exists (select from blocked_macs b where b.mac = used.mac) as blocked
      from used
      left join devices d on d.mac = used.mac
      left join customers h on h.id = d.customer_id
      left join nas n on n.id = used.nas_id
     where d.customer_id is distinct from used.customer_id
     order by used.last_at desc`.execute(db);
  return rows;
}

function present(
  { id, name, username, kind }: AskedCustomer,
  place: DevicePlaces,
  used: readonly UsedRow[],
): CheckedCustomer {
  return {
    customerId: String(id),
    customerName: name,
    username,
    macBinding: place.macBinding,
    deviceCount: place.deviceCount,
    devices: used.flatMap((row) => {
      const mac = row.mac === null ? null : parseMacAddress(row.mac);
      if (judgeStrict({ kind, mac, own: false }) === null) return [];
      return [
        {
          mac: mac === null ? null : formatMacAddress(mac),
          vendor: mac === null ? null : vendorOf(mac),
          private: mac !== null && isPrivateMac(mac),
          passedCount: Number(row.passed),
          refusedCount: Number(row.refused),
          firstAt: row.first_at.toISOString(),
          lastAt: row.last_at.toISOString(),
          nas:
            row.nas_id === null || row.nas_name === null
              ? null
              : { id: String(row.nas_id), name: row.nas_name },
          holder:
            row.holder_id === null || row.holder_name === null
              ? null
              : { customerId: String(row.holder_id), customerName: row.holder_name },
          blocked: row.blocked,
          adoptable:
            row.holder_id === null && !row.blocked && judgeStrict({ kind, mac, own: mac !== null }) === null,
        },
      ];
    }),
  };
}

function groupBy(rows: readonly UsedRow[]): Map<number, UsedRow[]> {
  const groups = new Map<number, UsedRow[]>();
  for (const row of rows) {
    const group = groups.get(row.customer_id);
    if (group === undefined) groups.set(row.customer_id, [row]);
    else group.push(row);
  }
  return groups;
}
