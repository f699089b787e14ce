import { mayStep, type PaymentStep } from '@gatehouse/domain/payments/payment-words';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { applyChange } from '../db/apply-change.ts';
import type { Change, Changed } from '../db/make-change.ts';
import type { Db } from '../db/open-database.ts';
import type { Row } from '../db/schema.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { lockPayment } from './find-payment.ts';

/** A payment in words, for a refusal. */
const STANDS = {
  open: 'nothing has arrived for it yet',
  'to-approve': 'it waits for approval',
  paid: 'it is paid',
  refused: 'it was refused',
  expired: 'nobody paid in time',
  refunded: 'it was refunded',
} as const satisfies Record<Row<'payments'>['state'], string>;

/**
 * Somebody decides about a payment: it is held, its state allows the step, the work is done, in one transaction.
 * Refused: `not-found`, `payment-decided`, and what the work refuses.
 */
export function decidePayment(
  db: Db,
  actor: Actor,
  id: number,
  step: PaymentStep,
  work: (change: Change, payment: Row<'payments'>) => Promise<Outcome<number>>,
): Promise<Changed<Outcome<number>>> {
  return applyChange(db, actor, async (change) => {
    const payment = await lockPayment(change.tx, id);
    if (payment === null) return refuse('not-found', { message: 'There is no such payment.' });
    if (!mayStep(payment.state, step)) {
      return refuse('payment-decided', {
        message: `This cannot be done any more: ${STANDS[payment.state]}. Look at it once more.`,
      });
    }
    return work(change, payment);
  });
}

/** Who decided, and why: into the payment's row. */
export function decision({ actor }: Change, reason: string | undefined) {
  return {
    decided_by: actor.name,
    decided_at: sql<Date>`trusted_now()`,
    decision_reason: reason ?? null,
  };
}
