import type { Db } from '../../db/open-database.ts';
import type { TwoFactorState } from './two-factor.schemas.ts';
import { countRecoveryCodes } from './recovery-codes.ts';
import { readRequirement } from './requirement.ts';

/** How it stands with an operator's second factor. */
export async function readTwoFactor(db: Db, operatorId: number): Promise<TwoFactorState> {
  const row = await db
    .selectFrom('operators')
    .select(['role', 'totp_since', 'sign_ins_without'])
    .where('id', '=', operatorId)
    .executeTakeFirst();
  const { roles, graceSignIns } = await readRequirement(db);
  const since = row?.totp_since ?? null;
  const isRequired = row !== undefined && roles.includes(row.role);
  const isMissing = isRequired && since === null;
  return {
    since: since?.toISOString() ?? null,
    isRequired,
    signInsLeft: isMissing ? Math.max(0, graceSignIns - row.sign_ins_without) : null,
    recoveryCodesLeft: since === null ? null : await countRecoveryCodes(db, operatorId),
  };
}
