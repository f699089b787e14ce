import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';

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
  /** It has a price, and there is a way to pay it. */
  readonly mayBuy: boolean;
};

/** More would be no choice on a phone. */
const OFFERED_MAX = 30;

/** Hotspot packages that have a price and are good in the zone: those that name it first, then the cheapest first. */
export async function listOfferedPackages(db: Db, zoneId: number): Promise<readonly OfferedPackage[]> {
  const { rows } = await sql<OfferedPackage>`
    select p.id, p.name, p.rate_down_kbps as "rateDownKbps", p.rate_up_kbps as "rateUpKbps", p.validity_seconds as "validitySeconds",
           p.online_seconds as "onlineSeconds", p.quota_bytes as "quotaBytes", p.device_limit as "deviceLimit",
           p.price_minor as "priceMinor", p.currency, p.trial,
           p.price_minor > 0 and p.currency is not null and exists (
             select from payment_methods m
              where m.enabled and m.removed_at is null and (m.currencies = '{}' or p.currency = any(m.currencies)))
             as "mayBuy"
      from service_packages p
     where p.kind = 'hotspot' and p.price_minor is not null
       and (not exists (select from service_package_zones z where z.service_package_id = p.id)
            or exists (select from service_package_zones z where z.service_package_id = p.id and z.zone_id = ${zoneId}))
     order by not exists (select from service_package_zones z where z.service_package_id = p.id), p.price_minor, p.id limit ${OFFERED_MAX}`.execute(
    db,
  );
  return rows;
}
