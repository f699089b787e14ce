import type { Change } from '../db/make-change.ts';
import type { OperatorRole } from '../db/schema.ts';
import { makeSecretToken, type RandomBytes } from './secret-token.ts';

/** The prefix lets people and secret scanners recognise it. */
const API_TOKEN_PREFIX = 'gh_';

/** Returns the token; only its hash is kept. Its name will stand as "added by". */
export async function createApiToken(
  { tx, audit }: Change,
  { name, role }: { name: string; role: OperatorRole },
  randomBytes: RandomBytes,
): Promise<string> {
  const { token, hash } = makeSecretToken(randomBytes, API_TOKEN_PREFIX);
  const { id } = await tx
    .insertInto('api_tokens')
    .values({ name, role, token_hash: hash })
    .returning('id')
    .executeTakeFirstOrThrow();
  await audit({
    action: 'api-tokens.create',
    subjectKind: 'api-token',
    subjectId: id,
    after: { name, role },
  });
  return token;
}
