import { randomBytes } from 'node:crypto';
import type { OperatorRole } from '../../db/schema.ts';
import { makeSecretToken } from '../../operators/secret-token.ts';
import type { TestApi } from './test-api.ts';

/** An operator with a sign-in, limited to zones and routers unless they are left out. Gives the headers to call with. */
export async function signInAs(
  { database: { db } }: Pick<TestApi, 'database'>,
  role: OperatorRole,
  places?: { readonly zoneIds?: readonly number[]; readonly nasIds?: readonly number[] },
): Promise<{ id: number; headers: Record<string, string> }> {
  const made = makeSecretToken(randomBytes);
  const name = `${role} ${made.token.slice(0, 8)}`;
  const operator = await db
    .insertInto('operators')
    .values({
      name,
      username: name,
      username_key: name,
      password_hash: 'none',
      role,
      limited: places !== undefined,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const rows = [
    ...(places?.zoneIds ?? []).map((zone_id) => ({ operator_id: operator.id, zone_id, nas_id: null })),
    ...(places?.nasIds ?? []).map((nas_id) => ({ operator_id: operator.id, zone_id: null, nas_id })),
  ];
  if (rows.length > 0) await db.insertInto('operator_places').values(rows).execute();
  await db
    .insertInto('sign_ins')
    .values({ operator_id: operator.id, token_hash: made.hash, expires_at: new Date(Date.now() + 3_600_000) })
    .execute();
  return { id: operator.id, headers: { Cookie: `__Host-gatehouse=${made.token}` } };
}
