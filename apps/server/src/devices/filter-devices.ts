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
  if (filters.seenBefore) all.push(sql`${lastSeen} < ${filters.seenBefore}::timestamptz`);
  return sql<boolean>`(${sql.join(all, sql` and `)})`;
}
