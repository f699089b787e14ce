import { PROPOSAL_RANDOM_BYTES, proposePassword } from '@gatehouse/domain/customers/network-password';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { addCustomer } from '../customers/add-customer.ts';
import { applyChange } from '../db/apply-change.ts';
import { endProofs } from './end-proofs.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { RandomBytes } from '../operators/secret-token.ts';
import { isRefused, type Outcome } from '../outcome.ts';
import type { SecretBox } from '../secrets.ts';
import { noteSignUp } from './note-sign-up.ts';

export type RegisterParts = {
  readonly db: Db;
  readonly secretBox: SecretBox;
  readonly randomBytes: RandomBytes;
};

export type RegisteringVisitor = {
  readonly phone: string;
  readonly zoneId: number;
  /** From the browser. */
  readonly macHint: string | null;
};

/**
 * The customer with this number, made where there is none yet. A number that a code proved leads to whoever proved it
 * before. One that was only typed proves nothing: it makes a new customer, who is not known by it, or goes on with a
 * registration of a moment ago (`findTypedNumber`). `taken`: it has a customer, and nobody can tell whether this is them.
 */
export async function registerVisitor(
  { db, secretBox, randomBytes }: RegisterParts,
  visitor: RegisteringVisitor,
  proved: boolean,
  actor: Actor,
): Promise<Outcome<{ readonly customerId: number } | 'taken'>> {
  const { phone, zoneId } = visitor;
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
      : await findTypedNumber(tx, visitor);
    if (known === 'taken') return known;
    if (known !== undefined) {
      // Of two windows that say the same number, the later one is somebody: nobody goes on behind the other's back.
      if (!proved) await endProofs(change, known.id);
      return { customerId: known.id };
    }
    const added = await addCustomer(change, secretBox, {
      name: phone,
      username: `guest-${randomBytes(5).toString('hex')}`,
      password: proposePassword(randomBytes(PROPOSAL_RANDOM_BYTES)),
      kind: 'hotspot',
      phone,
    });
    if (isRefused(added)) return added;
    const customerId = Number(added.id);
    await noteSignUp(tx, customerId, zoneId);
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

const GOES_ON_MINUTES = 30;

/**
 * Who registered by this number on a visitor's word before. Whoever's window died a moment ago goes on: from the same
 * device as far as the gateway says, at the same place, while nobody has or had this one, and only until RADIUS has seen
 * any device of the customer. From then on there is somebody whom the account belongs to, and a number is no proof of it.
 */
async function findTypedNumber(
  tx: Tx,
  { phone, zoneId, macHint }: RegisteringVisitor,
): Promise<{ readonly id: number } | 'taken' | undefined> {
  const { rows } = await sql<{ id: number; goesOn: boolean }>`
    select c.id,
           coalesce(c.status = 'active' and c.proved_phone is null
             and s.at > trusted_now() - make_interval(mins => ${GOES_ON_MINUTES})
             and exists (select from portal_visits v where v.customer_id = c.id and v.zone_id = ${zoneId}
                           and v.mac_hint = ${macHint}::macaddr)
             and not exists (select from portal_tickets t where t.customer_id = c.id and t.used_at is not null)
             and not exists (select from devices d where d.mac = ${macHint}::macaddr or d.customer_id = c.id)
             and not exists (select from removed_devices d where d.mac = ${macHint}::macaddr or d.customer_id = c.id),
             false) as "goesOn"
      from customers c join portal_sign_ups s on s.customer_id = c.id
     where c.phone = ${phone} and c.status <> 'ended'
     order by 2 desc, c.id desc limit 1`.execute(tx);
  const [found] = rows;
  if (found === undefined) return undefined;
  return found.goesOn ? found : 'taken';
}

/** Whether the portal made this customer: their account may be unknown to them. */
export async function hasRegisteredHere(db: Db, customerId: number | null): Promise<boolean> {
  if (customerId === null) return false;
  const row = await db
    .selectFrom('portal_sign_ups')
    .select('customer_id')
    .where('customer_id', '=', customerId)
    .executeTakeFirst();
  return row !== undefined;
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
