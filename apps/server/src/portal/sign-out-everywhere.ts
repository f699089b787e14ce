import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { makeChange } from '../db/make-change.ts';
import type { Db } from '../db/open-database.ts';

/**
 * Ends every visit of the customer, and says to every RADIUS process that their tickets end with them. Tickets stay known for
 * a while: one that is sent again is called what it is, and stands with its customer in the access log.
 */
export async function signOutEverywhere(db: Db, actor: Actor, customerId: number): Promise<void> {
  await makeChange(db, actor, async ({ tx, announce }) => {
    const { rows } = await sql<{ id: number }>`
      update portal_tickets set expires_at = trusted_now()
       where customer_id = ${customerId} and used_at is null and expires_at > trusted_now() returning id`.execute(
      tx,
    );
    await tx
      .updateTable('portal_visits')
      .set({ customer_id: null, expires_at: sql<Date>`trusted_now()` })
      .where('customer_id', '=', customerId)
      .execute();
    if (rows.length > 0)
      announce(
        'portal-tickets',
        rows.map(({ id }) => id),
      );
  });
}
