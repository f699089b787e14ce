import type { Actor } from '../actor.ts';
import type { Change, Changed } from '../db/make-change.ts';
import type { Row } from '../db/schema.ts';
import { unlessTaken } from '../db/unless-taken.ts';
import { isRefused, type Outcome, refuse } from '../outcome.ts';
import type { SecretBox } from '../secrets.ts';
import { decidePayment, decision } from './decide-payment.ts';
import { openMethod } from './payment-methods.ts';
import type { PaymentParts } from './payment-parts.ts';
import { settlePayment } from './settle-payment.ts';

/** An operator has seen the money: paid, and the package given. A reference that was counted before is `reference-taken`. */
export function approvePayment(
  { db, secretBox }: Pick<PaymentParts, 'db' | 'secretBox'>,
  actor: Actor,
  id: number,
  { reason, reference }: { readonly reason?: string | undefined; readonly reference?: string | undefined },
): Promise<Changed<Outcome<number>>> {
  return decidePayment(db, actor, id, 'approve', async (change, payment) => {
    const counted = reference === undefined ? undefined : await readAs(secretBox, change, payment, reference);
    if (isRefused(counted)) return counted;
    const settled = await unlessTaken(
      () =>
        settlePayment(change, payment, {
          ...decision(change, reason),
          ...(counted !== undefined && { entered_reference: counted }),
        }),
      { payments_entered_reference: refuse('reference-taken') },
    );
    return isRefused(settled) ? settled : id;
  });
}

/** One transaction has one reference, however it is typed. */
async function readAs(
  secretBox: SecretBox,
  { tx }: Change,
  payment: Row<'payments'>,
  typed: string,
): Promise<Outcome<string>> {
  const method = await openMethod(tx, secretBox, payment.payment_method_id);
  if (method?.provider.way.kind !== 'reference') return typed;
  return method.provider.way.readReference(method.settings, typed) ?? refuse('reference-unreadable');
}
