import { type RawBuilder, sql } from 'kysely';
import { containsPattern, type ListRequest, readPage, type SortColumn } from '../db/keyset.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { Page } from '../shapes.ts';
import type { Nas, NasFilters, NasSort } from './nas.schemas.ts';
import { presentNasAddress } from './nas-address.ts';

const SORTS: Record<NasSort, SortColumn> = {
  name: { expression: sql`lower(n.name)`, type: 'text' },
  address: { expression: sql`n.address`, type: 'cidr' },
  createdAt: { expression: sql`n.created_at`, type: 'timestamptz' },
};

function selectNas(db: Db | Tx) {
  return db
    .selectFrom('nas as n')
    .leftJoin('hotspot_zones as z', 'z.id', 'n.zone_id')
    .select([
      'n.id',
      'n.name',
      'n.address',
      'n.vendor',
      'n.zone_id',
      'z.name as zone_name',
      'n.message_authenticator',
      'n.proxy',
      'n.coa_port',
      sql<boolean>`n.previous_secret_cipher is not null`.as('has_previous_secret'),
      'n.created_at',
      'n.unsigned_until',
      sql<SigningRow[]>`coalesce((
        select jsonb_agg(jsonb_build_object('address', host(s.source_address), 'since', s.learned_at) order by s.learned_at)
          from nas_signing_sources s where s.nas_id = n.id), '[]')`.as('signing_sources'),
      sql<Nas['hotspotServers']>`coalesce((
        select jsonb_agg(jsonb_build_object('serverName', h.server_name, 'zoneId', h.zone_id::text) order by h.server_name)
          from nas_hotspot_servers h where h.nas_id = n.id), '[]')`.as('hotspot_servers'),
    ]);
}

/** As JSON of the database writes it. */
type SigningRow = { readonly address: string; readonly since: string };

type NasRow = Awaited<ReturnType<ReturnType<typeof selectNas>['executeTakeFirstOrThrow']>>;

export async function listNas(db: Db, list: ListRequest<NasSort>, filters: NasFilters): Promise<Page<Nas>> {
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (list.search !== null) {
    const pattern = containsPattern(list.search.toLowerCase());
    all.push(sql`(lower(n.name) like ${pattern} or n.address::text like ${pattern})`);
  }
  if (filters.zoneId)
    all.push(sql`(n.zone_id = ${filters.zoneId}
      or exists (select from nas_hotspot_servers h where h.nas_id = n.id and h.zone_id = ${filters.zoneId}))`);
  if (filters.vendor) all.push(sql`n.vendor = ${filters.vendor}`);
  const where = sql<boolean>`${sql.join(all, sql` and `)}`;
  const { rows, nextCursor } = await readPage(selectNas(db).where(where), list, SORTS[list.sort], sql`n.id`);
  const page = { items: rows.map(presentNas), nextCursor };
  if (!list.count) return page;
  const { total } = await db
    .selectFrom('nas as n')
    .select(sql<number>`count(*)`.as('total'))
    .where(where)
    .executeTakeFirstOrThrow();
  return { ...page, total };
}

export async function findAllNas(db: Db): Promise<Nas[]> {
  return (await selectNas(db).execute()).map(presentNas);
}

/** `null`: there is no such router. */
export async function findNas(db: Db | Tx, id: number): Promise<Nas | null> {
  const row = await selectNas(db).where('n.id', '=', id).executeTakeFirst();
  return row === undefined ? null : presentNas(row);
}

function presentNas(row: NasRow): Nas {
  return {
    id: String(row.id),
    name: row.name,
    address: presentNasAddress(row.address),
    vendor: row.vendor,
    zoneId: row.zone_id === null ? null : String(row.zone_id),
    zoneName: row.zone_name,
    hotspotServers: row.hotspot_servers,
    messageAuthenticator: row.message_authenticator,
    proxy: row.proxy,
    coaPort: row.coa_port,
    signing: {
      sources: row.signing_sources.map(({ address, since }) => ({
        address,
        since: new Date(since).toISOString(),
      })),
      unsignedUntil: row.unsigned_until?.toISOString() ?? null,
    },
    hasPreviousSecret: row.has_previous_secret,
    createdAt: row.created_at.toISOString(),
  };
}
