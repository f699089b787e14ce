import { type RawBuilder, sql } from 'kysely';
import type { CustomerFilters } from './customers.schemas.ts';

/** Which of `customers c` are left. */
export function filtered(filters: CustomerFilters): RawBuilder<boolean> {
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (filters.kind) all.push(sql`c.kind = ${filters.kind}`);
  if (filters.status) all.push(sql`c.status = ${filters.status}`);
  if (filters.servicePackageId) all.push(holdsPackage(filters.servicePackageId));
  if (filters.zoneId)
    all.push(sql`c.id in (select customer_id from devices where ${filters.zoneId} = any(zone_ids))`);
  if (filters.signedUpSince || filters.signedUpZoneId) all.push(signedUp(filters));
  if (filters.macBinding) {
    const fallback = sql`case c.kind when 'hotspot' then 'learn' else 'off' end`;
    all.push(
      sql`coalesce(c.mac_binding, ${currentPackageOf('mac_binding')}, ${fallback}) = ${filters.macBinding}`,
    );
  }
  return sql<boolean>`(${sql.join(all, sql` and `)})`;
}

/** Whose running package it is. Of several that run the one begun last counts. */
function holdsPackage(held: number | 'any-hotspot'): RawBuilder<boolean> {
  const running = (which: RawBuilder<unknown>) => sql<boolean>`c.id in (
    select s.customer_id from service_packages p join subscriptions s on s.service_package_id = p.id
     where ${which} and s.starts_at <= trusted_now() and (s.ends_at is null or s.ends_at > trusted_now()))`;
  if (held === 'any-hotspot') return running(sql`p.kind = 'hotspot'`);
  return sql`(${running(sql`p.id = ${held}`)} and ${currentPackageOf('id')} = ${held})`;
}

function signedUp({ signedUpSince, signedUpZoneId }: CustomerFilters): RawBuilder<boolean> {
  const all = [sql`true`];
  if (signedUpSince) all.push(sql`at >= ${signedUpSince}`);
  if (signedUpZoneId) all.push(sql`zone_id = ${signedUpZoneId}`);
  return sql`c.id in (select customer_id from portal_sign_ups where ${sql.join(all, sql` and `)})`;
}

/** Of the package that counts now for `c`; the same choice as in subscriptions.queries. */
function currentPackageOf(column: 'id' | 'mac_binding') {
  const runs = sql`(s.ends_at is null or s.ends_at > trusted_now())`;
  return sql`(
    select p.${sql.ref(column)} from subscriptions s join service_packages p on p.id = s.service_package_id
     where s.customer_id = c.id and s.starts_at <= trusted_now()
     order by ${runs} desc, case when ${runs} then s.starts_at else s.ends_at end desc, s.id desc limit 1)`;
}
