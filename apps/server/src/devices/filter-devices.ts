import { type RawBuilder, sql } from 'kysely';
import type { DeviceFilters } from './devices.schemas.ts';

/** The bit of a locally administered address. */
export const isPrivate = sql<boolean>`((d.mac & '02:00:00:00:00:00') <> '00:00:00:00:00:00')`;

/** Never seen: before all others. An index has it. */
export const lastSeen = sql`coalesce(d.last_seen_at, '-infinity')`;

export function isFiltered(filters: DeviceFilters): boolean {
  return Object.values(filters).some((value) => value !== undefined && value !== '');
}

/** Which of `devices d` are left. */
export function filtered(filters: DeviceFilters): RawBuilder<boolean> {
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (filters.customerId) all.push(sql`d.customer_id = ${filters.customerId}`);
  if (filters.type) all.push(sql`lower(d.type) = ${filters.type.toLowerCase()}`);
  if (filters.addedBy) all.push(sql`d.added_by = ${filters.addedBy}`);
  if (filters.source) all.push(sql`d.source = ${filters.source}`);
  if (filters.private) all.push(sql`${isPrivate} = ${filters.private === 'true'}`);
  if (filters.seenBefore || filters.lastSeen) all.push(whenSeen(filters));
  if (filters.zoneId) all.push(sql`${filters.zoneId} = any(d.zone_ids)`);
  return sql<boolean>`(${sql.join(all, sql` and `)})`;
}

/** Of `devices d`: one end of the order in which they were seen last. */
export function whenSeen({ seenBefore, lastSeen: when }: DeviceFilters): RawBuilder<boolean> {
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (seenBefore) all.push(sql`${lastSeen} < ${seenBefore}::timestamptz`);
  if (when) all.push(wasSeen(when));
  return sql<boolean>`(${sql.join(all, sql` and `)})`;
}

/** `never`, `30d` or `over-30d`, by the day's length before now. */
function wasSeen(when: string): RawBuilder<boolean> {
  if (when === 'never') return sql<boolean>`${lastSeen} = '-infinity'`;
  const [, over, days] = /^(over-)?(\d+)d$/.exec(when) ?? [];
  const than = over === undefined ? sql`>=` : sql`<`;
  return sql<boolean>`${lastSeen} ${than} trusted_now() - ${Number(days)} * interval '1 day'`;
}
