import type { Permission } from '@gatehouse/domain/operators/permissions';
import { sql } from 'kysely';
import type { Change } from '../../db/make-change.ts';
import type { OperatorRole } from '../../db/schema.ts';
import { makeSecretToken, type RandomBytes } from '../secret-token.ts';

/** The prefix lets people and secret scanners recognise it. */
const API_TOKEN_PREFIX = 'gh_';
/** So much of it is kept to tell it from others: 24 of its 256 random bits. */
const HINT_LENGTH = API_TOKEN_PREFIX.length + 4;

export type NewApiToken = {
  readonly name: string;
  readonly role: OperatorRole;
  /** `null`: all that the role may do. */
  readonly permissions: readonly Permission[] | null;
  /** `null`: until it is revoked. */
  readonly validDays: number | null;
};

/** Returns the token; only its hash is kept. Its name will stand as "added by". */
export async function createApiToken(
  { tx, actor, audit }: Change,
  { name, role, permissions, validDays }: NewApiToken,
  randomBytes: RandomBytes,
): Promise<{ id: number; token: string }> {
  const { token, hash } = makeSecretToken(randomBytes, API_TOKEN_PREFIX);
  const { id, expires_at } = await tx
    .insertInto('api_tokens')
    .values({
      name,
      role,
      permissions: permissions === null ? null : [...permissions],
      token_hash: hash,
      hint: token.slice(0, HINT_LENGTH),
      created_by: actor.name,
      expires_at: validDays === null ? null : sql<Date>`trusted_now() + ${validDays} * interval '1 day'`,
    })
    .returning(['id', 'expires_at'])
    .executeTakeFirstOrThrow();
  await audit({
    action: 'api-tokens.create',
    subjectKind: 'api-token',
    subjectId: id,
    after: { name, role, permissions, expiresAt: expires_at },
  });
  return { id, token };
}
