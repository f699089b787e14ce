import { sql } from 'kysely';
import type { Tx } from '../db/open-database.ts';
import type { Row } from '../db/schema.ts';
import { type Refused, refuse } from '../outcome.ts';

/** Another payment with the same reference of a transfer. */
export type SameReference = {
  readonly id: number;
  readonly state: Row<'payments'>['state'];
  readonly customerName: string;
};

/**
 * The one that has the same reference already, by any way to pay of the same provider, also one that was made anew: what
 * counts comes first. Held until the transaction ends, so that of two who come at once the second one finds the first.
 */
export async function findSameReference(
  tx: Tx,
  payment: Pick<Row<'payments'>, 'id' | 'payment_method_id'>,
  reference: string,
): Promise<SameReference | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`payment-reference ${reference}`}, 0))`.execute(
    tx,
  );
  const { rows } = await sql<SameReference>`
    select p.id, p.state, c.name as "customerName"
      from payments p
      join customers c on c.id = p.customer_id
      join payment_methods m on m.id = p.payment_method_id
      join payment_methods own on own.id = ${payment.payment_method_id} and own.provider = m.provider
     where p.entered_reference = ${reference} and p.id <> ${payment.id} and p.state <> 'refused'
     order by (p.paid_at is not null) desc, p.id limit 1`.execute(tx);
  return rows[0] ?? null;
}

/** A transfer counts once, unless a person says otherwise. */
export function referenceTaken({ id, customerName, state }: SameReference): Refused {
  const stands = { paid: 'is paid by it', refunded: 'was paid by it, and refunded' } as const;
  const how = state === 'paid' || state === 'refunded' ? stands[state] : 'waits with it';
  return refuse('reference-taken', {
    message: `Payment ${id} of ${customerName} ${how}. One transfer counts once: look which of them it was for, type the other reference here, or confirm that this one counts too.`,
  });
}
