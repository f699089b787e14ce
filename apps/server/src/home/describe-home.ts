import { readerOf, sayChange } from '@gatehouse/domain/audit-log/say-changes';
import { judgeHome } from '@gatehouse/domain/home/judge-home';
import type { Permission } from '@gatehouse/domain/operators/permissions';
import type { Actor } from '../actor.ts';
import { mayDo } from '../operators/reach/may-do.ts';
import { foldLogins, type LoginSample, sumOf } from '../system/login-counts.ts';
import type { GatheredHome } from './gather-home.ts';
import type { Home } from './home.schemas.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const CHANGES_SHOWN = 12;
const ONLINE_POINT_SECONDS = 600;

/** The picture as they may see it. */
export function describeHome(gathered: GatheredHome, actor: Pick<Actor, 'role' | 'permissions'>): Home {
  const may = (permission: Permission): boolean => mayDo(actor, permission);
  const { now, system, online, hour, day, refused } = gathered;
  const mayKnow = <T>(permission: Permission, value: T | null): T | null => (may(permission) ? value : null);
  const { also, ...verdict } = judgeHome({
    faults: system?.verdicts ?? null,
    routers: system?.nas.total ?? null,
    online: mayKnow('sessions.read', online),
    onlineBefore: day === null ? null : onlineHalfAnHourAgo(day, now),
    lastHour: hour === null ? null : sumOf(hour),
    refusedInARow: mayKnow('access-log.read', refused?.inARow ?? null),
  });
  return {
    at: new Date(now).toISOString(),
    verdict: { ...verdict, also: [...also] },
    online: mayKnow('sessions.read', {
      now: online,
      from: new Date(now - DAY_MS).toISOString(),
      to: new Date(now).toISOString(),
      pointSeconds: ONLINE_POINT_SECONDS,
      points: foldLogins(lastDayUpToNow(day, hour, now), ONLINE_POINT_SECONDS).map((point) => ({
        at: new Date(point.at).toISOString(),
        online: point.online,
      })),
    }),
    logins: mayKnow('access-log.read', {
      hour: loginsOf(hour ?? [], now, HOUR_MS, 60),
      day: loginsOf(day ?? [], now, DAY_MS, 3600),
    }),
    waiting: {
      refusedInARow: mayKnow('access-log.read', refused?.inARow ?? null),
      review: mayKnow('devices.read', gathered.review),
      unrecognised: mayKnow('devices.read', gathered.unrecognised),
      payments: mayKnow('payments.read', gathered.payments),
      routersBroken: mayKnow('nas.read', system?.nas.broken ?? null),
      routersSilent: mayKnow('nas.read', system?.nas.silent ?? null),
    },
    refused: mayKnow('access-log.read', refused === null ? null : presentRefused(refused)),
    parts: mayKnow('system.read', system === null ? null : presentParts(system)),
    changes: gathered.changes === null ? null : presentChanges(gathered.changes, may),
  };
}

/** Points begin at whole minutes and hours; the first and the last may not be all of theirs. */
function loginsOf(
  samples: readonly LoginSample[],
  now: number,
  spanMs: number,
  pointSeconds: number,
): NonNullable<Home['logins']>['hour'] {
  const pointMs = pointSeconds * 1000;
  return {
    from: new Date(Math.floor((now - spanMs) / pointMs) * pointMs).toISOString(),
    to: new Date(Math.ceil(now / pointMs) * pointMs).toISOString(),
    pointSeconds,
    points: foldLogins(samples, pointSeconds).map(({ at, accepted, refused }) => ({
      at: new Date(at).toISOString(),
      accepted,
      refused: { ...refused },
    })),
  };
}

/** What is counted every five minutes, and of the last minutes what is counted every ten seconds. */
function lastDayUpToNow(
  day: GatheredHome['day'],
  hour: GatheredHome['hour'],
  now: number,
): readonly LoginSample[] {
  return [...(day ?? []), ...(hour ?? []).filter(({ at }) => now - at < ONLINE_POINT_SECONDS * 1000)];
}

/** Of what was counted between 25 and 40 minutes ago the latest. */
function onlineHalfAnHourAgo(samples: readonly LoginSample[], now: number): number | null {
  const then = samples.filter(({ at }) => now - at >= 25 * MINUTE_MS && now - at <= 40 * MINUTE_MS);
  const last = then.reduce((latest, { at }) => Math.max(latest, at), 0);
  const counted = then.filter(({ at }) => last - at < MINUTE_MS);
  return counted.length === 0 ? null : sumOf(counted).online;
}

function presentRefused({ since, customers }: NonNullable<GatheredHome['refused']>): Home['refused'] {
  return {
    since: since?.toISOString() ?? null,
    customers: customers.map(({ customerId, lastAt, ...customer }) => ({
      ...customer,
      customerId: String(customerId),
      lastAt: lastAt.toISOString(),
    })),
  };
}

function presentParts({ database, nodes, nas }: NonNullable<GatheredHome['system']>): Home['parts'] {
  return {
    database: { version: database.version, answerMs: database.answerMs },
    radius: nodes.map(({ id, name, state }) => ({ id, name, state })),
    routers: nas.total,
  };
}

function presentChanges(
  changes: NonNullable<GatheredHome['changes']>,
  may: (permission: Permission) => boolean,
): Home['changes'] {
  return changes
    .filter(({ action }) => may(readerOf(action)))
    .slice(0, CHANGES_SHOWN)
    .map(({ lastAt, ...group }) => {
      const { sentence, sentenceSaid, path, search } = sayChange(group);
      return { at: lastAt.toISOString(), sentence, sentenceSaid, path, search: { ...search } };
    });
}
