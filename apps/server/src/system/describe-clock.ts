import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import type { ClockShown } from './clock.schemas.ts';
import type { Clock } from '../clock/trusted-clock.ts';

/** What time it is, and, while the machine's clock says something else, what confirming that would do. */
export async function describeClock(db: Db, { now, jump }: Clock): Promise<ClockShown> {
  const trusted = now();
  const time = new Date(trusted).toISOString();
  if (jump === null) return { time, jump: null };
  const wall = trusted + jump.aheadMs;
  const machine = new Date(wall);
  // A clock set beyond what a calendar holds has no consequences to count.
  if (Number.isNaN(machine.getTime()) || machine.getUTCFullYear() > 9999) return { time, jump: null };
  const [from, to] = [new Date(Math.min(trusted, wall)), new Date(Math.max(trusted, wall))];
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from subscriptions where ends_at > ${from} and ends_at <= ${to}`.execute(db);
  const count = rows[0]?.count ?? 0;
  return {
    time,
    jump: {
      foundAt: new Date(jump.foundAt).toISOString(),
      machineTime: machine.toISOString(),
      aheadSeconds: Math.round(jump.aheadMs / 1000),
      packagesEnding: jump.aheadMs > 0 ? count : 0,
      packagesRunningAgain: jump.aheadMs < 0 ? count : 0,
    },
  };
}
