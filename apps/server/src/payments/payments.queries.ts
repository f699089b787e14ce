import { needsPerson } from '@gatehouse/domain/payments/payment-words';
import { type RawBuilder, sql } from 'kysely';
import { findSought } from '../customers/find-sought.ts';
import { matchesPerson } from '../customers/match-customers.ts';
import { countUpTo } from '../db/count-up-to.ts';
import { containsPattern, type ListRequest, readPage } from '../db/keyset.ts';
import type { Db } from '../db/open-database.ts';
import type { Page } from '../shapes.ts';
import { findPayment, type Payment, selectPayments } from './find-payment.ts';
import type { PaymentDetail, PaymentFilters, PaymentItem } from './payments.schemas.ts';
import { findPaymentProvider } from './providers/index.ts';

const BY_ID = { expression: sql`p.id`, type: 'bigint' } as const;
const EVENTS_MAX = 200;

export async function listPayments(
  db: Db,
  list: ListRequest<'createdAt'>,
  filters: PaymentFilters,
): Promise<Page<PaymentItem>> {
  const where = conditions(list.search === null ? null : await matches(db, list.search), filters);
  const { rows, nextCursor } = await readPage(selectPayments(db).where(where), list, BY_ID, sql`p.id`);
  const total = list.count
    ? await countUpTo(db, sql`payments p join customers c on c.id = p.customer_id where ${where}`)
    : null;
  return { items: rows.map(presentPayment), nextCursor, ...(total !== null && { total }) };
}

function conditions(search: RawBuilder<boolean> | null, filters: PaymentFilters): RawBuilder<boolean> {
  const { state, needsPerson: needs, paymentMethodId, zoneId, customerId, from, to } = filters;
  const all = [
    ...(state === undefined ? [] : [sql`p.state = ${state}`]),
    ...(needs === undefined ? [] : [needs === 'true' ? NEEDS_PERSON : sql`not ${NEEDS_PERSON}`]),
    ...(paymentMethodId === undefined ? [] : [sql`p.payment_method_id = ${paymentMethodId}`]),
    ...(zoneId === undefined ? [] : [sql`p.zone_id = ${zoneId}`]),
    ...(customerId === undefined ? [] : [sql`p.customer_id = ${customerId}`]),
    ...(from === undefined ? [] : [sql`p.created_at >= ${from}`]),
    ...(to === undefined ? [] : [sql`p.created_at < ${to}`]),
    ...(search === null ? [] : [search]),
  ];
  return all.length === 0 ? sql`true` : sql`${sql.join(all, sql` and `)}`;
}

/** The same as `needsPerson`, in SQL. */
const NEEDS_PERSON = sql<boolean>`(p.state = 'to-approve' or (p.state = 'paid' and p.not_granted is not null))`;

/** A payment's number, a part of a reference, or whose it is. */
async function matches(db: Db, text: string): Promise<RawBuilder<boolean>> {
  const number = /^#?([1-9]\d{0,14})$/.exec(text)?.[1];
  const { customerIds } = await findSought(db, text, 'anything');
  const whose = customerIds === null ? matchesPerson(sql`c.search_text`, text) : isOneOf(customerIds);
  const pattern = containsPattern(text);
  return sql`(p.provider_reference ilike ${pattern} or p.entered_reference ilike ${pattern}
              or ${whose}
              ${number === undefined ? sql`` : sql`or p.id = ${Number(number)}`})`;
}

function isOneOf(customerIds: readonly number[]): RawBuilder<boolean> {
  return sql`p.customer_id = any(${[...customerIds]}::bigint[])`;
}

