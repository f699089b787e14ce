import { sql } from 'kysely';
import { inTransaction } from '../db/in-transaction.ts';
import type { Db } from '../db/open-database.ts';

const AT_ONCE = 1000;

/** Nobody paid in time: how many. Money that comes later counts all the same, and providers are asked on. */
export async function expirePayments(db: Db): Promise<number> {
  return inTransaction(db, async (tx) => {
    const { rows } = await sql`
      with due as (
        select id from payments where state = 'open' and expires_at <= trusted_now()
         order by id limit ${AT_ONCE} for update skip locked),
      expired as (
        update payments set state = 'expired' from due where payments.id = due.id returning payments.id)
      insert into payment_events (payment_id, kind, outcome) select id, 'state', 'expired' from expired
      returning payment_id`.execute(tx);
    return rows.length;
  });
}
