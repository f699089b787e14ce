import { sql } from 'kysely';
import { containsPattern, type ListRequest, readPage, type SortColumn } from '../db/keyset.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { Page } from '../shapes.ts';
import type { HotspotZone, HotspotZoneSort } from './hotspot-zones.schemas.ts';
import { countWaiting } from './waiting-devices.queries.ts';

const SORTS: Record<HotspotZoneSort, SortColumn> = {
  name: { expression: sql`lower(z.name)`, type: 'text' },
  createdAt: { expression: sql`z.created_at`, type: 'timestamptz' },
};

function selectZones(db: Db | Tx) {
  return db.selectFrom('hotspot_zones as z').select([
    'z.id',
    'z.name',
    'z.ssid',
    'z.mac_login',
    'z.roaming_group',
    'z.uam_pap',
    'z.registration',
    'z.phone_country_code',
    'z.gateway_hosts',
    'z.created_at',
    'z.portal_name',
    'z.accent_color',
    'z.portal_languages',
    'z.default_language',
    'z.welcome_texts',
    'z.terms_texts',
    'z.terms_url',
    sql<boolean>`z.mac_password_cipher is not null`.as('has_mac_password'),
    sql<boolean>`z.uam_secret_cipher is not null`.as('has_uam_secret'),
    sql<HotspotZone['logo']>`(
      select jsonb_build_object('type', l.type, 'bytes', length(l.octets), 'width', l.width, 'height', l.height,
                                'hash', l.hash)
        from portal_logos l where l.zone_id = z.id)`.as('logo'),
    sql<number>`(
      select count(*) from nas n where n.zone_id = z.id
         or exists (select from nas_hotspot_servers h where h.nas_id = n.id and h.zone_id = z.id)
    )`.as('nas_count'),
    countWaiting(sql.ref('z.id')).as('waiting_count'),
  ]);
}

type ZoneRow = Awaited<ReturnType<ReturnType<typeof selectZones>['executeTakeFirstOrThrow']>>;

export async function listHotspotZones(
  db: Db,
  list: ListRequest<HotspotZoneSort>,
): Promise<Page<HotspotZone>> {
  const pattern = containsPattern(list.search?.toLowerCase() ?? '');
  const where = sql<boolean>`(lower(z.name) like ${pattern} or lower(z.ssid) like ${pattern})`;
  const { rows, nextCursor } = await readPage(
    selectZones(db).where(where),
    list,
    SORTS[list.sort],
    sql`z.id`,
  );
  const page = { items: rows.map(presentZone), nextCursor };
  if (!list.count) return page;
  const { total } = await db
    .selectFrom('hotspot_zones as z')
    .select(sql<number>`count(*)`.as('total'))
    .where(where)
    .executeTakeFirstOrThrow();
  return { ...page, total };
}

/** `null`: there is no such zone. */
export async function findHotspotZone(db: Db | Tx, id: number): Promise<HotspotZone | null> {
  const row = await selectZones(db).where('z.id', '=', id).executeTakeFirst();
  return row === undefined ? null : presentZone(row);
}

function presentZone(row: ZoneRow): HotspotZone {
  return {
    id: String(row.id),
    name: row.name,
    ssid: row.ssid,
    macLogin: row.mac_login,
    roamingGroup: row.roaming_group,
    hasMacPassword: row.has_mac_password,
    hasUamSecret: row.has_uam_secret,
    uamPap: row.uam_pap,
    registration: row.registration,
    phoneCountryCode: row.phone_country_code,
    gatewayHosts: row.gateway_hosts,
    portal: {
      name: row.portal_name,
      accentColor: row.accent_color,
      languages: row.portal_languages,
      defaultLanguage: row.default_language,
      welcomeTexts: row.welcome_texts,
      termsTexts: row.terms_texts,
      termsUrl: row.terms_url,
    },
    logo: row.logo,
    createdAt: row.created_at.toISOString(),
    nasCount: row.nas_count,
    waitingCount: row.waiting_count,
  };
}
