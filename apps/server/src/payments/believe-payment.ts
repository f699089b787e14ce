import type { Money } from '@gatehouse/domain/money';
import { mayStep, type ReviewReason } from '@gatehouse/domain/payments/payment-words';
import { sql } from 'kysely';
import { type Actor, jobActor } from '../actor.ts';
import { type Change, makeChange } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import type { Row } from '../db/schema.ts';
import { nextAskAt } from './ask-schedule.ts';
import { findPayment, lockPayment, type Payment } from './find-payment.ts';
import { type DecidedBefore, judgeTold } from './judge-told.ts';
import { noteEvent } from './payment-events.ts';
import { intentOf } from './payment-intent.ts';
import { openMethod } from './payment-methods.ts';
import type { PaymentParts } from './payment-parts.ts';
import type { Told } from './providers/provider.ts';
import { type PaymentChange, settlePayment } from './settle-payment.ts';

/** Whom the audit log names where a provider's word counts. */
export const PAYMENTS_ACTOR: Actor = jobActor('Payments');

/**
 * Asks the provider about a payment, over a connection that we open, and believes what it says: the only way in which
 * money is believed without an operator. Asking often, or at many places at once, does no harm.
 *
 * @param notWithinMs whoever only looks does not ask again so soon after somebody else
 * @returns how the payment stands then; `null`: there is none
 */
export async function askProvider(
  parts: PaymentParts,
  paymentId: number,
  { notWithinMs = 0, actor = PAYMENTS_ACTOR }: { notWithinMs?: number; actor?: Actor } = {},
): Promise<Payment | null> {
  const { db, secretBox, providerIo } = parts;
  const payment = await findPayment(db, paymentId);
  if (payment === null || !mayStep(payment.state, 'ask')) return payment;
  // First of all: what cannot be asked about comes up again no sooner than anything else.
  if (!(await takeTurn(parts, payment, notWithinMs))) return payment;
  const method = await openMethod(db, secretBox, payment.payment_method_id);
  if (method === null || method.provider.way.kind !== 'hosted') return payment;
  const intent = await intentOf(parts, payment, method, { portalOrigin: null, phone: null });
  const told = await method.provider.way.askAbout(
    method.settings,
    intent,
    payment.provider_reference,
    providerIo,
  );
  await believe(parts, paymentId, told, actor);
  return findPayment(db, paymentId);
}

/** Notes that it is asked now, and when it is asked next. False: somebody asked a moment ago. */
async function takeTurn(
  { db, now }: PaymentParts,
  { id, created_at }: Payment,
  notWithinMs: number,
): Promise<boolean> {
  const next = nextAskAt(created_at.getTime(), now());
  const turn = await db
    .updateTable('payments')
    .set({
      asked_at: sql<Date>`trusted_now()`,
      asked_times: sql<number>`asked_times + 1`,
      ask_at: sql<Date | null>`case when ask_at is null then null else ${next === null ? null : new Date(next)}::timestamptz end`,
    })
    .where('id', '=', id)
    .where((eb) =>
      eb.or([
        eb('asked_at', 'is', null),
        eb('asked_at', '<=', sql<Date>`trusted_now() - make_interval(secs => ${notWithinMs / 1000}::float8)`),
      ]),
    )
    .returning('id')
    .executeTakeFirst();
  return turn !== undefined;
}

/** What the provider said, in one transaction that holds the payment: twice is harmless. */
export async function believe(
  { db }: Pick<PaymentParts, 'db'>,
  paymentId: number,
  told: Told,
  actor: Actor = PAYMENTS_ACTOR,
): Promise<void> {
  await makeChange(db, actor, async (change) => {
    const { tx } = change;
    const payment = await lockPayment(tx, paymentId);
    if (payment === null) return;
    await noteTold(tx, paymentId, told);
    const amount = { minor: payment.amount_minor, currency: payment.currency };
    const known = knownBefore(payment);
    const decided = decidedBefore(payment, known);
    const verdict = judgeTold({ state: payment.state, amount, known, decided }, told);
    switch (verdict.verdict) {
      case 'believe':
        return (await isOthers(tx, payment, told))
          ? letPersonLook(change, payment, 'reference', arrived(told))
          : settlePayment(change, payment, amount, { ...arrived(told), ...BY_NOBODY });
      case 'review':
        return letPersonLook(change, payment, verdict.why, arrived(told));
      case 'refuse':
        await tx.updateTable('payments').set({ state: 'refused' }).where('id', '=', paymentId).execute();
        await noteEvent(tx, { paymentId, kind: 'state', outcome: 'refused' });
        return;
      case 'leave':
        return;
    }
  });
}

