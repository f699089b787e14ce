import type { Language } from '@gatehouse/domain/hotspot-zones/portal-languages';
import type { PortalScheme } from '@gatehouse/domain/hotspot-zones/portal-colors';
import type { PreviewPage } from '@gatehouse/domain/hotspot-zones/preview-pages';
import type { Db } from '../db/open-database.ts';
import {
  type LookLogo,
  type PortalLook,
  readPortalLook,
  readStoredLogo,
} from '../hotspot-zones/portal-look.ts';
import type { PortalInput } from '../hotspot-zones/portal-look.schemas.ts';
import type { Logo } from '../hotspot-zones/read-logo.ts';
import { listOfferedPackages } from './offered-packages.ts';
import { listPaymentMethods } from '../payments/list-payment-methods.ts';
import { renderPreview } from './pages/frame.ts';
import { previewPage } from './pages/preview-page.ts';
import type { PortalParts } from './portal-parts.ts';
import { numberExample, readRegistration } from './registration.ts';
import { textsIn } from './texts/translate.ts';

export type PreviewWish = {
  /** What differs from what is stored. */
  readonly portal?: PortalInput | undefined;
  /** Another logo, or none; left out: the one that is stored. */
  readonly image?: Logo | null | undefined;
  readonly registration?: 'off' | 'code' | 'open' | undefined;
  readonly page: PreviewPage;
  readonly language: Language;
  readonly scheme: PortalScheme;
};

/** A page as the portal itself would render it; `null`: there is no such zone. */
export async function previewPortal(
  { db, secretBox, now }: Pick<PortalParts, 'db' | 'secretBox' | 'now'>,
  zoneId: number,
  wish: PreviewWish,
): Promise<{ html: string; style: string } | null> {
  const zone = await db
    .selectFrom('hotspot_zones')
    .select('name')
    .where('id', '=', zoneId)
    .executeTakeFirst();
  if (zone === undefined) return null;
  const stored = await readPortalLook(db, zoneId);
  const { registration, phoneCountryCode } = await readRegistration(db, zoneId);
  const offered = await listOfferedPackages({ db, secretBox }, zoneId);
  const sold = offered.packages.find(({ mayBuy }) => mayBuy) ?? null;
  const facts = {
    look: {
      ...changedLook(stored, zone.name, wish.portal ?? {}),
      logo: await logoOf(db, stored, wish.image),
    },
    offered,
    sold,
    methods: await listPaymentMethods(
      { db, secretBox },
      { minor: sold?.priceMinor ?? 0, currency: sold?.currency ?? '' },
    ),
    registration: wish.registration ?? registration,
    numberExample: numberExample(phoneCountryCode),
    now: now(),
  };
  const page = previewPage(wish.page, textsIn(wish.language), facts);
  const { html, style } = renderPreview(page, facts.look, wish.scheme);
  return { html: String(await html), style };
}

function changedLook(stored: PortalLook, zoneName: string, portal: PortalInput): PortalLook {
  return {
    ...stored,
    name: portal.name === undefined ? stored.name : (portal.name ?? zoneName),
    accentColor: portal.accentColor === undefined ? stored.accentColor : portal.accentColor,
    languages: portal.languages ?? stored.languages,
    defaultLanguage: portal.defaultLanguage ?? stored.defaultLanguage,
    welcomeTexts: portal.welcomeTexts ?? stored.welcomeTexts,
    termsTexts: portal.termsTexts ?? stored.termsTexts,
    termsUrl: portal.termsUrl === undefined ? stored.termsUrl : portal.termsUrl,
  };
}

/** Within the page itself: the portal is another listener, which an operator's browser may not reach. */
async function logoOf(
  db: Db,
  { zoneId, logo: stored }: PortalLook,
  wanted: Logo | null | undefined,
): Promise<LookLogo | null> {
  if (wanted === null) return null;
  if (wanted !== undefined) return { ...wanted, url: dataUrl(wanted) };
  const kept = stored === null ? null : await readStoredLogo(db, zoneId);
  return stored === null || kept === null ? null : { ...stored, url: dataUrl(kept) };
}

function dataUrl({ type, octets }: { readonly type: string; readonly octets: Buffer }): string {
  return `data:${type};base64,${octets.toString('base64')}`;
}
