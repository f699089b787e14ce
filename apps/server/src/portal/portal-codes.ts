import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { inTransaction } from '../db/in-transaction.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { Visit } from './portal-visits.ts';

const CODE_DIGITS = 6;
const CODE_MINUTES = 10;
const TRIES_MAX = 5;

/** Codes that may be sent, in the database: over all web processes, and over restarts. */
const LIMITS = { ofNumberInQuarter: 3, ofNumberInDay: 8, ofVisitInHour: 4, ofAddressInHour: 100 } as const;

export type CodeParts = {
  readonly db: Db;
  /** Codes are stored as an HMAC under it: six digits are no secret to who has the table. */
  readonly key: Uint8Array;
};

/** A code that was made for this visit, not sent yet; `limited`: too many were. */
export async function makeCode(
  { db, key }: CodeParts,
  visit: Visit,
  phone: string,
  sourceAddress: string | null,
): Promise<{ readonly code: string } | 'limited'> {
  return inTransaction(db, async (tx) => {
    // One at a time for each number, so that requests side by side cannot all pass the same count.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`portal-code ${phone}`}, 0))`.execute(tx);
    if (await isLimited(tx, visit, phone, sourceAddress)) return 'limited';
    const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
    await tx
      .updateTable('portal_codes')
      .set({ expires_at: sql<Date>`trusted_now()` })
      .where('phone', '=', phone)
      .where('used_at', 'is', null)
      .where('expires_at', '>', sql<Date>`trusted_now()`)
      .execute();
    await tx
      .insertInto('portal_codes')
      .values({
        visit_id: visit.id,
        zone_id: visit.zoneId,
        mac_hint: visit.macHint,
        phone,
        code_hash: hashCode(key, phone, code),
        source_address: sourceAddress,
        expires_at: sql<Date>`trusted_now() + make_interval(mins => ${CODE_MINUTES})`,
      })
      .execute();
    return { code };
  });
}

async function isLimited(
  tx: Tx,
  visit: Visit,
  phone: string,
  sourceAddress: string | null,
): Promise<boolean> {
  const { rows } = await sql<Record<keyof typeof LIMITS, number>>`
    select (select count(*) from portal_codes where phone = ${phone}
              and created_at > trusted_now() - interval '15 minutes') as "ofNumberInQuarter",
           (select count(*) from portal_codes where phone = ${phone}
              and created_at > trusted_now() - interval '1 day') as "ofNumberInDay",
           (select count(*) from portal_codes where visit_id = ${visit.id}
              and created_at > trusted_now() - interval '1 hour') as "ofVisitInHour",
           (select count(*) from portal_codes where source_address = ${sourceAddress}::inet
              and created_at > trusted_now() - interval '1 hour') as "ofAddressInHour"`.execute(tx);
  const [counts] = rows;
  return (
    counts === undefined ||
    Object.entries(LIMITS).some(([name, max]) => counts[name as keyof typeof LIMITS] >= max)
  );
}

/**
 * A code that waits to be entered, by this visit or by an earlier one of the same phone as far as its gateway says: a
 * phone's login window dies while the message is read. Only that there is one may be shown.
 */
export async function hasPendingCode(db: Db, visit: Visit): Promise<boolean> {
  return (await pendingCode(db, visit)) !== null;
}

export type CodeVerdict =
  /** Whose number it is. */
  { readonly phone: string } | 'wrong' | 'over';

/** Each try is counted before it is compared; a code is good for five tries and once. */
export async function checkCode({ db, key }: CodeParts, visit: Visit, typed: string): Promise<CodeVerdict> {
  const pending = await pendingCode(db, visit);
  if (pending === null) return 'over';
  const tried = await db
    .updateTable('portal_codes')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', pending)
    .where('tries', '<', TRIES_MAX)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`trusted_now()`)
    .returning(['phone', 'code_hash', 'tries'])
    .executeTakeFirst();
  if (tried === undefined) return 'over';
  if (!timingSafeEqual(tried.code_hash, hashCode(key, tried.phone, typed))) {
    return tried.tries >= TRIES_MAX ? 'over' : 'wrong';
  }
  const used = await db
    .updateTable('portal_codes')
    .set({ used_at: sql<Date>`trusted_now()` })
    .where('id', '=', pending)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return used === undefined ? 'over' : { phone: tried.phone };
}

/** How many were forgotten: limits look back a day. */
export async function trimCodes(db: Db): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('portal_codes')
    .where('created_at', '<', sql<Date>`trusted_now() - interval '2 days'`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

async function pendingCode(db: Db, { id, zoneId, macHint }: Visit): Promise<number | null> {
  const row = await db
    .selectFrom('portal_codes')
    .select('id')
    .where((eb) =>
      eb.or([
        eb('visit_id', '=', id),
        ...(macHint === null ? [] : [eb.and([eb('zone_id', '=', zoneId), eb('mac_hint', '=', macHint)])]),
      ]),
    )
    .where('used_at', 'is', null)
    .where('tries', '<', TRIES_MAX)
    .where('expires_at', '>', sql<Date>`trusted_now()`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

function hashCode(key: Uint8Array, phone: string, code: string): Buffer {
  return createHmac('sha256', key).update(`${phone} ${code}`).digest();
}
