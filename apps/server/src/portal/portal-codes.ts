import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { maskPhoneNumber } from '@gatehouse/domain/customers/phone-number';
import { sql } from 'kysely';
import { inTransaction } from '../db/in-transaction.ts';
import type { Db, Tx } from '../db/open-database.ts';
import { openTryCounter } from '../tries/count-tries.ts';
import { countedAddress } from '../tries/counted-address.ts';
import type { Visit } from './portal-visits.ts';

const CODE_DIGITS = 6;
const CODE_MINUTES = 10;
const TRIES_MAX = 5;

/** Codes that may be sent, in the database: over all web processes, and over restarts. */
const LIMITS = {
  ofNumberInQuarter: 3,
  ofNumberInDay: 8,
  ofVisitInHour: 4,
  ofAddressInHour: 100,
  /** Tries at a provider that fails: they cost the visitor nothing, and are not without end. */
  notSentInQuarter: 15,
} as const;
/** So long a message may take; who asks again sooner is led to the code that was sent. */
const SAME_CODE_MINUTES = 2;

export type CodeParts = {
  readonly db: Db;
  /** Codes are stored as an HMAC under it: six digits are no secret to who has the table. */
  readonly key: Uint8Array;
};

/**
 * A code that was made for this visit, not sent yet; `limited`: too many were; `waiting`: one was sent to this number a
 * moment ago, for this phone as far as its gateway says, and is good still.
 */
export async function makeCode(
  { db, key }: CodeParts,
  visit: Visit,
  phone: string,
  sourceAddress: string | null,
): Promise<MadeCode | 'limited' | 'waiting'> {
  return inTransaction(db, async (tx) => {
    // One at a time for each number, so that requests side by side cannot all pass the same count.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`portal-code ${phone}`}, 0))`.execute(tx);
    if (await wasJustSent(tx, visit, phone)) return 'waiting';
    if (await isLimited(tx, visit, phone, sourceAddress)) return 'limited';
    const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
    const { id } = await tx
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
      .returning('id')
      .executeTakeFirstOrThrow();
    return { id, code, phone };
  });
}

export type MadeCode = { readonly id: number; readonly code: string; readonly phone: string };

/** Once it is on its way it takes the place of the codes before it. */
export async function codeWasSent(db: Db, { id, phone }: MadeCode): Promise<void> {
  await db
    .updateTable('portal_codes')
    .set({ expires_at: sql<Date>`trusted_now()` })
    .where('phone', '=', phone)
    .where('id', '<', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`trusted_now()`)
    .execute();
}

/** Nobody waits for it, and it is not held against the number. What was never good marks it: it ended as it began. */
export async function codeWasNotSent(db: Db, { id }: MadeCode): Promise<void> {
  await db
    .updateTable('portal_codes')
    .set((eb) => ({ expires_at: eb.ref('created_at') }))
    .where('id', '=', id)
    .execute();
}

async function wasJustSent(tx: Tx, { id, zoneId, macHint }: Visit, phone: string): Promise<boolean> {
  const { rows } = await sql`
    select from portal_codes
     where phone = ${phone} and used_at is null and tries < ${TRIES_MAX} and expires_at > trusted_now()
       and created_at > trusted_now() - make_interval(mins => ${SAME_CODE_MINUTES})
       and (visit_id = ${id} or (zone_id = ${zoneId} and mac_hint = ${macHint}::macaddr)) limit 1`.execute(
    tx,
  );
  return rows.length > 0;
}

async function isLimited(
  tx: Tx,
  visit: Visit,
  phone: string,
  sourceAddress: string | null,
): Promise<boolean> {
  const { rows } = await sql<Record<keyof typeof LIMITS, number>>`
    select (select count(*) from portal_codes where phone = ${phone} and expires_at > created_at
              and created_at > trusted_now() - interval '15 minutes') as "ofNumberInQuarter",
           (select count(*) from portal_codes where phone = ${phone} and expires_at <= created_at
              and created_at > trusted_now() - interval '15 minutes') as "notSentInQuarter",
           (select count(*) from portal_codes where phone = ${phone} and expires_at > created_at
              and created_at > trusted_now() - interval '1 day') as "ofNumberInDay",
           (select count(*) from portal_codes where visit_id = ${visit.id} and expires_at > created_at
              and created_at > trusted_now() - interval '1 hour') as "ofVisitInHour",
           (select count(*) from portal_codes where source_address <<= ${countedAddress(sourceAddress)}::inet
              and created_at > trusted_now() - interval '1 hour') as "ofAddressInHour"`.execute(tx);
  const [counts] = rows;
  return (
    counts === undefined ||
    Object.entries(LIMITS).some(([name, max]) => counts[name as keyof typeof LIMITS] >= max)
  );
}

