import { createHash, timingSafeEqual } from 'node:crypto';
import { usernameKey } from '@gatehouse/domain/username';
import type { Db } from '../db/open-database.ts';
import type { SecretBox } from '../secrets.ts';

export type AccountCheck = (username: string, password: string) => Promise<number | null>;

/**
 * Gives the customer whose username and network password these are. A name that nobody has costs the same work: a
 * password of nobody's is unsealed and compared.
 */
export function accountCheck(
  db: Db,
  secretBox: SecretBox,
  randomBytes: (size: number) => Buffer,
): AccountCheck {
  const nobodys = secretBox.seal(randomBytes(16).toString('hex'), 'network-password');
  return async (username, password) => {
    const row = await db
      .selectFrom('customers')
      .select(['id', 'password_cipher', 'status'])
      .where('username_key', '=', usernameKey(username.trim()))
      .executeTakeFirst();
    const stored = secretBox.open(row?.password_cipher ?? nobodys, 'network-password');
    const right = timingSafeEqual(digest(stored), digest(password));
    return right && row !== undefined && row.status !== 'ended' ? row.id : null;
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
