import { isIPv4 } from 'node:net';
import { sql } from 'kysely';
import type { Db } from '../../db/open-database.ts';
import { readOverview } from '../customer-overview.ts';

/** Whether a phone is let through, and how long still; `null` of a number: no limit. */
export type CaptiveState =
  | { readonly captive: true }
  | { readonly captive: false; readonly secondsLeft: number | null; readonly bytesLeft: number | null };

/**
 * What is known of whoever asks from this address at this router; `null`: nothing.
 *
 * The address is the one thing about a phone that it cannot make up, if it is the phone's own: many routers hide all
 * their phones behind one. It counts as a phone's own where its neighbours (the same 256 addresses) are or just were
 * online at that router by these very addresses; else nothing is said, and the phone finds out as phones always did.
 * @param nasId as the address of this API told it: it may be any, and only narrows where to look
 */
export async function readCaptiveState(
  db: Db,
  nasId: number,
  address: string,
  now: number,
): Promise<CaptiveState | null> {
  if (!isIPv4(address)) return null; // hotspots are IPv4
  const { rows } = await sql<{ customer_id: number | null; online: boolean }>`
    select s.customer_id, s.ended_at is null and s.framed_ip_address = ${address}::inet as online
      from nas n
      join open_sessions o on o.source_address <<= n.address
     cross join lateral unnest(o.session_ids) as listed(id)
      join sessions s on s.id = listed.id and s.nas_id = n.id
     where n.id = ${nasId} and s.framed_ip_address <<= set_masklen(${address}::inet, 24)
     order by online desc, s.id desc
     limit 1`.execute(db);
  const [found] = rows;
  if (found === undefined) return null;
  if (!found.online) return { captive: true };
  const left = found.customer_id === null ? null : (await readOverview(db, found.customer_id, now)).left;
  const times = [left?.secondsLeft, left?.onlineSecondsLeft].filter((seconds) => typeof seconds === 'number');
  return {
    captive: false,
    secondsLeft: times.length === 0 ? null : Math.min(...times),
    bytesLeft: left?.bytesLeft ?? null,
  };
}
