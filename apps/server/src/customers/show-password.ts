import type { Change } from '../db/make-change.ts';
import { type Outcome, refuse } from '../outcome.ts';
import type { SecretBox } from '../secrets.ts';

/** The network password in clear; who looked is on the record. Refused: `not-found`. */
export async function showPassword(
  { tx, audit }: Change,
  secrets: SecretBox,
  customerId: number,
): Promise<Outcome<{ password: string }>> {
  const row = await tx
    .selectFrom('customers')
    .select('password_cipher')
    .where('id', '=', customerId)
    .executeTakeFirst();
  if (row === undefined) return refuse('not-found', { message: 'There is no such customer.' });
  await audit({ action: 'passwords.show', subjectKind: 'customer', subjectId: customerId, customerId });
  return { password: secrets.open(row.password_cipher, 'network-password') };
}
