import { localDays } from '@gatehouse/domain/time/local-days';
import { sql } from 'kysely';
import { plainArray } from '../db/array-literal.ts';
import type { Db } from '../db/open-database.ts';
import type { Sales, SalesQuery } from './sales.schemas.ts';

type Sold = Pick<
  Sales['currencies'][number],
  'payments' | 'paidMinor' | 'refundedMinor' | 'vouchers' | 'vouchersMinor' | 'totalMinor'
>;
type Sums = Sold & { readonly currency: string };

type SoldDay = Sums & { readonly day: number };

/** What was sold in the days that end with today: one sum for each currency. */
export async function readSales(db: Db, asked: SalesQuery, now: number): Promise<Sales> {
  const begins = localDays(now, asked.timeZone, asked.days).map((at) => new Date(at));
  const from = begins[0] ?? new Date(now);
  const zoneId = asked.zoneId ?? null;
  const [sums, packageNames, zoneNames, unpriced] = await Promise.all([
    sumByDay(db, begins, zoneId),
    namesOf(db, 'service_packages'),
    namesOf(db, 'hotspot_zones'),
    countUnpriced(db, from, zoneId),
  ]);
  const packages = foldBy(sums, ({ packageId }) => packageId);
  const zones = foldBy(sums, (each) => each.zoneId);
  const currencies = [...new Set(packages.map(({ currency }) => currency))];
  return {
    from: from.toISOString(),
    to: new Date(now).toISOString(),
    timeZone: asked.timeZone,
    vouchersWithoutPrice: unpriced,
    currencies: currencies.map((currency) => {
      const sold = packages.filter((each) => each.currency === currency);
      return {
        currency,
        ...soldOf(sold),
        days: begins.map((at, day) => ({
          at: at.toISOString(),
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

type SoldThere = SoldDay & { readonly packageId: number; readonly zoneId: number | null };

/**
 * What was paid, at what has arrived, what was given back, and the vouchers that were redeemed: of each day, package and
 * zone. Day by day, for the database sums up a day of an index in no time, and sorts a year of payments for seconds.
 */
async function sumByDay(
  db: Db,
  begins: readonly Date[],
  zoneId: number | null,
): Promise<readonly SoldThere[]> {
  const then = (at: string) => sql`${sql.ref(at)} >= begins and ${sql.ref(at)} < coalesce(ends, 'infinity')`;
  const here = (column: string) => sql`(${zoneId}::bigint is null or ${sql.ref(column)} = ${zoneId})`;
  const times = plainArray(begins.map((at) => at.toISOString()));
  const { rows } = await sql<SoldThere>`
    select day, currency, package_id as "packageId", zone_id as "zoneId", payments, paid as "paidMinor", refunded as "refundedMinor",
           vouchers, redeemed as "vouchersMinor", paid + redeemed - refunded as "totalMinor"
      from (select day - 1 as day, begins, lead(begins) over (order by day) as ends
              from unnest(${times}::timestamptz[]) with ordinality as each (begins, day)) as of_day
     cross join lateral (
       select received_currency as currency, service_package_id as package_id, zone_id,
              count(*) as payments, sum(received_minor) as paid, 0::numeric as refunded, 0::bigint as vouchers, 0::numeric as redeemed
         from payments where ${then('paid_at')} and ${here('zone_id')} group by 1, 2, 3
       union all
       select received_currency, service_package_id, zone_id, 0, 0, sum(refunded_minor), 0, 0
         from payments where ${then('refunded_at')} and paid_at is not null and ${here('zone_id')} group by 1, 2, 3
       union all
       select b.currency, b.service_package_id, v.zone_id, 0, 0, 0, count(*), sum(b.amount_minor)
         from vouchers v join voucher_batches b on b.id = v.batch_id
        where ${then('v.redeemed_at')} and b.amount_minor is not null and ${here('v.zone_id')} group by 1, 2, 3
     ) as sold
     order by currency`.execute(db);
  return rows;
}

/** All that was sold of one thing on one day in one currency as one. */
function foldBy<Of>(sums: readonly SoldThere[], whose: (sum: SoldThere) => Of): (SoldDay & { of: Of })[] {
  const same = Map.groupBy(sums, (sum) => `${sum.currency} ${sum.day} ${String(whose(sum))}`);
  return [...same.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    return [{ currency: first.currency, day: first.day, of: whose(first), ...soldOf(own) }];
  });
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
