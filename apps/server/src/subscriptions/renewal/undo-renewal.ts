import { lockCustomer } from '../../customers/lock-customer.ts';
import type { Change } from '../../db/make-change.ts';
import { type Outcome, refuse } from '../../outcome.ts';
import type { UndoneRenewal } from '../subscriptions.schemas.ts';
import { selectSubscriptions } from '../subscriptions.queries.ts';
import { endNow, removeUnbegun, tellOrDisconnect } from '../withdraw-subscription.ts';
import { markUndone, putHeldRowsBack, readRenewalUndo } from './note-renewal.ts';

/**
 * Undoes a renewal: the other packages are as they were before, and who is online by it is told, or disconnected where
 * nothing else runs. Refused: `not-found` where there is nothing to undo, `changed-since` where somebody has changed the
 * customer's packages.
 */
export async function undoRenewal(change: Change, id: number): Promise<Outcome<UndoneRenewal>> {
  const { tx, announce, audit } = change;
  const seen = await selectSubscriptions(tx).where('s.id', '=', id).executeTakeFirst();
  if (seen === undefined || (await lockCustomer(tx, seen.customer_id)) === null) return nothingToUndo();
  const noted = await readRenewalUndo(tx, id);
  if (noted === null) return nothingToUndo();
  if (!noted.unchanged) {
    const message =
      'The packages of this customer were changed since, so the renewal was left. Look at them once more.';
    return refuse('changed-since', { message });
  }

  if (noted.used) await endNow(tx, id);
  else await removeUnbegun(tx, id);
  await putHeldRowsBack(tx, noted.before);
  await markUndone(tx, id);
  const outcome = noted.used ? 'ended' : 'taken-back';
  announce('customers', [seen.customer_id]);
  await audit({
    action: 'subscriptions.undo-renew',
    subjectKind: 'subscription',
    subjectId: id,
    customerId: seen.customer_id,
    before: { servicePackage: seen.package_name, startsAt: seen.starts_at, endsAt: seen.ends_at },
    after: { outcome },
  });
  await tellOrDisconnect(change, seen.customer_id);
  return { outcome };
}

function nothingToUndo() {
  return refuse('not-found', { message: 'There is no renewal to undo (any more).' });
}
