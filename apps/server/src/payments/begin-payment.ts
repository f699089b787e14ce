import { sql } from 'kysely';
import { violatedConstraint } from '../db/in-transaction.ts';
import { isRefused, type Outcome, refuse } from '../outcome.ts';
import { findPayment, type Payment } from './find-payment.ts';
import { noteEvent } from './payment-events.ts';
import { intentOf } from './payment-intent.ts';
import { type OpenMethod, openMethod } from './payment-methods.ts';
import type { PaymentParts } from './payment-parts.ts';
import type { Begun, Intent } from './providers/provider.ts';
import { type PaymentWish, storePayment } from './store-payment.ts';

export type BeginPaymentInput = PaymentWish & {
  readonly paymentMethodId: number;
  /** Where the visitor's browser is: `http://portal.example`. */
  readonly portalOrigin: string;
  /** The visitor's; for providers that have several. */
  readonly language: string;
  /** Where the browser comes back to; the default is the payment's own page. */
  readonly returnUrl?: string;
};

/**
 * Begins a payment, or goes on with the one that was begun. The row is there before the provider hears of it, so
 * nothing is paid that nobody knows of. Refused: `payment-method-unusable`, `package-not-sold`, `already-without-end`,
 * `too-many-attempts`, `idempotency-key-used`, …; `payment-provider-away`, `payment-provider-refused`: it is there, and can
 * be begun again.
 */
export async function beginPayment(parts: PaymentParts, input: BeginPaymentInput): Promise<Outcome<Payment>> {
  const { db, secretBox } = parts;
  const method = await openMethod(db, secretBox, input.paymentMethodId);
  if (method === null) return refuse('payment-method-unusable');
  const id = await storePayment(db, method, input);
  if (isRefused(id)) return id;
  const payment = await findPayment(db, id);
  if (payment === null) throw new Error(`Payment ${id} is gone.`);
  return beginAtProvider(parts, method, payment, input);
}

async function beginAtProvider(
  parts: PaymentParts,
  method: OpenMethod,
  payment: Payment,
  { portalOrigin, returnUrl }: BeginPaymentInput,
): Promise<Outcome<Payment>> {
  const { way } = method.provider;
  if (way.kind !== 'hosted' || payment.begun_at !== null || payment.state !== 'open') return payment;
  const intent = await intentOf(parts, payment, method, {
    portalOrigin,
    phone: payment.asked_phone ?? payment.customer_phone,
    ...(returnUrl !== undefined && { returnUrl }),
  });
  const begun = await way.begin(method.settings, intent, parts.providerIo);
  const stored = begun.begun ? await storeBegun(parts, intent, begun) : begun;
  if (!stored.begun) {
    parts.log.warn(
      { payment: payment.id, provider: method.row.name, why: stored.why },
      'a payment cannot begin',
    );
    await noteEvent(parts.db, {
      paymentId: payment.id,
      kind: 'begin',
      outcome: stored.refused ? 'refused' : 'failed',
      facts: { why: stored.why },
    });
    return refuse(stored.refused ? 'payment-provider-refused' : 'payment-provider-away');
  }
  return (await findPayment(parts.db, payment.id)) ?? payment;
}

/** Of two that began at once the first one counts: the provider knows both by one reference. */
async function storeBegun(
  { db }: PaymentParts,
  { paymentId }: Intent,
  begun: Extract<Begun, { begun: true }>,
): Promise<Begun> {
  try {
    const stored = await db
      .updateTable('payments')
      .set({
        begun_at: sql<Date>`trusted_now()`,
        pay_url: begun.payUrl,
        provider_reference: begun.providerReference,
      })
      .where('id', '=', paymentId)
      .where('begun_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (stored !== undefined) await noteEvent(db, { paymentId, kind: 'begin', outcome: 'begun' });
    return begun;
  } catch (error) {
    if (violatedConstraint(error) !== 'payments_provider_reference') throw error;
    return { begun: false, why: 'The provider gave it a reference that stands for another payment already.' };
  }
}
