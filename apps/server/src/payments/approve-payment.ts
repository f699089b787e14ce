import type { Actor } from '../actor.ts';
import type { Changed } from '../db/make-change.ts';
import type { Db } from '../db/open-database.ts';
import { unlessTaken } from '../db/unless-taken.ts';
import { isRefused, type Outcome, refuse } from '../outcome.ts';
import { decidePayment, decision } from './decide-payment.ts';
import { settlePayment } from './settle-payment.ts';

/** An operator has seen the money: paid, and the package given. A reference that was counted before is `reference-taken`. */
export function approvePayment(
  db: Db,
  actor: Actor,
  id: number,
  { reason, reference }: { readonly reason?: string | undefined; readonly reference?: string | undefined },
): Promise<Changed<Outcome<number>>> {
  return decidePayment(db, actor, id, 'approve', async (change, payment) => {
    const settled = await unlessTaken(
      () =>
        settlePayment(change, payment, {
          ...decision(change, reason),
          ...(reference !== undefined && { entered_reference: reference }),
        }),
      { payments_entered_reference: refuse('reference-taken') },
    );
    return isRefused(settled) ? settled : id;
  });
}
