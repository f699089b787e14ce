import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';

/** How many callbacks were forgotten that fit no payment, after 90 days. The story of a payment is kept with it. */
export async function trimStrayCallbacks(db: Db): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('payment_events')
    .where('payment_id', 'is', null)
    .where('at', '<', sql<Date>`trusted_now() - interval '90 days'`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
