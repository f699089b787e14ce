import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import type { Db } from '../db/open-database.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { createOperator } from './create-operator.ts';
import { hashSecretToken, makeSecretToken, type RandomBytes } from './secret-token.ts';

/** True until the first operator exists. */
export async function isSetUpNeeded(db: Db): Promise<boolean> {
  return (await db.selectFrom('operators').select('id').limit(1).executeTakeFirst()) === undefined;
}

/**
 * The one-time token for the set-up link; `null` once there is an operator. A new one takes the
 * place of those printed before.
 */
export async function createSetUpToken(db: Db, randomBytes: RandomBytes): Promise<string | null> {
  if (!(await isSetUpNeeded(db))) return null;
  const { token, hash } = makeSecretToken(randomBytes);
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('setup_tokens').where('used_at', 'is', null).execute();
    await tx.insertInto('setup_tokens').values({ token_hash: hash }).execute();
  });
  return token;
}

/** Whether this token still makes the first operator: not used, not replaced, and nobody is there yet. */
export async function isSetUpTokenGood(db: Db, token: string): Promise<boolean> {
  const row = await db
    .selectFrom('setup_tokens')
    .select('token_hash')
    .where('token_hash', '=', hashSecretToken(token))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined && (await isSetUpNeeded(db));
}

export type FirstOperator = { token: string; name: string; username: string; passwordHash: string };

/** Makes the first operator, an owner, and uses the token up. Two at once: one of them wins. */
export async function setUp(
  change: Change,
  { token, ...operator }: FirstOperator,
): Promise<Outcome<{ id: number }>> {
  const used = await change.tx
    .updateTable('setup_tokens')
    .set({ used_at: sql`trusted_now()` })
    .where('token_hash', '=', hashSecretToken(token))
    .where('used_at', 'is', null)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('operators').select('id'))))
    .returning('token_hash')
    .executeTakeFirst();
  if (used === undefined) return refuse('set-up-token-invalid');
  return createOperator(change, { ...operator, role: 'owner' });
}
