import type { Db } from '../db/open-database.ts';

export async function customerExists(db: Db, id: number): Promise<boolean> {
  return (
    (await db.selectFrom('customers').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
  );
}
