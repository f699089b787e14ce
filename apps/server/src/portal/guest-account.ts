import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import type { SecretBox } from '../secrets.ts';
import type { ProvedVisit } from './portal-context.ts';

export type GuestAccount = { readonly username: string; readonly password: string };

type ByVisit = Pick<ProvedVisit, 'id' | 'customerId'>;

/** Whether the customer was made here and a code leads nobody back to them: then nobody else told them their password. */
export async function isGuest(db: Db, visit: ByVisit): Promise<boolean> {
  return (await findGuest(db, visit)) !== undefined;
}

/** With what a guest logs in on another device; `null`: this is none. */
export async function readGuestAccount(
  db: Db,
  secretBox: SecretBox,
  visit: ByVisit,
): Promise<GuestAccount | null> {
  const guest = await findGuest(db, visit);
  if (guest === undefined) return null;
  return { username: guest.username, password: secretBox.open(guest.password_cipher, 'network-password') };
}

/** Who redeemed a voucher has proved enough by that; of a number that was typed RADIUS must have seen this visit's phone. */
function findGuest(db: Db, { id, customerId }: ByVisit) {
  return db
    .selectFrom('customers as c')
    .innerJoin('portal_sign_ups as s', 's.customer_id', 'c.id')
    .select(['c.username', 'c.password_cipher'])
    .where('c.id', '=', customerId)
    .where('c.kind', '=', 'hotspot')
    .where('c.proved_phone', 'is', null)
    .where(
      sql<boolean>`(c.phone is null and c.username like 'guest-%'
        or exists (select from portal_tickets t where t.visit_id = ${id} and t.used_at is not null))`,
    )
    .executeTakeFirst();
}
