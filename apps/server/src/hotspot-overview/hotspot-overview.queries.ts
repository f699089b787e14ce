import type { Db } from '../db/open-database.ts';
import { countWaitingByZone } from '../hotspot-zones/count-waiting.ts';
import { countSignUps, readHistory, spanUntil } from './hotspot-history.queries.ts';
import { type HotspotNow, inUseIn, onlineIn, sum } from './hotspot-now.queries.ts';
import type { HotspotOverview, HotspotOverviewQuery } from './hotspot-overview.schemas.ts';

/** What the overview shows, from how things are now (`now` may be a moment old) and what was counted before. */
export async function describeHotspots(
  db: Db,
  now: HotspotNow,
  asked: HotspotOverviewQuery,
  at: number,
): Promise<HotspotOverview> {
  const dayStart = asked.dayStart ?? new Date(at - (at % 86_400_000));
  const zoneId = asked.zoneId ?? null;
  const span = spanUntil(at, asked.span, dayStart);
  const [history, signUps, waiting, zones, packages] = await Promise.all([
    readHistory(db, span, zoneId),
    countSignUps(db, dayStart),
    countWaitingByZone(db),
    db.selectFrom('hotspot_zones').select(['id', 'name']).orderBy('name').execute(),
    db.selectFrom('service_packages').select(['id', 'name', 'trial']).where('kind', '=', 'hotspot').execute(),
  ]);
  const nowIn = (zone: number | null): HotspotOverview['now'] => ({
    online: onlineIn(now, zone),
    packagesInUse: inUseIn(now, zone),
    waiting: of(waiting, zone),
    signUpsToday: of(signUps, zone),
  });
  const here = nowIn(zoneId);
  return {
    from: span.from.toISOString(),
    to: span.to.toISOString(),
    pointSeconds: span.pointSeconds,
    dayStart: dayStart.toISOString(),
    now: here,
    points: withNow(history, here),
    packages: packages
      .map(({ id, name, trial }) => ({
        id: String(id),
        name,
        trial,
        inUse: sum(now.inUse.filter((each) => each.zoneId === zoneId && each.packageId === id)),
        online: sum(
          now.online.filter((each) => (zoneId === null || each.zoneId === zoneId) && each.packageId === id),
        ),
      }))
      .sort((a, b) => b.inUse - a.inUse || b.online - a.online || a.name.localeCompare(b.name)),
    zones: zones.map(({ id, name }) => ({ id: String(id), name, ...nowIn(id) })),
  };
}

/** The point that is not over yet is never below what is there now, counted or not. */
function withNow(points: HotspotOverview['points'], now: HotspotOverview['now']): HotspotOverview['points'] {
  return points.map((point, index) =>
    index < points.length - 1
      ? point
      : {
          ...point,
          online: Math.max(point.online ?? 0, now.online),
          packagesInUse: Math.max(point.packagesInUse ?? 0, now.packagesInUse),
        },
  );
}

/** Of one zone, or of all together. */
function of(counts: ReadonlyMap<number, number>, zone: number | null): number {
  if (zone !== null) return counts.get(zone) ?? 0;
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
