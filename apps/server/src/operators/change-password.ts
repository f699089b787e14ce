import type { Change } from '../db/make-change.ts';
import { endSignIns } from './end-sign-ins.ts';

/** Stores a new password and ends every sign-in of the operator but `keepSignInId`, and every link to set one. */
export async function changePassword(
  { tx, audit }: Change,
  operatorId: number,
  passwordHash: string,
  keepSignInId: number | null,
): Promise<void> {
  await tx
    .updateTable('operators')
    .set({ password_hash: passwordHash })
    .where('id', '=', operatorId)
    .execute();
  await endSignIns(tx, operatorId, keepSignInId);
  await tx.deleteFrom('password_links').where('operator_id', '=', operatorId).execute();
  await audit({ action: 'operators.change-password', subjectKind: 'operator', subjectId: operatorId });
}
