import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { makeChange } from '../db/make-change.ts';
import type { Db } from '../db/open-database.ts';

/** Ends every visit of the customer, and says to every RADIUS process that their tickets are gone with them. */
export async function signOutEverywhere(db: Db, actor: Actor, customerId: number): Promise<void> {
  await makeChange(db, actor, async ({ tx, announce }) => {
    const { rows } = await sql<{ id: number }>`
      select t.id from portal_tickets t join portal_visits v on v.id = t.visit_id
       where v.customer_id = ${customerId} and t.expires_at > trusted_now() - interval '1 hour'`.execute(tx);
    await tx.deleteFrom('portal_visits').where('customer_id', '=', customerId).execute();
    if (rows.length > 0)
      announce(
        'portal-tickets',
        rows.map(({ id }) => id),
      );
  });
}
