import type { BindingSource } from '@gatehouse/domain/access/granted-service';
import type { Tx } from '../db/open-database.ts';
import { currentSubscriptions } from '../subscriptions/current-subscription.ts';

export type LockedCustomer = BindingSource & {
  readonly id: number;
  readonly name: string;
  readonly username: string;
};

/** Locks the customer's row until the transaction ends; whoever adds or moves devices holds it. */
export async function lockCustomer(tx: Tx, id: number): Promise<LockedCustomer | null> {
  const row = await tx
    .selectFrom('customers')
    .select(['id', 'name', 'username', 'kind', 'mac_binding', 'device_limit', 'session_limit'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return null;
  const [subscription] = await currentSubscriptions(tx).where('s.customer_id', '=', id).execute();
  return {
    id,
    name: row.name,
    username: row.username,
    kind: row.kind,
    macBinding: row.mac_binding,
    deviceLimit: row.device_limit,
    sessionLimit: row.session_limit,
    subscription: subscription
      ? {
          servicePackage: {
            macBinding: subscription.mac_binding,
            deviceLimit: subscription.device_limit,
            sessionLimit: subscription.session_limit,
          },
        }
      : null,
  };
}
