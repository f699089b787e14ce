import { sql } from 'kysely';
import type { Change } from '../../db/make-change.ts';
import { type Outcome, refuse } from '../../outcome.ts';
import type { SecretBox } from '../../secrets.ts';
import { endSignIns } from '../end-sign-ins.ts';
import { rememberPlace } from '../known-places.ts';
import type { RandomBytes } from '../secret-token.ts';
import { makeRecoveryCodes, storeRecoveryCodes } from './recovery-codes.ts';
import { readRequirement } from './requirement.ts';
import { findTotpStep, makeTotpSecret, readTotpCode, totpAddress } from './totp.ts';

/** How long the first code of a secret is waited for. */
const OFFER_MINUTES = 15;

/** Makes a secret for an authenticator app. Nothing is turned on before the app's first code. */
export async function offerTwoFactor(
  { tx, audit }: Change,
  secretBox: SecretBox,
  operatorId: number,
  randomBytes: RandomBytes,
): Promise<{ secret: string; address: string }> {
  const secret = makeTotpSecret(randomBytes);
  const { username } = await tx
    .updateTable('operators')
    .set({ totp_offered_cipher: secretBox.seal(secret, 'totp'), totp_offered_at: sql<Date>`trusted_now()` })
    .where('id', '=', operatorId)
    .returning('username')
    .executeTakeFirstOrThrow();
  await audit({ action: 'operators.offer-two-factor', subjectKind: 'operator', subjectId: operatorId });
  return { secret, address: totpAddress(secret, username) };
}

/**
 * The app's first code turns it on, or a new secret takes the place of the old one. All other sign-ins end: they rest
 * on less. Answers the recovery codes. Refused: `second-factor-not-offered`, `second-factor-wrong`, `not-signed-in`.
 */
export async function turnOnTwoFactor(
  { tx, audit }: Change,
  secretBox: SecretBox,
  operatorId: number,
  {
    code,
    signInId,
    nowMs,
    randomBytes,
  }: { code: string; signInId: number; nowMs: number; randomBytes: RandomBytes },
): Promise<Outcome<{ recoveryCodes: string[] }>> {
  const row = await tx
    .selectFrom('operators')
    .select(['totp_offered_cipher', 'totp_since'])
    .where('id', '=', operatorId)
    .where('totp_offered_at', '>', sql<Date>`trusted_now() - ${OFFER_MINUTES} * interval '1 minute'`)
    .forUpdate()
    .executeTakeFirst();
  const cipher = row?.totp_offered_cipher ?? null;
  if (row === undefined || cipher === null) return refuse('second-factor-not-offered');
  const typed = readTotpCode(code);
  const step = typed === null ? null : findTotpStep(secretBox.open(cipher, 'totp'), typed, nowMs);
  if (step === null) {
    return refuse('second-factor-wrong', {
      message:
        'That is not the code that the app shows for this key. Check the clock of the telephone, and type the code that it shows now.',
      fields: { code: { code: 'wrong', message: 'is not the code of this key' } },
    });
  }
  const signIn = await tx
    .updateTable('sign_ins')
    .set({ second_factor_due: false, proved_at: sql<Date>`trusted_now()` })
    .where('id', '=', signInId)
    .returning('source_address')
    .executeTakeFirst();
  // Ended while this waited for the row, by a change of the password perhaps: it leaves no second factor behind.
  if (signIn === undefined) return refuse('not-signed-in');
  await rememberPlace(tx, operatorId, signIn.source_address);
  await tx
    .updateTable('operators')
    .set({
      totp_cipher: cipher,
      totp_step: step,
      totp_since: sql<Date>`trusted_now()`,
      totp_offered_cipher: null,
      totp_offered_at: null,
      sign_ins_without: 0,
    })
    .where('id', '=', operatorId)
    .execute();
  await endSignIns(tx, operatorId, signInId);
  const before = { twoFactor: row.totp_since !== null };
  await audit({
    action: 'operators.turn-on-two-factor',
    subjectKind: 'operator',
    subjectId: operatorId,
    before,
    after: { twoFactor: true },
  });
  return { recoveryCodes: await renew(tx, operatorId, randomBytes) };
}

/** New recovery codes in place of the old ones. Refused: `second-factor-missing`. */
export async function renewRecoveryCodes(
  { tx, audit }: Change,
  operatorId: number,
  randomBytes: RandomBytes,
): Promise<Outcome<{ recoveryCodes: string[] }>> {
  const row = await tx
    .selectFrom('operators')
    .select('totp_since')
    .where('id', '=', operatorId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined || row.totp_since === null) return refuse('second-factor-missing');
  await audit({ action: 'operators.renew-recovery-codes', subjectKind: 'operator', subjectId: operatorId });
  return { recoveryCodes: await renew(tx, operatorId, randomBytes) };
}

/** By the operator. Refused: `second-factor-missing`, `second-factor-required` where the role needs one. */
export async function turnOffTwoFactor(
  change: Change,
  operatorId: number,
  keepSignInId: number,
): Promise<Outcome<null>> {
  const { tx } = change;
  const operator = await lockOperator(change, operatorId);
  if (operator === null || operator.totp_since === null) return refuse('second-factor-missing');
  if ((await readRequirement(tx)).roles.includes(operator.role)) return refuse('second-factor-required');
  await forget(change, operatorId, keepSignInId);
  await change.audit({
    action: 'operators.turn-off-two-factor',
    subjectKind: 'operator',
    subjectId: operatorId,
    before: { twoFactor: true },
    after: { twoFactor: false },
  });
  return null;
}

/**
 * For who has lost telephone and recovery codes: by an owner, or by the command line. Their sign-ins end, and they come
 * in by password alone the next time. Refused: `not-found`, `second-factor-missing`.
 */
export async function resetTwoFactor(
  change: Change,
  operatorId: number,
  reason: string | null,
): Promise<Outcome<null>> {
  const operator = await lockOperator(change, operatorId);
  if (operator === null) return refuse('not-found', { message: 'There is no such operator (any more).' });
  if (operator.totp_since === null) return refuse('second-factor-missing');
  await forget(change, operatorId, null);
  await change.audit({
    action: 'operators.reset-two-factor',
    subjectKind: 'operator',
    subjectId: operatorId,
    before: { twoFactor: true },
    after: { twoFactor: false, ...(reason && { reason }) },
  });
  return null;
}

async function lockOperator({ tx }: Change, operatorId: number) {
  const row = await tx
    .selectFrom('operators')
    .select(['role', 'totp_since'])
    .where('id', '=', operatorId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

async function forget(
  { tx }: Pick<Change, 'tx'>,
  operatorId: number,
  keepSignInId: number | null,
): Promise<void> {
  await tx
    .updateTable('operators')
    .set({
      totp_cipher: null,
      totp_since: null,
      totp_step: null,
      totp_offered_cipher: null,
      totp_offered_at: null,
      sign_ins_without: 0,
    })
    .where('id', '=', operatorId)
    .execute();
  await storeRecoveryCodes(tx, operatorId, []);
  await endSignIns(tx, operatorId, keepSignInId);
}

async function renew(tx: Change['tx'], operatorId: number, randomBytes: RandomBytes): Promise<string[]> {
  const codes = makeRecoveryCodes(randomBytes);
  await storeRecoveryCodes(tx, operatorId, codes);
  return codes;
}
