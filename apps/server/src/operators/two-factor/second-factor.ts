import type { Change } from '../../db/make-change.ts';
import type { Db, Tx } from '../../db/open-database.ts';
import type { SecretBox } from '../../secrets.ts';
import { countRecoveryCodes, readRecoveryCode, takeRecoveryCode } from './recovery-codes.ts';
import { findTotpStep, readTotpCode } from './totp.ts';

/** Whether a password alone does not do. */
export async function hasSecondFactor(db: Db | Tx, operatorId: number): Promise<boolean> {
  const row = await db
    .selectFrom('operators')
    .select('id')
    .where('id', '=', operatorId)
    .where('totp_cipher', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Uses the second factor: a code of the app, or a recovery code. Each works once, over all processes. False is on the
 * record, too.
 */
export async function takeSecondFactor(
  change: Change,
  secretBox: SecretBox,
  operatorId: number,
  typed: string,
  nowMs: number,
): Promise<boolean> {
  const subject = { subjectKind: 'operator', subjectId: operatorId } as const;
  const code = readTotpCode(typed);
  if (code !== null && (await takeTotpCode(change.tx, secretBox, operatorId, code, nowMs))) return true;
  const recoveryCode = readRecoveryCode(typed);
  if (recoveryCode !== null && (await takeRecoveryCode(change.tx, operatorId, recoveryCode))) {
    const left = await countRecoveryCodes(change.tx, operatorId);
    await change.audit({ action: 'operators.use-recovery-code', ...subject, after: { left } });
    return true;
  }
  await change.audit({ action: 'operators.second-factor-refused', ...subject });
  return false;
}

async function takeTotpCode(
  tx: Tx,
  secretBox: SecretBox,
  operatorId: number,
  code: string,
  nowMs: number,
): Promise<boolean> {
  const row = await tx
    .selectFrom('operators')
    .select('totp_cipher')
    .where('id', '=', operatorId)
    .executeTakeFirst();
  const cipher = row?.totp_cipher ?? null;
  const step = cipher === null ? null : findTotpStep(secretBox.open(cipher, 'totp'), code, nowMs);
  if (step === null) return false;
  // Two who use one code at once: the row lets the first of them pass.
  const { numUpdatedRows } = await tx
    .updateTable('operators')
    .set({ totp_step: step })
    .where('id', '=', operatorId)
    .where(({ or, eb }) => or([eb('totp_step', 'is', null), eb('totp_step', '<', step)]))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
