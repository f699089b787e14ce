import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';

/** Whether any code could be redeemed: where none can, the portal does not speak of vouchers. */
export async function areVouchersOut(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select from voucher_batches
     where revoked_at is null and (valid_until is null or valid_until > trusted_now()) limit 1`.execute(db);
  return rows.length > 0;
}
