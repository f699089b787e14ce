import { sql } from 'kysely';
import { inTransaction } from '../db/in-transaction.ts';
import type { Db } from '../db/open-database.ts';

const AT_ONCE = 1000;

/** Cash that nobody confirmed for so long was never handed over; an operator may still find it and approve it. */
export const CASH_WAITS_DAYS = 7;

/** Nobody paid in time: how many. Money that comes later counts all the same, and providers are asked on. */
export async function expirePayments(db: Db): Promise<number> {
  return inTransaction(db, async (tx) => {
    const { rows } = await sql`
      with due as (
        select id from payments
         where (state = 'open' and expires_at <= trusted_now())
            or (state = 'to-approve' and review_reason = 'cash'
                and created_at <= trusted_now() - make_interval(days => ${CASH_WAITS_DAYS}))
         order by id limit ${AT_ONCE} for update skip locked),
      expired as (
        update payments set state = 'expired' from due where payments.id = due.id returning payments.id, review_reason)
      insert into payment_events (payment_id, kind, outcome, facts)
      select id, 'state', 'expired', case review_reason when 'cash' then jsonb_build_object('why', 'cash') end from expired
      returning payment_id`.execute(tx);
    return rows.length;
  });
}
