import type { Actor } from '../actor.ts';
import type { Db } from '../db/open-database.ts';
import { addressOf, type PortalContext } from './portal-context.ts';

/** Who acts for themselves in the portal, as the audit log names them. */
export async function customerActor(db: Db, c: PortalContext, customerId: number): Promise<Actor> {
  const { name } = await db
    .selectFrom('customers')
    .select('name')
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow();
  return { kind: 'customer', id: customerId, name, role: null, sourceAddress: addressOf(c) };
}
