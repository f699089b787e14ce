import { createHmac } from 'node:crypto';
import type { SecretBox } from '../secrets.ts';

/**
 * What is stored of a code: whoever has the database alone can neither read one nor try them all.
 * @param code as `readVoucherCode` gives it
 */
export function voucherHasher(secretBox: SecretBox): (code: string) => Buffer {
  const key = secretBox.fileKey('voucher-codes');
  return (code) => createHmac('sha256', key).update(code).digest();
}
