import { sql } from 'kysely';
import type { Db, Tx } from './open-database.ts';

/** PostgreSQL's "query_canceled". */
const CANCELED = '57014';

/**
 * What can be read within `ms`, else `null`: a number on a screen is not worth more of the database's time. The statement
 * is ended there too. Rejects where the database is away.
 */
export async function readInTime<T>(db: Db, ms: number, read: (tx: Tx) => Promise<T>): Promise<T | null> {
  try {
    return await db
      .transaction()
      .setAccessMode('read only')
      .execute(async (tx) => {
        await sql`select set_config('statement_timeout', ${String(ms)}, true)`.execute(tx);
        return read(tx);
      });
  } catch (error) {
    if ((error as { code?: unknown }).code === CANCELED) return null;
    throw error;
  }
}
