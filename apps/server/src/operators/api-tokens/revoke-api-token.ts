import { sql } from 'kysely';
import type { Change } from '../../db/make-change.ts';
import { type Outcome, refuse } from '../../outcome.ts';

/** Refused at its very next call, on every process. It stays in the list: what it did is on the record. Refused: `not-found`. */
export async function revokeApiToken({ tx, audit }: Change, id: number): Promise<Outcome<{ id: number }>> {
  const row = await tx
    .updateTable('api_tokens')
    .set({ revoked_at: sql<Date>`trusted_now()` })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning(['name', 'role'])
    .executeTakeFirst();
  if (row === undefined) return refuse('not-found', { message: 'There is no such API token (any more).' });
  await audit({ action: 'api-tokens.revoke', subjectKind: 'api-token', subjectId: id, before: row });
  return { id };
}
