import type { Role } from '@gatehouse/domain/operators/permissions';
import type { Db } from '../db/open-database.ts';
import { openSignIns } from '../operators/find-caller.ts';

export type LivingSignIns = ReadonlyMap<number, { readonly role: Role; readonly limited: boolean }>;

/** Of these sign-ins those that are still good, each with what its operator's role and reach are now. Using none of them. */
export async function readSignIns(db: Db, signInIds: readonly number[]): Promise<LivingSignIns> {
  if (signInIds.length === 0) return new Map();
  const rows = await openSignIns(db)
    .select(['s.id', 'o.role', 'o.limited'])
    .where('s.id', 'in', [...signInIds])
    .execute();
  return new Map(rows.map(({ id, role, limited }) => [id, { role, limited }]));
}
