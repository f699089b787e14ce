import type { Tx } from '../db/open-database.ts';

/** A customer whom the portal made, and where: there they are at home. */
export async function noteSignUp(tx: Tx, customerId: number, zoneId: number): Promise<void> {
  await tx.insertInto('portal_sign_ups').values({ customer_id: customerId, zone_id: zoneId }).execute();
  await tx.updateTable('customers').set({ home_zone_id: zoneId }).where('id', '=', customerId).execute();
}