/** What an operator had decided is theirs, and stands in the story; what follows from the provider's word is not. */
const BY_NOBODY = { decided_by: null, decided_at: null, decision_reason: null } as const;

async function letPersonLook(
  { tx, audit }: Change,
  payment: Row<'payments'>,
  why: ReviewReason,
  told: PaymentChange,
): Promise<void> {
  await tx
    .updateTable('payments')
    .set({ ...told, ...BY_NOBODY, state: 'to-approve', review_reason: why })
    .where('id', '=', payment.id)
    .execute();
  if (payment.state === 'to-approve') return;
  await noteEvent(tx, { paymentId: payment.id, kind: 'state', outcome: 'to-approve', facts: { why } });
  await audit({
    action: 'payments.review',
    subjectKind: 'payment',
    subjectId: payment.id,
    customerId: payment.customer_id,
    before: { state: payment.state },
    after: { why, amountMinor: told.told_minor, currency: told.told_currency },
  });
}

/** What the provider had told, else what counted. */
function knownBefore(payment: Row<'payments'>): Money | null {
  const { told_minor, told_currency, received_minor, received_currency } = payment;
  if (told_minor !== null && told_currency !== null) return { minor: told_minor, currency: told_currency };
  return received_minor === null || received_currency === null
    ? null
    : { minor: received_minor, currency: received_currency };
}

function decidedBefore(payment: Row<'payments'>, known: Money | null): DecidedBefore | null {
  if (payment.refunded_at !== null) return 'after-refund';
  const isRefused = payment.state === 'refused' || payment.review_reason === 'after-refusal';
  return isRefused && known !== null ? 'after-refusal' : null;
}

function arrived(told: Told): PaymentChange {
  if (told.told !== 'paid') return {};
  return { told_minor: told.amount.minor, told_currency: told.amount.currency };
}

/** Whether the provider names a transaction that stands for another payment: one is never counted twice. */
async function isOthers(tx: Tx, payment: Row<'payments'>, told: Told): Promise<boolean> {
  if (told.told !== 'paid' || told.providerReference === null) return false;
  const other = await tx
    .selectFrom('payments')
    .select('id')
    .where('payment_method_id', '=', payment.payment_method_id)
    .where('provider_reference', '=', told.providerReference)
    .where('id', '<>', payment.id)
    .executeTakeFirst();
  return other !== undefined;
}

/** An answer like the last one is no news. */
async function noteTold(tx: Tx, paymentId: number, told: Told): Promise<void> {
  const last = await tx
    .selectFrom('payment_events')
    .select(['outcome', 'facts'])
    .where('payment_id', '=', paymentId)
    .where('kind', '=', 'ask')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  const facts = factsOf(told);
  if (last?.outcome === told.told && sameFacts(last.facts, facts)) return;
  await noteEvent(tx, { paymentId, kind: 'ask', outcome: told.told, ...(facts !== null && { facts }) });
}

function factsOf(told: Told): Record<string, string | number> | null {
  if (told.told === 'nothing') return { why: told.why };
  if (told.told !== 'paid') return null;
  const { amount, providerReference } = told;
  return {
    amountMinor: amount.minor,
    currency: amount.currency,
    ...(providerReference !== null && { reference: providerReference }),
  };
}

function sameFacts(stored: unknown, facts: Record<string, string | number> | null): boolean {
  const before = new Map(Object.entries((stored ?? {}) as Record<string, unknown>));
  const now = Object.entries(facts ?? {});
  return before.size === now.length && now.every(([name, value]) => before.get(name) === value);
}
