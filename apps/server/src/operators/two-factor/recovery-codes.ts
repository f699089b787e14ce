import { createHash } from 'node:crypto';
import type { Db, Tx } from '../../db/open-database.ts';
import type { RandomBytes } from '../secret-token.ts';

const CODES = 10;
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'; // 32, without i, l, o, u
const CODE_LETTERS = 16;

/** Ten codes of 80 random bits, in groups that can be read from paper: `k7mq-2xhd-9wpa-c4ft`. */
export function makeRecoveryCodes(randomBytes: RandomBytes): string[] {
  return Array.from({ length: CODES }, () => {
    const letters = [...randomBytes(CODE_LETTERS)].map((octet) => LETTERS[octet % LETTERS.length] ?? '');
    return letters.join('').replaceAll(/.{4}(?=.)/g, '$&-');
  });
}

/** As it is hashed; `null` for what is no such code. Case, blanks and hyphens do not matter. */
export function readRecoveryCode(typed: string): string | null {
  const plain = typed.normalize('NFKC').toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0');
  return plain.length === CODE_LETTERS && /^[0-9a-z]+$/.test(plain) ? plain : null;
}

/** 80 random bits need no slow hash. */
function hashOf(plain: string): Buffer {
  return createHash('sha256').update(plain).digest();
}

/** In place of those that there were. */
export async function storeRecoveryCodes(
  tx: Tx,
  operatorId: number,
  codes: readonly string[],
): Promise<void> {
  await tx.deleteFrom('recovery_codes').where('operator_id', '=', operatorId).execute();
  const rows = codes.map((code) => ({
    operator_id: operatorId,
    code_hash: hashOf(readRecoveryCode(code) ?? ''),
  }));
  if (rows.length > 0) await tx.insertInto('recovery_codes').values(rows).execute();
}

/** Uses a code up. False where the operator has none such (any more). */
export async function takeRecoveryCode(tx: Tx, operatorId: number, plain: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('recovery_codes')
    .where('operator_id', '=', operatorId)
    .where('code_hash', '=', hashOf(plain))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function countRecoveryCodes(db: Db | Tx, operatorId: number): Promise<number> {
  const { count } = await db
    .selectFrom('recovery_codes')
    .select((from) => from.fn.countAll<number>().as('count'))
    .where('operator_id', '=', operatorId)
    .executeTakeFirstOrThrow();
  return Number(count);
}
