import { type RawBuilder, sql } from 'kysely';
import type { Money } from '@gatehouse/domain/money';
import { listPayablePrices } from '../payments/payable-prices.ts';
import type { PortalParts } from './portal-parts.ts';

/** A package as a zone's portal offers it. */
export type OfferedPackage = {
  readonly id: number;
  readonly name: string;
  readonly rateDownKbps: number | null;
  readonly rateUpKbps: number | null;
  readonly validitySeconds: number | null;
  readonly onlineSeconds: number | null;
  readonly quotaBytes: number | null;
  readonly deviceLimit: number | null;
  readonly priceMinor: number;
  readonly currency: string | null;
  /** Once per number and per device. */
  readonly trial: boolean;
  /** It has a price, and there is a way to pay just that. */
  readonly mayBuy: boolean;
};

/** As many as fit on a page. */
export type Offered = {
  readonly packages: readonly OfferedPackage[];
  /** `null`: these are the last. */
  readonly nextPage: number | null;
};

type Parts = Pick<PortalParts, 'db' | 'secretBox'>;

/** More at once would be no choice on a phone. */
const PAGE_LENGTH = 30;
const PAGE_MAX = 1000;

/**
 * Hotspot packages that have a price and are good in the zone: what is free first, then each currency for itself; in it
 * those that name the zone, then the cheapest first.
 * @param soldOnly those that can be paid for, and no others
 */
export async function listOfferedPackages(
  parts: Parts,
  zoneId: number,
  { page = 1, soldOnly = false }: { readonly page?: number; readonly soldOnly?: boolean } = {},
): Promise<Offered> {
  const before = (Math.min(page, PAGE_MAX) - 1) * PAGE_LENGTH;
  const { rows } = await sql<OfferedPackage>`
    select * from (${offeredIn(zoneId, await listPayablePrices(parts))}) as offered
     where not ${soldOnly} or "mayBuy"
     order by case when "priceMinor" > 0 then currency else '' end, not own, "priceMinor", id
     limit ${PAGE_LENGTH + 1} offset ${before}`.execute(parts.db);
  return {
    packages: rows.slice(0, PAGE_LENGTH),
    nextPage: rows.length > PAGE_LENGTH && page < PAGE_MAX ? page + 1 : null,
  };
}

/** Whatever list it stood in, if in any. `null`: it is not offered in the zone (any more). */
export async function findOfferedPackage(
  parts: Parts,
  zoneId: number,
  id: number,
): Promise<OfferedPackage | null> {
  const { rows } = await sql<OfferedPackage>`
    select * from (${offeredIn(zoneId, await listPayablePrices(parts))}) as offered where id = ${id}`.execute(
    parts.db,
  );
  return rows[0] ?? null;
}

function offeredIn(zoneId: number, payable: readonly Money[]): RawBuilder<unknown> {
  const [minors, currencies] = [payable.map(({ minor }) => minor), payable.map(({ currency }) => currency)];
  return sql`
    select p.id, p.name, p.rate_down_kbps as "rateDownKbps", p.rate_up_kbps as "rateUpKbps", p.validity_seconds as "validitySeconds",
           p.online_seconds as "onlineSeconds", p.quota_bytes as "quotaBytes", p.device_limit as "deviceLimit",
           p.price_minor as "priceMinor", p.currency, p.trial,
           exists (select from unnest(${minors}::bigint[], ${currencies}::text[]) as price (minor, currency)
                    where price.minor = p.price_minor and price.currency = p.currency) as "mayBuy",
           exists (select from service_package_zones z where z.service_package_id = p.id) as own
      from service_packages p
     where p.kind = 'hotspot' and p.price_minor is not null
       and (not exists (select from service_package_zones z where z.service_package_id = p.id)
            or exists (select from service_package_zones z where z.service_package_id = p.id and z.zone_id = ${zoneId}))`;
}
