import type { Db } from '../db/open-database.ts';

export async function customerExists(db: Db, id: number): Promise<boolean> {
  return (
    (await db.selectFrom('customers').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
  );
}

/** `null`: there is no such customer. */
export async function customerUsername(db: Db, id: number): Promise<string | null> {
  const found = await db.selectFrom('customers').select('username').where('id', '=', id).executeTakeFirst();
  return found?.username ?? null;
}