export type PendingCode = {
  /** Asked for in this visit; else in an earlier one of the same phone as far as its gateway says. */
  readonly own: boolean;
  /** Where it was sent; of what is not this visit's own, the country and the end alone. */
  readonly sentTo: string;
};

/**
 * The code that waits to be entered, this visit's own first; `null`: none. A phone's login window dies while the message is
 * read, so one of an earlier visit counts; that may be anybody's who named this phone, so its number is not shown whole.
 */
export async function findPendingCode(db: Db, visit: Visit): Promise<PendingCode | null> {
  const [first] = await pendingCodes(db, visit);
  if (first === undefined) return null;
  const { own, phone } = first;
  return { own, sentTo: own ? `\u2066${phone}\u2069` : maskPhoneNumber(phone) };
}

export type CodeVerdict =
  /** Whose number it is. */
  { readonly phone: string } | 'wrong' | 'over';

/**
 * What was typed is compared with the visit's own code, then with those of other visits that named the same phone. Each
 * try is counted before it is compared. A code is good for five tries in its own visit and five in all others together,
 * so that who forges a phone's address neither uses up its tries nor gets more than five of their own; and once.
 */
export async function checkCode(parts: CodeParts, visit: Visit, typed: string): Promise<CodeVerdict> {
  const pending = await pendingCodes(parts.db, visit);
  let verdict: CodeVerdict = 'over';
  for (const { id, own } of pending) {
    const tried = await (own ? tryOwn(parts, id, typed) : tryOfDevice(parts, id, typed));
    if (typeof tried !== 'string') return tried;
    // The visit's own code has run out: the way onward is a new one, whatever others have sent.
    if (own && tried === 'over') return tried;
    if (tried === 'wrong') verdict = tried;
  }
  return verdict;
}

async function tryOwn(parts: CodeParts, id: number, typed: string): Promise<CodeVerdict> {
  const tried = await parts.db
    .updateTable('portal_codes')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .where('tries', '<', TRIES_MAX)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`trusted_now()`)
    .returning('tries')
    .executeTakeFirst();
  if (tried === undefined) return 'over';
  const verdict = await compare(parts, id, typed);
  return verdict === 'wrong' && tried.tries >= TRIES_MAX ? 'over' : verdict;
}

const TRIES_OF_DEVICE = { name: 'codes of device', max: TRIES_MAX, seconds: CODE_MINUTES * 60 } as const;

async function tryOfDevice(parts: CodeParts, id: number, typed: string): Promise<CodeVerdict> {
  const waitSeconds = await openTryCounter(parts.db, parts.key).take([[TRIES_OF_DEVICE, String(id)]]);
  return waitSeconds === null ? compare(parts, id, typed) : 'over';
}

async function compare({ db, key }: CodeParts, id: number, typed: string): Promise<CodeVerdict> {
  const made = await db
    .selectFrom('portal_codes')
    .select(['phone', 'code_hash'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (made === undefined) return 'over';
  if (!timingSafeEqual(made.code_hash, hashCode(key, made.phone, typed))) return 'wrong';
  const used = await db
    .updateTable('portal_codes')
    .set({ used_at: sql<Date>`trusted_now()` })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`trusted_now()`)
    .returning('id')
    .executeTakeFirst();
  return used === undefined ? 'over' : { phone: made.phone };
}

/** Whether a code of this visit was entered in this moment. */
export async function wasCodeJustUsed(db: Db, { id, zoneId, macHint }: Visit): Promise<boolean> {
  const { rows } = await sql`
    select from portal_codes
     where used_at > trusted_now() - interval '10 seconds'
       and (visit_id = ${id} or (zone_id = ${zoneId} and mac_hint = ${macHint}::macaddr)) limit 1`.execute(
    db,
  );
  return rows.length > 0;
}

/** How many were forgotten: limits look back a day. */
export async function trimCodes(db: Db): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('portal_codes')
    .where('created_at', '<', sql<Date>`trusted_now() - interval '2 days'`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

const PENDING_MAX = 20;

/** The visit's own first, then the newest. */
async function pendingCodes(
  db: Db,
  { id, zoneId, macHint }: Visit,
): Promise<readonly { readonly id: number; readonly own: boolean; readonly phone: string }[]> {
  const { rows } = await sql<{ id: number; own: boolean; phone: string }>`
    select id, phone, coalesce(visit_id = ${id}, false) as own from portal_codes
     where (visit_id = ${id} or (zone_id = ${zoneId} and mac_hint = ${macHint}::macaddr))
       and used_at is null and tries < ${TRIES_MAX} and expires_at > trusted_now()
     order by 3 desc, portal_codes.id desc limit ${PENDING_MAX}`.execute(db);
  return rows;
}

function hashCode(key: Uint8Array, phone: string, code: string): Buffer {
  return createHmac('sha256', key).update(`${phone} ${code}`).digest();
}
