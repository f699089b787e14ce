import { type RawBuilder, sql } from 'kysely';
import { containsPattern, type ListRequest, readPage, type SortColumn } from '../db/keyset.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { Page } from '../shapes.ts';
import type {
  ServicePackage,
  ServicePackageFilters,
  ServicePackageSort,
} from './service-packages.schemas.ts';

const SORTS: Record<ServicePackageSort, SortColumn> = {
  name: { expression: sql`lower(p.name)`, type: 'text' },
  createdAt: { expression: sql`p.created_at`, type: 'timestamptz' },
};

export function selectServicePackages(db: Db | Tx) {
  return db
    .selectFrom('service_packages as p')
    .selectAll('p')
    .select([
      sql<number>`(
        select count(distinct s.customer_id) from subscriptions s
         where s.service_package_id = p.id and s.starts_at <= trusted_now() and (s.ends_at is null or s.ends_at > trusted_now())
      )`.as('customer_count'),
      sql<number[]>`array(
        select zone_id from service_package_zones where service_package_id = p.id order by zone_id
      )`.as('zone_ids'),
    ]);
}

type ServicePackageRow = Awaited<
  ReturnType<ReturnType<typeof selectServicePackages>['executeTakeFirstOrThrow']>
>;

export async function listServicePackages(
  db: Db,
  list: ListRequest<ServicePackageSort>,
  { kind }: ServicePackageFilters,
): Promise<Page<ServicePackage>> {
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (list.search !== null) all.push(sql`lower(p.name) like ${containsPattern(list.search.toLowerCase())}`);
  if (kind) all.push(sql`p.kind = ${kind}`);
  const where = sql<boolean>`${sql.join(all, sql` and `)}`;
  const query = selectServicePackages(db).where(where);
  const { rows, nextCursor } = await readPage(query, list, SORTS[list.sort], sql`p.id`);
  const page = { items: rows.map(presentServicePackage), nextCursor };
  if (!list.count) return page;
  const { total } = await db
    .selectFrom('service_packages as p')
    .select(sql<number>`count(*)`.as('total'))
    .where(where)
    .executeTakeFirstOrThrow();
  return { ...page, total };
}

/** `null`: there is no such package. */
export async function findServicePackage(db: Db | Tx, id: number): Promise<ServicePackage | null> {
  const row = await selectServicePackages(db).where('p.id', '=', id).executeTakeFirst();
  return row === undefined ? null : presentServicePackage(row);
}

function presentServicePackage(row: ServicePackageRow): ServicePackage {
  return {
    id: String(row.id),
    name: row.name,
    kind: row.kind,
    rateDownKbps: row.rate_down_kbps,
    rateUpKbps: row.rate_up_kbps,
    validitySeconds: row.validity_seconds,
    validFrom: row.valid_from,
    onlineSeconds: row.online_seconds,
    quotaBytes: row.quota_bytes,
    deviceLimit: row.device_limit,
    sessionLimit: row.session_limit,
    macBinding: row.mac_binding,
    zoneIds: row.zone_ids.map(String),
    framedPool: row.framed_pool,
    privateMacPolicy: row.private_mac_policy,
    priceMinor: row.price_minor,
    currency: row.currency,
    trial: row.trial,
    createdAt: row.created_at.toISOString(),
    customerCount: row.customer_count,
  };
}
