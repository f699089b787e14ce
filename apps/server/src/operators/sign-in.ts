import { usernameKey } from '@gatehouse/domain/username';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Change } from '../db/make-change.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { OperatorRole } from '../db/schema.ts';
import { SIGN_IN_DAYS_MAX } from './find-caller.ts';
import { rememberPlace } from './known-places.ts';
import { NOBODYS_HASH, type PasswordHasher } from './password-hash.ts';
import { makeSecretToken, type RandomBytes } from './secret-token.ts';
import { countSignInWithout } from './two-factor/requirement.ts';

export type KnownOperator = {
  readonly id: number;
  readonly name: string;
  readonly username: string;
  readonly role: OperatorRole;
  /** To zones and routers. */
  readonly limited: boolean;
};

export type CredentialCheck = {
  /** Whose username it is; `null` for nobody's or a disabled operator's. */
  readonly operator: KnownOperator | null;
  readonly verified: boolean;
  /** What the password was held against. */
  readonly passwordHash: string;
};

/** Takes as long for a username that nobody has as for one that somebody has. */
export async function checkCredential(
  db: Db,
  hasher: PasswordHasher,
  username: string,
  password: string,
): Promise<CredentialCheck> {
  const row = await db
    .selectFrom('operators')
    .select(['id', 'name', 'username', 'role', 'limited', 'password_hash', 'status'])
    .where('username_key', '=', usernameKey(username))
    .executeTakeFirst();
  const passwordHash = row?.password_hash ?? NOBODYS_HASH;
  const verified = await hasher.verify(password, passwordHash);
  if (row?.status !== 'active') return { operator: null, verified: false, passwordHash };
  const { id, name, username: storedUsername, role, limited } = row;
  return { operator: { id, name, username: storedUsername, role, limited }, verified, passwordHash };
}

/**
 * Whether what was proved a moment ago is still what is asked for, and is so until the commit: whoever signs in again and
 * again with a stolen password is not to slip in while it is changed, or while a second factor is set up.
 */
export async function stillHolds(
  tx: Tx,
  operatorId: number,
  { passwordHash, withCode }: { readonly passwordHash: string; readonly withCode: boolean },
): Promise<boolean> {
  const row = await tx
    .selectFrom('operators')
    .select('totp_cipher')
    .where('id', '=', operatorId)
    .where('status', '=', 'active')
    .where('password_hash', '=', passwordHash)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined && (row.totp_cipher === null || withCode);
}

export function operatorActor(
  { id, name, role }: Omit<KnownOperator, 'limited'>,
  sourceAddress: string | null,
): Actor {
  return { kind: 'operator', id, name, role, sourceAddress };
}

export type SignInOrigin = { sourceAddress: string | null; userAgent: string | null };

export type OpenedSignIn = {
  /** Only the browser will have it. */
  readonly token: string;
  /** It reaches nothing before a second factor is set up. */
  readonly secondFactorDue: boolean;
};

/** Opens a sign-in. Old ones are swept out. */
export async function openSignIn(
  { tx, audit }: Change,
  operatorId: number,
  { sourceAddress, userAgent }: SignInOrigin,
  randomBytes: RandomBytes,
): Promise<OpenedSignIn> {
  const { token, hash } = makeSecretToken(randomBytes);
  const secondFactorDue = await countSignInWithout(tx, operatorId);
  await tx.deleteFrom('sign_ins').where('expires_at', '<', sql<Date>`trusted_now()`).execute();
  await tx
    .insertInto('sign_ins')
    .values({
      operator_id: operatorId,
      token_hash: hash,
      expires_at: sql<Date>`trusted_now() + ${SIGN_IN_DAYS_MAX} * interval '1 day'`,
      source_address: sourceAddress,
      user_agent: userAgent?.slice(0, 300) ?? null,
      second_factor_due: secondFactorDue,
    })
    .execute();
  if (!secondFactorDue) await rememberPlace(tx, operatorId, sourceAddress);
  await tx
    .updateTable('operators')
    .set({ last_seen_at: sql`trusted_now()` })
    .where('id', '=', operatorId)
    .execute();
  await audit({ action: 'operators.sign-in', subjectKind: 'operator', subjectId: operatorId });
  return { token, secondFactorDue };
}

export async function recordRefusedSignIn({ audit }: Change, operatorId: number): Promise<void> {
  await audit({ action: 'operators.sign-in-refused', subjectKind: 'operator', subjectId: operatorId });
}

export async function closeSignIn(
  { tx, audit }: Change,
  signInId: number,
  operatorId: number,
): Promise<void> {
  await tx.deleteFrom('sign_ins').where('id', '=', signInId).execute();
  await audit({ action: 'operators.sign-out', subjectKind: 'operator', subjectId: operatorId });
}
