import { sql } from 'kysely';
import type { Change } from '../../db/make-change.ts';

/** This sign-in was proved again, by second factor or password. */
export async function noteProved({ tx, audit }: Change, operatorId: number, signInId: number): Promise<void> {
  await tx
    .updateTable('sign_ins')
    .set({ proved_at: sql<Date>`trusted_now()` })
    .where('id', '=', signInId)
    .execute();
  await audit({ action: 'operators.step-up', subjectKind: 'operator', subjectId: operatorId });
}
