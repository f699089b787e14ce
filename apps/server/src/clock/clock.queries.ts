import type { Pool } from 'pg';

/** What the database says about the time. */
export type ClockNews = {
  /** The last time that any process trusted, to half a minute; null: none told one yet. */
  readonly toldAt: number | null;
  /** The newest correction an operator confirmed; 0: there never was one. */
  readonly confirmation: number;
  /** Of all corrections since the one asked from, in milliseconds. */
  readonly stepMs: number;
  /** Of all there ever were. */
  readonly totalMs: number;
  /** Its own clock: milliseconds since the epoch. */
  readonly databaseTime: number;
};

/** @param since the newest correction known; `null`: none of them is news */
export async function readClockNews(pool: Pool, since: number | null): Promise<ClockNews> {
  const { rows } = await pool.query<ClockNews>(
    `select (select date_part('epoch', told_at) * 1000 from house_clock) as "toldAt",
            coalesce(max(id), 0) as confirmation,
            coalesce(sum(step_ms) filter (where id > $1), 0) as "stepMs",
            coalesce(sum(step_ms), 0) as "totalMs",
            date_part('epoch', now()) * 1000 as "databaseTime"
       from clock_corrections`,
    [since],
  );
  const [news] = rows;
  if (news === undefined) throw new Error('The database says nothing about the time.');
  return news;
}

/** Keeps the latest time that was trusted under the newest correction. */
export async function tellTime(pool: Pool, trusted: number, confirmation: number): Promise<void> {
  await pool.query(
    `insert into house_clock (told_at, confirmation) values (to_timestamp($1::float8 / 1000), $2)
     on conflict (is_only) do update set told_at = excluded.told_at, confirmation = excluded.confirmation
       where house_clock.confirmation < excluded.confirmation
          or house_clock.confirmation = excluded.confirmation and house_clock.told_at < excluded.told_at`,
    [trusted, confirmation],
  );
}
