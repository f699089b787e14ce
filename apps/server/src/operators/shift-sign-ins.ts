import { sql } from 'kysely';
import type { Tx } from '../db/open-database.ts';

/** The time was corrected by so much, and sign-ins move along: who confirmed it stays signed in. */
export async function shiftSignIns(tx: Tx, ms: number): Promise<void> {
  const step = sql`${ms} * interval '1 millisecond'`;
  await sql`update sign_ins set created_at = created_at + ${step}, last_used_at = last_used_at + ${step},
    expires_at = expires_at + ${step}, proved_at = proved_at + ${step}`.execute(tx);
  await sql`update known_places set last_at = last_at + ${step}`.execute(tx);
}
