import { PROPOSAL_RANDOM_BYTES, proposePassword } from '@gatehouse/domain/customers/network-password';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { addCustomer } from '../customers/add-customer.ts';
import { applyChange } from '../db/apply-change.ts';
import type { Db } from '../db/open-database.ts';
import type { RandomBytes } from '../operators/secret-token.ts';
import { isRefused, type Outcome } from '../outcome.ts';
import type { SecretBox } from '../secrets.ts';

export type RegisterParts = {
  readonly db: Db;
  readonly secretBox: SecretBox;
  readonly randomBytes: RandomBytes;
};

/**
 * The customer with this number, made where there is none yet. A number that a code proved leads to whoever proved it
 * before; one that was only typed never leads to anybody: it makes a new customer, who is not known by it.
 */
export async function registerVisitor(
  { db, secretBox, randomBytes }: RegisterParts,
  { phone, zoneId }: { readonly phone: string; readonly zoneId: number },
  proved: boolean,
  actor: Actor,
): Promise<Outcome<{ readonly customerId: number }>> {
  const { value } = await applyChange(db, actor, async (change) => {
    const { tx } = change;
    await sql`select pg_advisory_xact_lock(hashtextextended(${`portal-register ${phone}`}, 0))`.execute(tx);
    const known = proved
      ? await tx
          .selectFrom('customers')
          .select('id')
          .where('proved_phone', '=', phone)
          .where('status', '!=', 'ended')
          .executeTakeFirst()
      : undefined;
    if (known !== undefined) return { customerId: known.id };
    const added = await addCustomer(change, secretBox, {
      name: phone,
      username: `guest-${randomBytes(5).toString('hex')}`,
      password: proposePassword(randomBytes(PROPOSAL_RANDOM_BYTES)),
      kind: 'hotspot',
      phone,
    });
    if (isRefused(added)) return added;
    const customerId = Number(added.id);
    await tx.insertInto('portal_sign_ups').values({ customer_id: customerId, zone_id: zoneId }).execute();
    if (proved) {
      await tx
        .updateTable('customers')
        .set({ proved_phone: null })
        .where('proved_phone', '=', phone)
        .execute();
      await tx.updateTable('customers').set({ proved_phone: phone }).where('id', '=', customerId).execute();
    }
    return { customerId };
  });
  return value;
}

/** Whether somebody proved to have this number: then it is not taken on somebody's word. */
export async function isProvedNumber(db: Db, phone: string): Promise<boolean> {
  const row = await db
    .selectFrom('customers')
    .select('id')
    .where('proved_phone', '=', phone)
    .executeTakeFirst();
  return row !== undefined;
}
