import { lockCustomer } from '../../customers/lock-customer.ts';
import type { Change } from '../../db/make-change.ts';
import { type Outcome, refuse } from '../../outcome.ts';
import { currentSubscriptions } from '../current-subscription.ts';
import type { GivenPackage } from '../given-package.ts';
import { grantPackage } from '../grant-package.ts';
import { selectSubscriptions } from '../subscriptions.queries.ts';
import type { RenewInput } from '../subscriptions.schemas.ts';
import { findRenewalOf, noteRenewal, readHeldRows } from './note-renewal.ts';

/** What stands in the profile unless whoever renews says something else. */
const WITHOUT_PAYMENT = 'Renewed by hand, without a payment';

/**
 * Gives a customer the package once more that counts now, behind what is left of it: by hand, so no money was seen, and
 * the record says so. Once for each, however often it is asked for. Refused: `not-found`, `renewed-already`,
 * `changed-since` where another one counts by now, and what `grantPackage` refuses.
 */
export async function renewPackage(
  change: Change,
  customerId: number,
  { subscriptionId, reason }: RenewInput,
): Promise<Outcome<GivenPackage>> {
  const { tx } = change;
  if ((await lockCustomer(tx, customerId)) === null)
    return refuse('not-found', { message: 'There is no such customer.' });
  const renewed = await findRenewalOf(tx, customerId, subscriptionId);
  if (renewed !== null) return renewedAlready(change, renewed.id);
  const held = await currentSubscriptions(tx).where('s.customer_id', '=', customerId).executeTakeFirst();
  if (held === undefined) return refuse('not-found', { message: 'There is no package to renew.' });
  if (held.id !== subscriptionId) {
    const message = `${held.package_name} is the package that counts by now; nothing was given. Look at it once more.`;
    return refuse('changed-since', { message });
  }

  const before = await readHeldRows(tx, customerId);
  const given = await grantPackage(
    change,
    customerId,
    { servicePackageId: held.service_package_id, reason: reason ?? WITHOUT_PAYMENT },
    { action: 'subscriptions.renew', noted: { payment: 'none', renewed: held.id } },
  );
  if ('refused' in given) return given;
  await noteRenewal(tx, { id: given.id, customerId, renewedId: held.id, before });
  return given;
}

async function renewedAlready({ tx }: Change, id: number) {
  const by = await selectSubscriptions(tx).where('s.id', '=', id).executeTakeFirstOrThrow();
  return refuse('renewed-already', {
    message: `${by.package_name} was renewed already, a moment ago or by somebody else. Nothing was given again.`,
  });
}
