import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { findAllNas } from './nas.queries.ts';
import { withHealth } from './nas-health.queries.ts';

const DAY_MS = 24 * 60 * 60_000;

/**
 * `silent`: never heard, or not for a day. `broken`: heard, but logins or accounting do not work. `look`: they do, and
 * something should be mended. `unknown`: addresses that asked within the last day and are no router of ours.
 */
export type NasTroubles = { total: number; silent: number; broken: number; look: number; unknown: number };

/** How many routers need a person, by the same verdicts that the list of routers shows. */
export async function countNasTroubles(db: Db, now: number): Promise<NasTroubles> {
  const all = await withHealth(db, await findAllNas(db), now);
  const verdicts = all.flatMap(({ health }) => health.verdicts.slice(0, 1));
  const silent = verdicts.filter(({ code }) => code === 'silent' || code === 'nothing-heard').length;
  const broken = verdicts.filter(({ level }) => level === 'broken').length;
  const look = verdicts.length - silent - broken;
  return { total: all.length, silent, broken, look, unknown: await countUnknown(db, now) };
}

async function countUnknown(db: Db, now: number): Promise<number> {
  const { count } = await db
    .selectFrom('discards')
    .select(sql<number>`count(*)`.as('count'))
    .where('reason', '=', 'unknown-nas')
    .where('last_at', '>', new Date(now - DAY_MS))
    .executeTakeFirstOrThrow();
  return count;
}
