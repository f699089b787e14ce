import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../../db/open-database.ts';

/** Ten seconds on a screen; a program may think longer. */
const UNDO_HOURS = 24;

/** A customer's packages as they stand: rows of `subscriptions`, to the microsecond. */
export type HeldRows = string;

export type NotedRenewal = {
  readonly customerId: number;
  readonly before: HeldRows;
  /** Every one of them is still as the renewal left it, and there is no newer one. */
  readonly unchanged: boolean;
  /** A login came by the new one since. */
  readonly used: boolean;
};

const row = (alias: string): RawBuilder<unknown> => {
  const s = sql.raw(alias);
  return sql`jsonb_build_object(
    'id', ${s}.id, 'starts_at', ${s}.starts_at, 'ends_at', ${s}.ends_at, 'waiting_seconds', ${s}.waiting_seconds)`;
};

/** All that have not ended. */
export async function readHeldRows(tx: Tx, customerId: number): Promise<HeldRows> {
  return readRows(
    tx,
    sql`s.customer_id = ${customerId} and (s.ends_at is null or s.ends_at > trusted_now())`,
  );
}

async function readRows(tx: Tx, which: RawBuilder<unknown>): Promise<HeldRows> {
  const { rows } = await sql<{ held: HeldRows }>`
    select coalesce(jsonb_agg(${row('s')} order by s.id), '[]')::text as held
      from subscriptions s where ${which}`.execute(tx);
  return rows[0]?.held ?? '[]';
}

export async function noteRenewal(
  tx: Tx,
  {
    id,
    customerId,
    renewedId,
    before,
  }: {
    readonly id: number;
    readonly customerId: number;
    readonly renewedId: number;
    readonly before: HeldRows;
  },
): Promise<void> {
  const after = await readRows(tx, sql`s.id = ${id} or s.id in (${idsOf(before)})`);
  await sql`
    insert into renewal_undos (subscription_id, customer_id, renewed_id, before, after)
    values (${id}, ${customerId}, ${renewedId}, ${before}::jsonb, ${after}::jsonb)`.execute(tx);
}

/** The one that this one was renewed by lately, as long as it runs or will; `null`: there is none. */
export async function findRenewalOf(
  tx: Tx,
  customerId: number,
  renewedId: number,
): Promise<{ readonly id: number } | null> {
  const { rows } = await sql<{ id: number }>`
    select s.id from renewal_undos u join subscriptions s on s.id = u.subscription_id
     where u.customer_id = ${customerId} and u.renewed_id = ${renewedId} and u.undone_at is null
       and (s.ends_at is null or s.ends_at > trusted_now())`.execute(tx);
  return rows[0] ?? null;
}

/** `null`: there is nothing to undo, or it was too long ago. */
export async function readRenewalUndo(tx: Tx, id: number): Promise<NotedRenewal | null> {
  // That a login began one that waited is use, and no change.
  const { rows } = await sql<NotedRenewal>`
    select u.customer_id as "customerId", u.before::text as before,
           not exists (
             select from jsonb_array_elements(u.after) noted
               left join subscriptions s on s.id = (noted->>'id')::bigint
              where ${row('s')} is distinct from noted
                and not (s.id is not distinct from u.subscription_id and noted->>'waiting_seconds' is not null
                         and s.waiting_seconds is null))
             and not exists (
             select from subscriptions newer
              where newer.customer_id = u.customer_id and newer.id > u.subscription_id) as unchanged,
           exists (
             select from subscriptions s, jsonb_array_elements(u.after) noted
              where s.id = u.subscription_id and (noted->>'id')::bigint = s.id
                and noted->>'waiting_seconds' is not null and s.waiting_seconds is null)
             or exists (select from subscription_usage where subscription_id = u.subscription_id)
             or exists (
               select from sessions s
                where s.customer_id = u.customer_id and s.subscription_id = u.subscription_id)
             or exists (
               select from attempts a, subscriptions s
                where s.id = u.subscription_id and a.customer_id = u.customer_id and a.outcome = 'accept'
                  and a.at >= s.starts_at and a.at >= u.made_at) as used
      from renewal_undos u
     where u.subscription_id = ${id} and u.undone_at is null
       and u.made_at > trusted_now() - ${UNDO_HOURS} * interval '1 hour'`.execute(tx);
  return rows[0] ?? null;
}

export async function putHeldRowsBack(tx: Tx, before: HeldRows): Promise<void> {
  await sql`
    update subscriptions s
       set starts_at = was.starts_at, ends_at = was.ends_at, waiting_seconds = was.waiting_seconds
      from jsonb_to_recordset(${before}::jsonb)
             as was (id bigint, starts_at timestamptz, ends_at timestamptz, waiting_seconds bigint)
     where s.id = was.id
       and (s.starts_at, s.ends_at, s.waiting_seconds) is distinct from
           (was.starts_at, was.ends_at, was.waiting_seconds)`.execute(tx);
}

export async function markUndone(tx: Tx, id: number): Promise<void> {
  await sql`update renewal_undos set undone_at = trusted_now() where subscription_id = ${id}`.execute(tx);
}

/** Forgets what is too long ago to be undone. How many. */
export async function trimRenewals(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with gone as (
      delete from renewal_undos
       where made_at < trusted_now() - ${UNDO_HOURS} * interval '1 hour'
         and (undone_at is null or undone_at < trusted_now() - ${UNDO_HOURS} * interval '1 hour')
      returning 1)
    select count(*) as count from gone`.execute(db);
  return rows[0]?.count ?? 0;
}

function idsOf(rows: HeldRows): RawBuilder<unknown> {
  return sql`select (noted->>'id')::bigint from jsonb_array_elements(${rows}::jsonb) noted`;
}
