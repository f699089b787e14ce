import type { Language } from '@gatehouse/domain/languages';
import type { Db } from '../db/open-database.ts';

/** What the web app speaks to this operator; `null`: what their browser speaks. */
export async function languageOf(db: Db, operatorId: number): Promise<Language | null> {
  return (await findOwnChoices(db, operatorId)).language;
}

/** What operators say of themselves. */
export async function findOwnChoices(
  db: Db,
  operatorId: number,
): Promise<{ readonly language: Language | null; readonly email: string | null }> {
  const row = await db
    .selectFrom('operators')
    .select(['language', 'email'])
    .where('id', '=', operatorId)
    .executeTakeFirst();
  return row ?? { language: null, email: null };
}