export function presentPayment(row: Payment): PaymentItem {
  const { state, review_reason: reviewReason, not_granted: notGranted } = row;
  return {
    id: String(row.id),
    state,
    reviewReason,
    needsPerson: needsPerson({ state, notGranted }),
    customerId: String(row.customer_id),
    customerName: row.customer_name,
    customerUsername: row.customer_username,
    customerPhone: row.customer_phone,
    servicePackageId: String(row.service_package_id),
    packageName: row.package_name,
    zone: row.zone_id === null ? null : { id: String(row.zone_id), name: row.zone_name ?? '' },
    method: {
      id: String(row.payment_method_id),
      name: row.method_name,
      provider: row.provider,
      kind: findPaymentProvider(row.provider)?.way.kind ?? null,
    },
    amountMinor: row.amount_minor,
    currency: row.currency,
    toldMinor: row.told_minor,
    toldCurrency: row.told_currency,
    receivedMinor: row.received_minor,
    receivedCurrency: row.received_currency,
    continuesId: row.continues_id === null ? null : String(row.continues_id),
    providerReference: row.provider_reference,
    enteredReference: row.entered_reference,
    sameReferenceId: row.same_reference_id === null ? null : String(row.same_reference_id),
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    paidAt: row.paid_at?.toISOString() ?? null,
    subscriptionId: row.subscription_id === null ? null : String(row.subscription_id),
    notGranted,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decisionReason: row.decision_reason,
    refundedAt: row.refunded_at?.toISOString() ?? null,
    refundedMinor: row.refunded_minor,
    refundedBy: row.refunded_by,
    refundReason: row.refund_reason,
    refundReference: row.refund_reference,
  };
}

/**
 * Who sells where a payment names no zone: the place that the customer is at home in, else the only name that there is.
 * `null`: several, or none.
 */
async function readHouse(db: Db, customerId: number): Promise<string | null> {
  const { rows } = await sql<{ name: string; isHome: boolean }>`
    select coalesce(z.portal_name, z.name) as name, bool_or(c.id is not null) as "isHome"
      from hotspot_zones z left join customers c on c.id = ${customerId} and c.home_zone_id = z.id
     group by 1 order by 2 desc limit 2`.execute(db);
  const [first, other] = rows;
  return first !== undefined && (first.isHome || other === undefined) ? first.name : null;
}

/**
 * `null`: there is none.
 *
 * @param mayLookBehind whether what gateways answered, word for word, and who called is told too
 */
export async function readPaymentDetail(
  db: Db,
  id: number,
  { mayLookBehind }: { readonly mayLookBehind: boolean },
): Promise<PaymentDetail | null> {
  const payment = await findPayment(db, id);
  if (payment === null) return null;
  const [subscription, events] = await Promise.all([
    payment.subscription_id === null
      ? undefined
      : db
          .selectFrom('subscriptions')
          .select(['starts_at', 'ends_at', 'waiting_seconds'])
          .where('id', '=', payment.subscription_id)
          .executeTakeFirst(),
    db
      .selectFrom('payment_events')
      .select(['id', 'at', 'kind', 'outcome', 'facts', sql<string | null>`host(source_address)`.as('source')])
      .where('payment_id', '=', id)
      .orderBy('id', 'desc')
      .limit(EVENTS_MAX)
      .execute(),
  ]);
  return {
    ...presentPayment(payment),
    house: payment.place_name ?? (await readHouse(db, payment.customer_id)),
    subscription:
      subscription === undefined
        ? null
        : {
            startsAt: subscription.starts_at.toISOString(),
            endsAt: subscription.ends_at?.toISOString() ?? null,
            waitingSeconds: subscription.waiting_seconds,
          },
    askedTimes: payment.asked_times,
    askedAt: payment.asked_at?.toISOString() ?? null,
    askAt: payment.ask_at?.toISOString() ?? null,
    events: events.toReversed().map(({ id: eventId, at, kind, outcome, facts, source }) => ({
      id: String(eventId),
      at: at.toISOString(),
      kind: kind as PaymentDetail['events'][number]['kind'],
      outcome,
      facts: mayLookBehind ? (facts as Facts) : withoutAnswer(kind, facts as Facts),
      sourceAddress: mayLookBehind ? source : null,
    })),
  };
}

type Facts = Record<string, unknown> | null;

/** Without why a gateway did not take it, or could not be asked: those are its own words. */
function withoutAnswer(kind: string, facts: Facts): Facts {
  if (facts === null || (kind !== 'begin' && kind !== 'ask' && kind !== 'callback')) return facts;
  const { why: _, ...told } = facts;
  return Object.keys(told).length === 0 ? null : told;
}
