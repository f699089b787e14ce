import { sql } from 'kysely';
import type { Db, Tx } from '../../db/open-database.ts';
import { presentDevice, selectDevices } from '../device-row.ts';
import { cameByItself, mayBeOne, PROPOSED_DAYS, toldApart } from './may-be-one.ts';
import type { SameDevicePair } from './same-devices.schemas.ts';

/** Of everybody's: each newcomer costs a look. */
const PROPOSED_DAYS_OF_ALL = 30;
const PAIRS_MAX = 200;

/** Of each newer device the older one that fell silent last; the newest first. `null`: of all customers. */
export async function listSameDevicePairs(db: Db, customerId: number | null): Promise<SameDevicePair[]> {
  const ofWhom = customerId === null ? sql`true` : sql`n.customer_id = ${customerId}`;
  const days = customerId === null ? PROPOSED_DAYS_OF_ALL : PROPOSED_DAYS;
  // From the newest on, each with a look at its own customer's devices: the list is full long before all are seen.
  const { rows: pairs } = await sql<{ older: number; newer: number }>`
    select pair.older, n.id as newer
      from devices n
     cross join lateral (
           select d.id as older from devices d
            where ${mayBeOne} and not ${toldApart}
            order by coalesce(d.last_seen_at, d.added_at) desc, d.id limit 1) as pair
     where ${ofWhom} and ${cameByItself} and n.added_at > trusted_now() - make_interval(days => ${days})
     order by n.added_at desc, n.id desc
     limit ${PAIRS_MAX}`.execute(db);
  if (pairs.length === 0) return [];
  const rows = await selectDevices(db)
    .where(
      'd.id',
      'in',
      pairs.flatMap(({ older, newer }) => [older, newer]),
    )
    .execute();
  const devices = new Map(rows.map((row) => [row.id, presentDevice(row)]));
  return pairs.flatMap((pair) => {
    const [older, newer] = [devices.get(pair.older), devices.get(pair.newer)];
    return older === undefined || newer === undefined ? [] : [{ older, newer }];
  });
}

/** The customer of both, where the two may still be one device. */
export async function findPair(
  tx: Db | Tx,
  olderId: number,
  newerId: number,
): Promise<{ readonly customerId: number; readonly olderMac: string; readonly newerMac: string } | null> {
  const { rows } = await sql<{ customerId: number; olderMac: string; newerMac: string }>`
    select d.customer_id as "customerId", d.mac::text as "olderMac", n.mac::text as "newerMac"
      from devices n join devices d on ${mayBeOne}
     where d.id = ${olderId} and n.id = ${newerId}`.execute(tx);
  return rows[0] ?? null;
}
