import { PAYMENT_STEPS } from '@gatehouse/domain/payments/payment-words';
import { sql } from 'kysely';
import { inTransaction } from '../db/in-transaction.ts';
import type { Tx } from '../db/open-database.ts';
import { findToldPayment } from './find-payment.ts';
import { noteEvent } from './payment-events.ts';
import { type OpenMethod, openMethodByToken } from './payment-methods.ts';
import type { PaymentParts } from './payment-parts.ts';
import type { Callback, CallbackRequest } from './providers/provider.ts';

/** What became of a request at a callback address. */
export type HeardCallback =
  /** Nobody's, or not by whom it says. */
  | { readonly heard: 'forged' }
  /** `paymentId`: about this one its provider should be asked. */
  | { readonly heard: 'first' | 'again'; readonly paymentId: number | null };

/** So much of what fits no payment is kept of a way to pay in a day; the rest is refused all the same. */
const STRAY_MAX = 1000;
/** So many are kept of one payment. */
const OF_PAYMENT_MAX = 50;

/**
 * Hears a hint. Nothing that it says is believed: it makes us ask, and the note to ask is stored together with it, so
 * that a process that dies in between forgets nothing.
 */
export async function receiveCallback(
  { db, secretBox }: PaymentParts,
  callbackToken: string,
  request: CallbackRequest,
  sourceAddress: string | null,
): Promise<HeardCallback> {
  const method = await openMethodByToken(db, secretBox, callbackToken);
  if (method === null || method.provider.way.kind !== 'hosted') return { heard: 'forged' };
  const callback = method.provider.way.readCallback(method.settings, request);
  const paymentId = callback.signed ? await findToldPayment(db, secretBox, method.row.id, callback) : null;
  return inTransaction(db, async (tx) => {
    if (!callback.signed || paymentId === null) return noteStray(tx, method, callback, sourceAddress);
    return noteHint(tx, method, paymentId, callback.eventId, sourceAddress);
  });
}

async function noteStray(
  tx: Tx,
  { row }: OpenMethod,
  callback: Callback,
  sourceAddress: string | null,
): Promise<HeardCallback> {
  const { count } = await tx
    .selectFrom('payment_events')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('payment_id', 'is', null)
    .where('payment_method_id', '=', row.id)
    .where('at', '>', sql<Date>`trusted_now() - interval '1 day'`)
    .executeTakeFirstOrThrow();
  if (count < STRAY_MAX)
    await noteEvent(tx, {
      paymentId: null,
      paymentMethodId: row.id,
      kind: 'callback',
      sourceAddress,
      ...(callback.signed
        ? { outcome: 'unknown-payment' }
        : { outcome: 'forged', facts: { why: callback.why } }),
    });
  return callback.signed ? { heard: 'first', paymentId: null } : { heard: 'forged' };
}

async function noteHint(
  tx: Tx,
  { row }: OpenMethod,
  paymentId: number,
  eventId: string | null,
  sourceAddress: string | null,
): Promise<HeardCallback> {
  const about = { paymentId, paymentMethodId: row.id, kind: 'callback', sourceAddress } as const;
  const { count } = await tx
    .selectFrom('payment_events')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('payment_id', '=', paymentId)
    .where('kind', '=', 'callback')
    .executeTakeFirstOrThrow();
  const isKept = count < OF_PAYMENT_MAX;
  const isFirst = isKept && (await noteEvent(tx, { ...about, outcome: 'heard', eventId }));
  if (isKept && !isFirst) await noteEvent(tx, { ...about, outcome: 'repeated' });
  await tx
    .updateTable('payments')
    .set({ ask_at: sql<Date>`trusted_now()` })
    .where('id', '=', paymentId)
    .where('state', 'in', [...PAYMENT_STEPS.ask])
    .execute();
  return { heard: isFirst ? 'first' : 'again', paymentId };
}
