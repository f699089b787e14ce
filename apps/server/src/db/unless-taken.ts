import { violatedConstraint } from './in-transaction.ts';
import type { Db } from './open-database.ts';
import { type Outcome, type Refused, refuse } from '../outcome.ts';

/** Packages, zones, routers and batches of vouchers are told apart by their names. */
export function nameTaken(name: string): Refused {
  const message = `There is another one called "${name}". Choose another name.`;
  return refuse('name-taken', { message, fields: { name: { code: 'taken', message } } });
}

/** Whether another one has the name that was sent; `null` when none has, or none was sent. */
export async function findNameFault(
  db: Db,
  table: 'service_packages' | 'hotspot_zones' | 'nas' | 'voucher_batches',
  sent: unknown,
  ownId: number | null,
): Promise<Refused | null> {
  if (typeof sent !== 'string') return null;
  const name = sent.normalize('NFC').trim();
  const holder = await db.selectFrom(table).select('id').where('name', '=', name).executeTakeFirst();
  return holder === undefined || holder.id === ownId ? null : nameTaken(name);
}

/**
 * Does the write; when one of these constraints says no, answers what stands for it. The transaction
 * can then only be rolled back, which is what a refusal does.
 */
export async function unlessTaken<T>(
  write: () => Promise<T>,
  refusals: Readonly<Record<string, Refused>>,
): Promise<Outcome<T>> {
  try {
    return await write();
  } catch (error) {
    const refusal = refusals[violatedConstraint(error) ?? ''];
    if (refusal === undefined) throw error;
    return refusal;
  }
}
