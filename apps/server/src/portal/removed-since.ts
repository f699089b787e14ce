import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import type { ProvedVisit } from './portal-context.ts';
import { PROVED_HOURS } from './portal-visits.ts';

/**
 * Whether this visit's own device was removed after the visit was proved, by the visit itself: then whoever wants to be
 * online logs in again, while the page on which it was removed may still undo it.
 */
export async function wasRemovedSince(db: Db, { id, customerId }: ProvedVisit): Promise<boolean> {
  const { rows } = await sql`
    select from portal_visits v
      join removed_devices r on r.customer_id = v.customer_id and r.mac = v.mac_hint
     where v.id = ${id} and v.customer_id = ${customerId}
       and r.removed_at > v.expires_at - make_interval(hours => ${PROVED_HOURS})`.execute(db);
  return rows.length > 0;
}

/** The visit is nobody's any more, and begins anew: what its gateway said of the phone was of the time before. */
export async function endProof(db: Db, { id, redirect }: ProvedVisit): Promise<void> {
  await db
    .updateTable('portal_visits')
    .set({ customer_id: null, redirect: JSON.stringify({ ...redirect, outcome: 'not-yet', reply: null }) })
    .where('id', '=', id)
    .execute();
}
