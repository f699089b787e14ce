import { type RawBuilder, sql } from 'kysely';
import { isAsleep } from '../asleep-devices.ts';

/** How long ago the newer one may have come. */
export const PROPOSED_DAYS = 90;

const isPrivate = (mac: RawBuilder<unknown>) =>
  sql<boolean>`(${mac} & macaddr '02:00:00:00:00:00') <> macaddr '00:00:00:00:00:00'`;

export const cameByItself = sql<boolean>`(${isPrivate(sql`n.mac`)} and n.source in ('hotspot', 'learned'))`;

/**
 * Rule 14, of an older device `d` and a newer one `n` of one customer: both with a private address, the newer registered
 * by itself where the older one was known, after it fell silent, and that one neither online nor seen within a day.
 */
export const mayBeOne = sql<boolean>`(
  n.customer_id = d.customer_id and n.id <> d.id
  and ${isPrivate(sql`d.mac`)} and ${cameByItself}
  and n.added_at > coalesce(d.last_seen_at, d.added_at)
  and (d.zone_ids = '{}' or n.zone_ids = '{}' or d.zone_ids && n.zone_ids)
  and ${isAsleep})`;

/** An operator said that the two are two. */
export const toldApart = sql<boolean>`exists (
  select from devices_told_apart t
   where t.customer_id = d.customer_id and t.older_mac = d.mac and t.newer_mac = n.mac)`;
