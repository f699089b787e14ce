import type { Language } from '@gatehouse/domain/hotspot-zones/portal-languages';
import type { Db } from '../db/open-database.ts';
import { readPortalLook } from '../hotspot-zones/portal-look.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { VoucherSheet } from '../vouchers/vouchers.schemas.ts';
import { describePackage, type PackageFacts } from './pages/describe-package.ts';
import { LANGUAGE_FACTS } from './texts/languages.ts';
import { textsIn } from './texts/translate.ts';

/**
 * What is printed beside the codes of a batch, in the languages of a zone's portal, its own first. `null`: there is no
 * such batch, or no such zone.
 * @param timeZone where the operator chose the last day
 */
export async function readVoucherSheet(
  db: Db,
  batchId: number,
  { zoneId, timeZone }: { readonly zoneId: number; readonly timeZone?: string | undefined },
): Promise<VoucherSheet | null> {
  const batch = await db
    .selectFrom('voucher_batches as b')
    .innerJoin('service_packages as p', 'p.id', 'b.service_package_id')
    .selectAll('p')
    .select(['b.amount_minor', 'b.currency as sold_currency', 'b.valid_until'])
    .where('b.id', '=', batchId)
    .executeTakeFirst();
  const zone = await db
    .selectFrom('hotspot_zones')
    .select(['ssid'])
    .where('id', '=', zoneId)
    .executeTakeFirst();
  if (batch === undefined || zone === undefined) return null;
  const look = await readPortalLook(db, zoneId);
  const { portalPublicUrl } = await readSettings(db);
  const sold: PackageFacts = {
    rateDownKbps: batch.rate_down_kbps,
    rateUpKbps: batch.rate_up_kbps,
    validitySeconds: batch.validity_seconds,
    onlineSeconds: batch.online_seconds,
    quotaBytes: batch.quota_bytes,
    deviceLimit: batch.device_limit,
  };
  const inLanguage = (language: Language) => {
    const texts = textsIn(language);
    const days = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone });
    // Good until midnight is good on the day before.
    const lastDay = (end: Date) => days.format(new Date(end.getTime() - 1));
    const { amount_minor, sold_currency, valid_until } = batch;
    return {
      language,
      direction: LANGUAGE_FACTS[language].direction,
      howTo: texts.say('voucherHowTo', { ssid: zone.ssid }),
      package: describePackage(texts, sold),
      price:
        amount_minor === null || sold_currency === null ? null : texts.money(amount_minor, sold_currency),
      validUntil: valid_until === null ? null : texts.say('voucherUntil', { day: lastDay(valid_until) }),
    };
  };
  const others = look.languages.filter((language) => language !== look.defaultLanguage);
  return {
    portalName: look.name,
    ssid: zone.ssid,
    portalUrl: portalPublicUrl,
    texts: [look.defaultLanguage, ...others].map(inLanguage),
  };
}
