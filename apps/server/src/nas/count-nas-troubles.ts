import type { Db } from '../db/open-database.ts';
import { findAllNas } from './nas.queries.ts';
import { withHealth } from './nas-health.queries.ts';

/** `silent`: never heard, or not for a day. `broken`: heard, but logins or accounting do not work. */
export type NasTroubles = { total: number; silent: number; broken: number };

/** How many routers need a person, by the same verdicts that the list of routers shows. */
export async function countNasTroubles(db: Db, now: number): Promise<NasTroubles> {
  const all = await withHealth(db, await findAllNas(db), now);
  const verdicts = all.flatMap(({ health }) => health.verdicts.slice(0, 1));
  const silent = verdicts.filter(({ code }) => code === 'silent' || code === 'nothing-heard').length;
  const broken = verdicts.filter(({ code, level }) => level === 'broken' && code !== 'nothing-heard').length;
  return { total: all.length, silent, broken };
}
