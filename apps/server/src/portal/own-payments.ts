import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import type { Payment } from '../payments/find-payment.ts';
import { readRenewal } from '../subscriptions/read-renewal.ts';
import type { CustomerOverview } from './customer-overview.ts';
import type { OfferedPackage } from './offered-packages.ts';
import type { PlannedStart } from './pages/pay-pages.ts';
import type { PaymentEnd, ShownRefund } from './pages/payment-over-pages.ts';

/** How long a payment is come back to that somebody must still look at. */
const COMES_BACK_HOURS = 24;

/** The payment that a customer has begun last and that is still to be paid or looked at; a reopened portal leads to it. */
export async function findUnfinishedPayment(db: Db, customerId: number): Promise<number | null> {
  const { rows } = await sql<{ id: number; state: string }>`
    select id, case when state = 'open' and expires_at <= trusted_now() then 'expired' else state end as state
      from payments
     where customer_id = ${customerId} and created_at > trusted_now() - make_interval(hours => ${COMES_BACK_HOURS})
     order by id desc limit 1`.execute(db);
  const [last] = rows;
  return last?.state === 'open' || last?.state === 'to-approve' ? last.id : null;
}

/** What a payment of this customer has brought; `null`: it is not theirs, or has brought nothing. */
export async function readPaidPackage(db: Db, customerId: number, paymentId: number): Promise<string | null> {
  const row = await db
    .selectFrom('payments')
    .select('package_name')
    .where('id', '=', paymentId)
    .where('customer_id', '=', customerId)
    .where('state', '=', 'paid')
    .where('subscription_id', 'is not', null)
    .executeTakeFirst();
  return row?.package_name ?? null;
}

/** Something may still come of it. */
export function isUnfinished({ state }: Payment): boolean {
  return state === 'open' || state === 'to-approve';
}

/** How it ended without a package; `null`: it has not, or it brought one. */
export function endOf({ state, subscription_id, review_reason }: Payment): PaymentEnd | null {
  if (state === 'paid') return subscription_id === null ? 'not-granted' : null;
  if (state === 'expired' && review_reason === 'cash') return 'not-confirmed';
  return state === 'open' || state === 'to-approve' ? null : state;
}

/** What was given back of one that is refunded, and whether its package goes on all the same. */
export async function readRefund(db: Db, payment: Payment): Promise<ShownRefund> {
  const ofMinor = payment.received_minor ?? payment.amount_minor;
  const kept = await db
    .selectFrom('subscriptions')
    .select('id')
    .where('id', '=', payment.subscription_id)
    .where(sql<boolean>`(ends_at is null or ends_at > trusted_now())`)
    .executeTakeFirst();
  return {
    minor: payment.refunded_minor ?? ofMinor,
    ofMinor,
    currency: payment.received_currency ?? payment.currency,
    goesOn: kept !== undefined,
  };
}

/** When the package would begin if it were paid now; `null`: it must not be sold, for what runs has no end. */
export async function readPlannedStart(
  db: Db,
  customerId: number,
  { id, validitySeconds }: OfferedPackage,
  { left, next }: CustomerOverview,
): Promise<PlannedStart | null> {
  const plan = await readRenewal(db, customerId, id);
  if (plan === null || plan.refused !== null) return null;
  const { begins, startsAt, endsAt, waitingSeconds } = plan;
  if (begins === 'after-present')
    return { kind: 'after', name: next?.name ?? left?.packageName ?? '', at: new Date(startsAt) };
  if (waitingSeconds !== null) return { kind: 'first-login' };
  const soldSeconds = validitySeconds ?? 0;
  const seconds = endsAt === null ? 0 : Math.round((endsAt - startsAt) / 1000) - soldSeconds;
  return seconds < 60 ? { kind: 'now' } : { kind: 'now-and-longer', seconds };
}
