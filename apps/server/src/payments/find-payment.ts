import { sql } from 'kysely';
import type { Db, Tx } from '../db/open-database.ts';
import type { Row } from '../db/schema.ts';
import type { SecretBox } from '../secrets.ts';
import { readPaymentReference } from './payment-link.ts';

/** A payment, and the names of what it is about. */
export type Payment = Row<'payments'> & {
  readonly customer_name: string;
  readonly customer_username: string;
  readonly customer_phone: string | null;
  readonly method_name: string;
  readonly provider: string;
  /** The operator's name for it. */
  readonly zone_name: string | null;
  /** What visitors know the place as. */
  readonly place_name: string | null;
  /** Another one that was paid by the same transfer, as it seems. */
  readonly same_reference_id: number | null;
};

export function selectPayments(db: Db | Tx) {
  return db
    .selectFrom('payments as p')
    .innerJoin('customers as c', 'c.id', 'p.customer_id')
    .innerJoin('payment_methods as m', 'm.id', 'p.payment_method_id')
    .leftJoin('hotspot_zones as z', 'z.id', 'p.zone_id')
    .selectAll('p')
    .select([
      'c.name as customer_name',
      'c.username as customer_username',
      'c.phone as customer_phone',
      'm.name as method_name',
      'm.provider',
      'z.name as zone_name',
      sql<string | null>`coalesce(z.portal_name, z.name)`.as('place_name'),
      sql<number | null>`(select o.id from payments o join payment_methods om on om.id = o.payment_method_id
                           where o.entered_reference = p.entered_reference and o.id <> p.id
                             and om.provider = m.provider and o.state <> 'refused'
                           order by (o.paid_at is not null) desc, o.id limit 1)`.as('same_reference_id'),
    ]);
}

/** `null`: there is none. */
export async function findPayment(db: Db | Tx, id: number): Promise<Payment | null> {
  return (await selectPayments(db).where('p.id', '=', id).executeTakeFirst()) ?? null;
}

/** Which payment a provider speaks of: by our reference, else by its own. Those of other ways to pay are not its own. */
export async function findToldPayment(
  db: Db,
  secretBox: SecretBox,
  paymentMethodId: number,
  told: { readonly reference: string | null; readonly providerReference: string | null },
): Promise<number | null> {
  const id = told.reference === null ? null : readPaymentReference(secretBox, told.reference);
  if (id === null && told.providerReference === null) return null;
  const found = await db
    .selectFrom('payments')
    .select('id')
    .where('payment_method_id', '=', paymentMethodId)
    .where((eb) => (id === null ? eb('provider_reference', '=', told.providerReference) : eb('id', '=', id)))
    .executeTakeFirst();
  return found?.id ?? null;
}

/** Holds the payment until the transaction ends: every step begins with it. */
export async function lockPayment(tx: Tx, id: number): Promise<Row<'payments'> | null> {
  const row = await tx.selectFrom('payments').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row ?? null;
}
