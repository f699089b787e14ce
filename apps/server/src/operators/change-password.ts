import type { Change } from '../db/make-change.ts';

/** Stores a new password and ends every sign-in of the operator but `keepSignInId`. */
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
  await tx
    .deleteFrom('sign_ins')
    .where('operator_id', '=', operatorId)
    .where('id', 'is distinct from', keepSignInId)
    .execute();
  await audit({ action: 'operators.change-password', subjectKind: 'operator', subjectId: operatorId });
}
