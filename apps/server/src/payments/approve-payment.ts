import type { Money } from '@gatehouse/domain/money';
import type { Actor } from '../actor.ts';
import type { Change, Changed } from '../db/make-change.ts';
import type { Row } from '../db/schema.ts';
import { isRefused, type Outcome, type Refused, refuse } from '../outcome.ts';
import type { SecretBox } from '../secrets.ts';
import { endAfterRefund, rowToDecide, toldMoney } from './continue-payment.ts';
import { decidePayment, decision } from './decide-payment.ts';
import { openMethod } from './payment-methods.ts';
import type { PaymentParts } from './payment-parts.ts';
import { findSameReference, referenceTaken } from './same-reference.ts';
import { settlePayment } from './settle-payment.ts';

export type Approval = {
  readonly reason?: string | undefined;
  /** The one that was compared; needed where whoever pays has typed one. */
  readonly reference?: string | undefined;
  /** What has arrived, where the provider told nothing; the default is what was asked for. */
  readonly receivedMinor?: number | undefined;
  /** The reference stands for another payment already, and counts for this one too. */
  readonly sameReferenceToo?: boolean | undefined;
};

/** An operator has seen the money: paid, and the package given. A reference that another payment has is `reference-taken`. */
export function approvePayment(
  { db, secretBox }: Pick<PaymentParts, 'db' | 'secretBox'>,
  actor: Actor,
  id: number,
  approval: Approval,
): Promise<Changed<Outcome<number>>> {
  return decidePayment(db, actor, id, 'approve', async (change, payment) => {
    const received = receivedBy(payment, approval);
    if (isRefused(received)) return received;
    const reference = await referenceOf(secretBox, change, payment, approval);
    if (isRefused(reference)) return reference;
    const decided = await rowToDecide(change, payment);
    await settlePayment(change, decided, received, {
      ...decision(change, approval.reason),
      entered_reference: reference,
    });
    await endAfterRefund(change, payment, decided, 'counted', approval.reason);
    return id;
  });
}

/** What the provider told counts; where it told nothing, what the operator has seen. */
function receivedBy(payment: Row<'payments'>, { receivedMinor: typed }: Approval): Outcome<Money> {
  const told = toldMoney(payment);
  const received = told ?? { minor: payment.amount_minor, currency: payment.currency };
  if (typed === undefined || typed === received.minor) return received;
  // After a decision the provider may tell the sum of what came before and since: what is new, a person knows.
  const isSum = payment.review_reason === 'after-refund' || payment.review_reason === 'after-refusal';
  if (told === null || isSum) return { ...received, minor: typed };
  const message = 'cannot be another amount than the provider tells';
  return refuse('bad-request', {
    message: `receivedMinor ${message}.`,
    fields: { receivedMinor: { code: 'told', message } },
  });
}

/**
 * One transfer has one reference, however it is typed, and counts once. What counts is the one that the operator compared:
 * whoever pays may type another one meanwhile.
 */
async function referenceOf(
  secretBox: SecretBox,
  { tx }: Change,
  payment: Row<'payments'>,
  { reference: typed, sameReferenceToo = false }: Approval,
): Promise<Outcome<string | null>> {
  if (typed === undefined) return payment.entered_reference === null ? null : notCompared();
  const reference = await readAs(secretBox, tx, payment, typed);
  if (isRefused(reference)) return reference;
  const other = await findSameReference(tx, payment, reference);
  return other !== null && !sameReferenceToo ? referenceTaken(other) : reference;
}

function notCompared(): Refused {
  const message = 'must be the reference that was compared with what arrived';
  return refuse('bad-request', {
    message: `reference ${message}.`,
    fields: { reference: { code: 'required', message } },
  });
}

async function readAs(
  secretBox: SecretBox,
  tx: Change['tx'],
  payment: Row<'payments'>,
  typed: string,
): Promise<Outcome<string>> {
  const method = await openMethod(tx, secretBox, payment.payment_method_id);
  if (method?.provider.way.kind !== 'reference') return typed;
  return method.provider.way.readReference(method.settings, typed) ?? refuse('reference-unreadable');
}
