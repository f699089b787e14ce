import type { Language } from '@gatehouse/domain/languages';
import type { Db } from '../db/open-database.ts';

export async function usernameOfOperator(db: Db, operatorId: number): Promise<string | null> {
  const row = await db
    .selectFrom('operators')
    .select('username')
    .where('id', '=', operatorId)
    .executeTakeFirst();
  return row?.username ?? null;
}

/** What the web app speaks to this operator; `null`: what their browser speaks. */
export async function languageOf(db: Db, operatorId: number): Promise<Language | null> {
  const row = await db
    .selectFrom('operators')
    .select('language')
    .where('id', '=', operatorId)
    .executeTakeFirst();
  return row?.language ?? null;
}

/** An operator's open sign-ins, the last used first. */
export async function listSignIns(db: Db, operatorId: number) {
  return db
    .selectFrom('sign_ins')
    .select(['id', 'created_at', 'last_used_at', 'expires_at', 'source_address', 'user_agent'])
    .where('operator_id', '=', operatorId)
    .orderBy('last_used_at', 'desc')
    .limit(100)
    .execute();
}
