import { writeDecimal } from '@gatehouse/domain/money';
import { sql } from 'kysely';
import { inTransaction } from '../db/in-transaction.ts';
import type { Db, Tx } from '../db/open-database.ts';
import { isRefused, type Outcome, type Refused, refuse } from '../outcome.ts';
import { readRenewal } from '../subscriptions/read-renewal.ts';
import { CASH_WAITS_DAYS } from './expire-payments.ts';
import { noteEvent } from './payment-events.ts';
import { type OpenMethod, takesAmount } from './payment-methods.ts';

export type PaymentWish = {
  readonly customerId: number;
  readonly servicePackageId: number;
  readonly zoneId: number | null;
  readonly visitId: number | null;
  /** Made by who asks; the same for the same wish, however often it is sent. */
  readonly idempotencyKey: string;
  /** Where the provider asks, if that is not the customer's own number. */
  readonly phone?: string | null;
};

/** What was begun so recently is gone on with, whatever key it is asked by: a second tap is no second payment. */
const SAME_MINUTES = 15;
/** Of one customer in an hour. */
const OPEN_MAX = 30;
/** How long one may take to pay; money that comes later counts all the same. */
const EXPIRE_HOURS = { hosted: 1, reference: 24, counter: 24 * CASH_WAITS_DAYS } as const;
/** Until the provider is asked for the first time, if nobody asks before. */
const FIRST_ASK_SECONDS = 60;

/** One row for a wish, however often and at how many places at once it is sent. */
export async function storePayment(db: Db, method: OpenMethod, wish: PaymentWish): Promise<Outcome<number>> {
  return inTransaction(db, (tx) => storeIn(tx, method, wish));
}

/** In a transaction of somebody else's. */
export async function storeIn(tx: Tx, method: OpenMethod, wish: PaymentWish): Promise<Outcome<number>> {
  const customer = await tx
    .selectFrom('customers')
    .select(['kind', 'status'])
    .where('id', '=', wish.customerId)
    .forUpdate()
    .executeTakeFirst();
  if (customer === undefined) return refuse('not-found', { message: 'There is no such customer.' });
  const known = await findByKey(tx, method, wish);
  if (known !== null) return known;
  if (customer.status === 'ended') return refuse('customer-ended');
  const sold = await findSold(tx, customer.kind, wish.servicePackageId);
  if (isRefused(sold)) return sold;
  const unusable = methodFault(method, sold);
  if (unusable !== null) return unusable;
  const begun = await findBegun(tx, method, wish, sold);
  if (begun !== null) return begun;
  const renewal = await readRenewal(tx, wish.customerId, wish.servicePackageId);
  if (renewal !== null && renewal.refused !== null) return refuse(renewal.refused);
  if (await hasTooMany(tx, wish.customerId)) return refuse('too-many-attempts');
  return insert(tx, method, wish, sold);
}

type Sold = { readonly name: string; readonly amountMinor: number; readonly currency: string };

function methodFault(method: OpenMethod, { amountMinor: minor, currency }: Sold): Refused | null {
  const { row } = method;
  if (!row.enabled || row.removed_at !== null) return refuse('payment-method-unusable');
  if (takesAmount(method, { minor, currency })) return null;
  const price = `${currency} ${writeDecimal({ minor, currency })}`;
  return refuse('payment-method-unusable', {
    message: `${row.name} cannot take ${price}: it knows another currency or whole amounts only. Choose another way to pay, or another price.`,
  });
}

async function findSold(tx: Tx, kind: string, servicePackageId: number): Promise<Sold | Refused> {
  const sold = await tx
    .selectFrom('service_packages')
    .select(['name', 'kind', 'price_minor', 'currency'])
    .where('id', '=', servicePackageId)
    .executeTakeFirst();
  if (sold === undefined) return refuse('reference-unknown');
  if (sold.kind !== kind) return refuse('package-of-other-kind');
  const { name, price_minor: amountMinor, currency } = sold;
  if (amountMinor === null || amountMinor === 0 || currency === null) return refuse('package-not-sold');
  return { name, amountMinor, currency };
}

async function findByKey(tx: Tx, { row }: OpenMethod, wish: PaymentWish): Promise<number | Refused | null> {
  const known = await tx
    .selectFrom('payments')
    .select(['id', 'customer_id', 'service_package_id', 'payment_method_id'])
    .where('idempotency_key', '=', wish.idempotencyKey)
    .executeTakeFirst();
  if (known === undefined) return null;
  const isSame =
    known.customer_id === wish.customerId &&
    known.service_package_id === wish.servicePackageId &&
    known.payment_method_id === row.id;
  return isSame ? known.id : refuse('idempotency-key-used');
}

/** One that waits for a person at the counter is gone on with as long as it waits. */
async function findBegun(tx: Tx, { row, provider }: OpenMethod, wish: PaymentWish, sold: Sold) {
  const begun = await tx
    .selectFrom('payments')
    .select('id')
    .where('customer_id', '=', wish.customerId)
    .where('service_package_id', '=', wish.servicePackageId)
    .where('payment_method_id', '=', row.id)
    .where('amount_minor', '=', sold.amountMinor)
    .where('currency', '=', sold.currency)
    .where(sql<boolean>`asked_phone is not distinct from ${wish.phone ?? null}`)
    .where('refunded_at', 'is', null)
    .where((eb) =>
      provider.way.kind === 'counter'
        ? eb('state', '=', 'to-approve')
        : eb.and([
            eb('state', 'in', ['open', 'to-approve']),
            eb('created_at', '>', sql<Date>`trusted_now() - make_interval(mins => ${SAME_MINUTES})`),
          ]),
    )
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return begun?.id ?? null;
}

async function hasTooMany(tx: Tx, customerId: number): Promise<boolean> {
  const { count } = await tx
    .selectFrom('payments')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('customer_id', '=', customerId)
    .where('state', 'in', ['open', 'to-approve', 'refused', 'expired'])
    .where('created_at', '>', sql<Date>`trusted_now() - interval '1 hour'`)
    .executeTakeFirstOrThrow();
  return count >= OPEN_MAX;
}

async function insert(tx: Tx, { row, provider }: OpenMethod, wish: PaymentWish, sold: Sold): Promise<number> {
  const { kind } = provider.way;
  const atCounter = kind === 'counter';
  const values = {
    idempotency_key: wish.idempotencyKey,
    customer_id: wish.customerId,
    service_package_id: wish.servicePackageId,
    package_name: sold.name,
    zone_id: wish.zoneId,
    visit_id: wish.visitId,
    asked_phone: wish.phone ?? null,
    payment_method_id: row.id,
    amount_minor: sold.amountMinor,
    currency: sold.currency,
    state: atCounter ? ('to-approve' as const) : ('open' as const),
    review_reason: atCounter ? ('cash' as const) : null,
    ask_at: kind === 'hosted' ? sql<Date>`trusted_now() + make_interval(secs => ${FIRST_ASK_SECONDS})` : null,
    expires_at: sql<Date>`trusted_now() + make_interval(hours => ${EXPIRE_HOURS[kind]})`,
  };
  const { id } = await tx.insertInto('payments').values(values).returning('id').executeTakeFirstOrThrow();
  await noteEvent(tx, { paymentId: id, kind: 'state', outcome: atCounter ? 'to-approve' : 'open' });
  return id;
}
