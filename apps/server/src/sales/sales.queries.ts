import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import type { Sales, SalesQuery } from './sales.schemas.ts';

const DAY_MS = 86_400_000;

type Sold = Pick<
  Sales['currencies'][number],
  'payments' | 'paidMinor' | 'refundedMinor' | 'vouchers' | 'vouchersMinor' | 'totalMinor'
>;
type Sums = Sold & { readonly currency: string };

type SoldDay = Sums & { readonly day: number };

/** What was sold in the days that end with today: one sum for each currency. */
export async function readSales(db: Db, asked: SalesQuery, now: number): Promise<Sales> {
  const dayStart = asked.dayStart ?? new Date(now - (now % DAY_MS));
  const today = dayStart.getTime() + Math.floor((now - dayStart.getTime()) / DAY_MS) * DAY_MS;
  const from = new Date(today - (asked.days - 1) * DAY_MS);
  const zoneId = asked.zoneId ?? null;
  const [packages, zones, packageNames, zoneNames, unpriced] = await Promise.all([
    sumBy<number>(db, entriesSince(from, zoneId), sql`package_id`),
    sumBy<number | null>(db, entriesSince(from, zoneId), sql`zone_id`),
    namesOf(db, 'service_packages'),
    namesOf(db, 'hotspot_zones'),
    countUnpriced(db, from, zoneId),
  ]);
  const currencies = [...new Set(packages.map(({ currency }) => currency))];
  return {
    from: from.toISOString(),
    to: new Date(now).toISOString(),
    dayStart: dayStart.toISOString(),
    vouchersWithoutPrice: unpriced,
    currencies: currencies.map((currency) => {
      const sold = packages.filter((each) => each.currency === currency);
      return {
        currency,
        ...soldOf(sold),
        days: Array.from({ length: asked.days }, (_, day) => ({
          at: new Date(from.getTime() + day * DAY_MS).toISOString(),
          ...soldOf(sold.filter((each) => each.day === day)),
        })),
        packages: splitUp(sold, asked.days).map(({ of, ...part }) => ({
          id: String(of),
          name: packageNames.get(of) ?? '',
          ...part,
        })),
        zones: splitUp(
          zones.filter((each) => each.currency === currency),
          asked.days,
        ).map(({ of, ...part }) => ({
          id: of === null ? null : String(of),
          name: of === null ? null : (zoneNames.get(of) ?? null),
          ...part,
        })),
      };
    }),
  };
}

/** Each package or zone for itself, the most sold first. */
function splitUp<Of>(sold: readonly (SoldDay & { of: Of })[], days: number) {
  const parts = Map.groupBy(sold, ({ of }) => of);
  return [...parts]
    .map(([of, own]) => {
      const totals = new Map(own.map(({ day, totalMinor }) => [day, totalMinor]));
      return { of, ...soldOf(own), days: Array.from({ length: days }, (_, day) => totals.get(day) ?? 0) };
    })
    .sort((a, b) => b.totalMinor - a.totalMinor);
}

/** One row for each payment that was paid, at what has arrived, each that was given back, and each voucher that was redeemed. */
function entriesSince(from: Date, zoneId: number | null): RawBuilder<unknown> {
  const day = (at: string) =>
    sql`floor(date_part('epoch', ${sql.ref(at)} - ${from}::timestamptz) / 86400)::int as day`;
  const here = (column: string) => sql`(${zoneId}::bigint is null or ${sql.ref(column)} = ${zoneId})`;
  return sql`
    select received_currency as currency, service_package_id as package_id, zone_id, ${day('paid_at')},
           1 as payments, received_minor as paid, 0::bigint as refunded, 0 as vouchers, 0::bigint as redeemed
      from payments where paid_at >= ${from} and ${here('zone_id')}
    union all
    select received_currency, service_package_id, zone_id, ${day('refunded_at')}, 0, 0, refunded_minor, 0, 0
      from payments where refunded_at >= ${from} and paid_at is not null and ${here('zone_id')}
    union all
    select b.currency, b.service_package_id, v.zone_id, ${day('v.redeemed_at')}, 0, 0, 0, 1, b.amount_minor
      from vouchers v join voucher_batches b on b.id = v.batch_id
     where v.redeemed_at >= ${from} and b.amount_minor is not null and ${here('v.zone_id')}`;
}

async function sumBy<Of>(
  db: Db,
  entries: RawBuilder<unknown>,
  of: RawBuilder<unknown>,
): Promise<(SoldDay & { of: Of })[]> {
  const { rows } = await sql<SoldDay & { of: Of }>`
    select currency, day, ${of} as of, sum(payments) as payments, sum(paid) as "paidMinor",
           sum(refunded) as "refundedMinor", sum(vouchers) as vouchers, sum(redeemed) as "vouchersMinor",
           sum(paid + redeemed - refunded) as "totalMinor"
      from (${entries}) as entry group by 1, 2, 3 order by currency`.execute(db);
  return rows;
}

function soldOf(sums: readonly Sold[]): Sold {
  const total = (of: keyof Sold) => sums.reduce((sum, each) => sum + each[of], 0);
  return {
    payments: total('payments'),
    paidMinor: total('paidMinor'),
    refundedMinor: total('refundedMinor'),
    vouchers: total('vouchers'),
    vouchersMinor: total('vouchersMinor'),
    totalMinor: total('totalMinor'),
  };
}

async function countUnpriced(db: Db, from: Date, zoneId: number | null): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from vouchers v join voucher_batches b on b.id = v.batch_id
     where v.redeemed_at >= ${from} and b.amount_minor is null
       and (${zoneId}::bigint is null or v.zone_id = ${zoneId})`.execute(db);
  return rows[0]?.count ?? 0;
}

async function namesOf(
  db: Db,
  table: 'service_packages' | 'hotspot_zones',
): Promise<ReadonlyMap<number, string>> {
  const rows = await db.selectFrom(table).select(['id', 'name']).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
