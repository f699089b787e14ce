import { type Expression, sql } from 'kysely';
import type { Db, Tx } from '../db/open-database.ts';
import type { Place } from './places.ts';

const ROWS_PER_PAGE = 2000;
/** Whoever takes nothing for so long has gone; the database must not keep a moment for longer than all of it. */
const IDLE_SECONDS_MAX = 60;
const SECONDS_MAX = 1800;

/** What is read, in its order, and how a page of it is shown: further rows are read of the same moment, by `tx`. */
export type Everything<Row, Shown> = {
  readonly select: (tx: Tx) => Expression<unknown>;
  readonly show: (rows: readonly Row[], tx: Tx) => readonly Shown[] | Promise<readonly Shown[]>;
};

/**
 * All rows of a list as they are at one moment, page by page, in its order: no more than a page is in memory. The place is
 * given back however it ends.
 */
export async function* everyRow<Row, Shown>(
  db: Db,
  place: Place,
  { select, show }: Everything<Row, Shown>,
): AsyncGenerator<readonly Shown[], void, undefined> {
  place.begin();
  try {
    const until = performance.now() + SECONDS_MAX * 1000;
    const tx = await db
      .startTransaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute();
    try {
      await sql`set local idle_in_transaction_session_timeout = ${sql.lit(IDLE_SECONDS_MAX * 1000)}`.execute(
        tx,
      );
      await sql`declare exported no scroll cursor for ${select(tx)}`.execute(tx);
      for (;;) {
        const { rows } = await sql<Row>`fetch ${sql.lit(ROWS_PER_PAGE)} from exported`.execute(tx);
        if (rows.length === 0) return;
        yield await show(rows, tx);
        if (performance.now() > until) throw new Error('It took too long.');
      }
    } finally {
      await tx.rollback().execute();
    }
  } finally {
    place.end();
  }
}
