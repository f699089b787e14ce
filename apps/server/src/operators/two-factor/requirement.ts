import { sql } from 'kysely';
import type { Change } from '../../db/make-change.ts';
import type { Db, Tx } from '../../db/open-database.ts';
import { changeSettings } from '../../settings/change-settings.ts';
import { readSettings } from '../../settings/read-settings.ts';
import type { TwoFactorRequirement } from './two-factor.schemas.ts';

/** Of which roles a second factor is required, and how many sign-ins each has to set one up. */
export async function readRequirement(db: Db | Tx): Promise<TwoFactorRequirement> {
  const { twoFactorRequiredFor, twoFactorGraceSignIns } = await readSettings(db);
  return { roles: twoFactorRequiredFor, graceSignIns: twoFactorGraceSignIns };
}

/** From now on; the sign-ins that are left are counted anew for everyone. */
export async function changeRequirement(
  change: Change,
  { roles, graceSignIns }: TwoFactorRequirement,
): Promise<TwoFactorRequirement> {
  const before = await readRequirement(change.tx);
  const wanted = { twoFactorRequiredFor: [...new Set(roles)].sort(), twoFactorGraceSignIns: graceSignIns };
  await changeSettings(change, wanted);
  const after = await readRequirement(change.tx);
  if (JSON.stringify(after) !== JSON.stringify(before))
    await change.tx
      .updateTable('operators')
      .set({ sign_ins_without: 0 })
      .where('sign_ins_without', '>', 0)
      .execute();
  return after;
}

/**
 * Whether a sign-in that begins now must set up a second factor before anything else. One that need not yet is counted.
 */
export async function countSignInWithout(tx: Tx, operatorId: number): Promise<boolean> {
  const { roles, graceSignIns } = await readRequirement(tx);
  if (roles.length === 0) return false;
  const row = await tx
    .updateTable('operators')
    .set({ sign_ins_without: sql<number>`least(sign_ins_without + 1, 1000)` })
    .where('id', '=', operatorId)
    .where('role', 'in', [...roles])
    .where('totp_cipher', 'is', null)
    .returning('sign_ins_without')
    .executeTakeFirst();
  return row !== undefined && row.sign_ins_without > graceSignIns;
}
