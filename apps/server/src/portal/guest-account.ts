import type { Db } from '../db/open-database.ts';
import type { SecretBox } from '../secrets.ts';

export type GuestAccount = { readonly username: string; readonly password: string };

/** Whether the customer was made here and nothing is known of them: then nobody else told them their password. */
export async function isGuest(db: Db, customerId: number): Promise<boolean> {
  return (await findGuest(db, customerId)) !== undefined;
}

/** With what a guest logs in on another device; `null`: this is none. */
export async function readGuestAccount(
  db: Db,
  secretBox: SecretBox,
  customerId: number,
): Promise<GuestAccount | null> {
  const guest = await findGuest(db, customerId);
  if (guest === undefined) return null;
  return { username: guest.username, password: secretBox.open(guest.password_cipher, 'network-password') };
}

function findGuest(db: Db, customerId: number) {
  return db
    .selectFrom('customers as c')
    .innerJoin('portal_sign_ups as s', 's.customer_id', 'c.id')
    .select(['c.username', 'c.password_cipher'])
    .where('c.id', '=', customerId)
    .where('c.kind', '=', 'hotspot')
    .where('c.username', 'like', 'guest-%')
    .where('c.phone', 'is', null)
    .where('c.proved_phone', 'is', null)
    .executeTakeFirst();
}
