import type { HexColor } from '@gatehouse/domain/hotspot-zones/portal-colors';
import type { Language, TextsByLanguage } from '@gatehouse/domain/hotspot-zones/portal-languages';
import type { Db } from '../db/open-database.ts';

/** How a zone's portal looks, and what it says beside its own texts. */
export type PortalLook = {
  readonly zoneId: number;
  /** What visitors know the place as. */
  readonly name: string;
  /** `null`: our own. */
  readonly accentColor: HexColor | null;
  readonly logo: LookLogo | null;
  readonly languages: readonly Language[];
  readonly defaultLanguage: Language;
  readonly welcomeTexts: TextsByLanguage;
  readonly termsTexts: TextsByLanguage;
  readonly termsUrl: string | null;
};

/** In pixels, so that a page keeps its room before it is there. */
export type LookLogo = { readonly url: string; readonly width: number; readonly height: number };

/** Fails where there is no such zone. */
export async function readPortalLook(db: Db, zoneId: number): Promise<PortalLook> {
  const row = await db
    .selectFrom('hotspot_zones as z')
    .leftJoin('portal_logos as l', 'l.zone_id', 'z.id')
    .select(['z.name', 'z.portal_name', 'z.accent_color', 'z.portal_languages', 'z.default_language'])
    .select(['z.welcome_texts', 'z.terms_texts', 'z.terms_url', 'l.hash', 'l.width', 'l.height'])
    .where('z.id', '=', zoneId)
    .executeTakeFirstOrThrow();
  const { hash, width, height } = row;
  return {
    zoneId,
    name: row.portal_name ?? row.name,
    accentColor: row.accent_color,
    logo:
      hash === null || width === null || height === null
        ? null
        : { url: `/logos/${zoneId}/${hash}`, width, height },
    languages: row.portal_languages,
    defaultLanguage: row.default_language,
    welcomeTexts: row.welcome_texts,
    termsTexts: row.terms_texts,
    termsUrl: row.terms_url,
  };
}

export type StoredLogo = { readonly type: string; readonly octets: Buffer; readonly hash: string };

/** `null`: the zone has none. */
export async function readStoredLogo(db: Db, zoneId: number): Promise<StoredLogo | null> {
  const row = await db
    .selectFrom('portal_logos')
    .select(['type', 'octets', 'hash'])
    .where('zone_id', '=', zoneId)
    .executeTakeFirst();
  return row ?? null;
}
