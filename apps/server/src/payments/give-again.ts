import type { Actor } from '../actor.ts';
import { applyChange } from '../db/apply-change.ts';
import type { Changed } from '../db/make-change.ts';
import type { Db } from '../db/open-database.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { lockPayment } from './find-payment.ts';
import { givePackage } from './settle-payment.ts';

/** Gives what was paid for and could not be given. What still cannot be given is refused, with the present reason. */
export function givePackageAgain(db: Db, actor: Actor, id: number): Promise<Changed<Outcome<number>>> {
  return applyChange(db, actor, async (change) => {
    const payment = await lockPayment(change.tx, id);
    if (payment === null) return refuse('not-found', { message: 'There is no such payment.' });
    if (payment.state !== 'paid' || payment.not_granted === null) return refuse('payment-decided');
    const refused = await givePackage(change, payment);
    return refused === null ? id : refuse(refused);
  });
}
