import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import type { HotspotPoint, OverviewSpan } from './hotspot-overview.schemas.ts';

const HOUR = 3600;

/** Points in a span, and how long each is: few enough for a telephone. */
const SPANS: Readonly<Record<OverviewSpan, { points: number; pointSeconds: number }>> = {
  day: { points: 24, pointSeconds: HOUR },
  week: { points: 28, pointSeconds: 6 * HOUR },
  month: { points: 30, pointSeconds: 24 * HOUR },
};

export type HistorySpan = {
  readonly from: Date;
  readonly to: Date;
  readonly pointSeconds: number;
  readonly points: number;
};

/** The span that ends now, in points that begin with the reader's own hours and days; the last one is not over yet. */
export function spanUntil(now: number, span: OverviewSpan, dayStart: Date): HistorySpan {
  const { points, pointSeconds } = SPANS[span];
  const pointMs = pointSeconds * 1000;
  const current = dayStart.getTime() + Math.floor((now - dayStart.getTime()) / pointMs) * pointMs;
  return { from: new Date(current - (points - 1) * pointMs), to: new Date(now), pointSeconds, points };
}

/** All zones together. */
export const ALL_ZONES = 0;

/** Every point of the span: where nothing was counted it says so, and nobody who signed up is a zero. */
export async function readHistory(
  db: Db,
  { from, pointSeconds, points }: HistorySpan,
  zoneId: number | null,
): Promise<HotspotPoint[]> {
  const inPoint = (time: ReturnType<typeof sql.ref>) =>
    sql<number>`floor(date_part('epoch', ${time} - ${from}::timestamptz) / ${pointSeconds})::int`;
  const [signUps, begun, samples] = await Promise.all([
    sql<{ point: number; count: number }>`
      select ${inPoint(sql.ref('at'))} as point, count(*) as count from portal_sign_ups
       where at >= ${from} and (${zoneId}::bigint is null or zone_id = ${zoneId}) group by 1`.execute(db),
    sql<{ point: number; count: number }>`
      select ${inPoint(sql.ref('s.starts_at'))} as point, count(*) as count
        from service_packages p join subscriptions s on s.service_package_id = p.id
       where p.kind = 'hotspot' and s.starts_at >= ${from} and s.starts_at <= trusted_now()
         and (${zoneId}::bigint is null
              or exists (select from devices d where d.customer_id = s.customer_id and ${zoneId} = any(d.zone_ids)))
       group by 1`.execute(db),
    sql<{ point: number; online: number; inUse: number }>`
      select ${inPoint(sql.ref('at'))} as point, max(online) as online, max(packages_in_use) as "inUse"
        from hotspot_samples where zone_id = ${zoneId ?? ALL_ZONES} and at >= ${from} group by 1`.execute(db),
  ]);
  const countOf = (rows: readonly { point: number; count: number }[]) =>
    new Map(rows.map(({ point, count }) => [point, count]));
  const [signUpsAt, begunAt] = [countOf(signUps.rows), countOf(begun.rows)];
  const sampleAt = new Map(samples.rows.map((row) => [row.point, row]));
  return Array.from({ length: points }, (_, point) => ({
    at: new Date(from.getTime() + point * pointSeconds * 1000).toISOString(),
    signUps: signUpsAt.get(point) ?? 0,
    packagesBegun: begunAt.get(point) ?? 0,
    online: sampleAt.get(point)?.online ?? null,
    packagesInUse: sampleAt.get(point)?.inUse ?? null,
  }));
}

/** Customers who registered at the portal since then, by zone. */
export async function countSignUps(db: Db, since: Date): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ zoneId: number; count: number }>`
    select zone_id as "zoneId", count(*) as count from portal_sign_ups where at >= ${since} group by 1`.execute(
    db,
  );
  return new Map(rows.map(({ zoneId, count }) => [zoneId, count]));
}
