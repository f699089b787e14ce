import type pg from 'pg';
import { bigintArray } from '../db/binary-arrays.ts';
import { JOIN_SECONDS_MAX, type SessionInHand } from './join-session-events.ts';
import { LIST_ADDED, listAgain } from './listed-sessions.ts';
import type { Batch } from './plan-batch.ts';
import { openedRecords, type SessionTypes, toldRecords } from './session-records.ts';
import type { SubscriptionUsage } from './session-row.ts';
import { INSERT_OPENED_ROWS, lockAccounting, openedAgain, UPDATE_TOLD_ROWS } from './session-statements.ts';

/** Who writes, and up to which note it knows what others changed. */
export type Writer = {
  readonly nodeId: string;
  readonly id: number;
  readonly lastNote: number;
  readonly types: SessionTypes;
};

export type StoredRows = {
  /** The ids of the opened rows, in their order. */
  readonly openedIds: readonly number[];
  readonly usage: readonly SubscriptionUsage[];
  /** Rows that others changed since `lastNote`; none of this batch. */
  readonly changedElsewhere: readonly number[];
  readonly lastNote: number;
};

/** Words of an error that PostgreSQL is made to raise where what is remembered is not what it has. */
const CONFLICT = 'the sessions are not as remembered';
const refuseIf = (condition: string): string =>
  `(case when ${condition} then '${CONFLICT}' else '0' end)::bigint as refused`;

/** Nothing of the batch was stored: somebody else has changed one of its sessions, or opened one first. */
export function isConflict(error: unknown): boolean {
  return error instanceof Error && error.message.includes(CONFLICT);
}

/**
 * Stores rows as they were joined in memory, in one transaction that is sent in one go, without waiting for any
 * answer in between. When this resolves they are durable. Rejects with nothing stored; see `isConflict`.
 *
 * @param client a pipelining connection; other batches may be on their way on it, of other sessions
 */
export async function storeBatch(client: pg.Client, writer: Writer, batch: Batch): Promise<StoredRows> {
  const { opened, known } = batch;
  const begun = client.query('begin');
  const locked = lockAccounting(client);
  const seen = seeOtherChanges(client, writer, known);
  const inserted = opened.length === 0 ? Promise.resolve(null) : insertNewSessions(client, writer, opened);
  const updated = known.length === 0 ? Promise.resolve(null) : updateKnownSessions(client, writer, known);
  const listed = listAgain(client, openedAgain(known));
  const grown = growUsage(client, batch);
  const committing = client.query('commit');
  const all = [begun, locked, seen, inserted, updated, listed, grown, committing];
  // The first to fail says why; the others only that the transaction had failed before.
  const failed = (await Promise.allSettled(all)).find((each) => each.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  if ((await committing).command !== 'COMMIT') throw new Error('The batch of accounting was rolled back.');
  const [added, changed] = await Promise.all([inserted, updated]);
  return {
    openedIds: added?.ids ?? [],
    usage: await grown,
    changedElsewhere: await seen,
    lastNote: Math.max(writer.lastNote, added?.note ?? 0, changed?.note ?? 0),
  };
}

const SEE_OTHER_CHANGES = `
  select coalesce(array_agg(other.id), '{}') as others, ${refuseIf('bool_or(other.id = any($3))')}
    from session_changes as change cross join lateral unnest(change.session_ids) as other (id)
   where change.id > $1 and change.writer is distinct from $2`;

async function seeOtherChanges(client: pg.Client, writer: Writer, known: readonly SessionInHand[]) {
  const { rows } = await client.query<{ others: number[] }>({
    name: 'see-other-changes',
    text: SEE_OTHER_CHANGES,
    values: [writer.lastNote, writer.id, bigintArray(known.map((row) => row.id))],
  });
  return rows[0]?.others ?? [];
}

/** As `fits` judges it: what rounds to `JOIN_SECONDS_MAX` or less. */
const FITS_BELOW_MS = JOIN_SECONDS_MAX * 1000 + 500;

const NOTE = 'insert into session_changes (node_id, writer, session_ids)';

const INSERT_NEW_SESSIONS = `
  with added as (
         ${INSERT_OPENED_ROWS}
          where not exists (
                select from sessions
                 where sessions.identity_hash = row.identity_hash
                   and sessions.last_event_start_at > row.last_event_start_at - interval '${FITS_BELOW_MS} ms'
                   and sessions.last_event_start_at < row.last_event_start_at + interval '${FITS_BELOW_MS} ms')
         returning id, identity_hash, source_address),
       listed as (${LIST_ADDED}),
       noted as (${NOTE} select $2::uuid, $3::bigint, coalesce(array_agg(id), '{}') from added returning id)
  select array_agg(added.id) as ids, array_agg(added.identity_hash) as identity_hashes,
         (select id from noted) as note, ${refuseIf('count(*) <> $4::bigint')}
    from added`;

type Inserted = { ids: number[]; identity_hashes: number[]; note: number };

async function insertNewSessions(client: pg.Client, writer: Writer, rows: readonly SessionInHand[]) {
  const result = await client.query<Inserted>({
    name: 'insert-new-sessions',
    text: INSERT_NEW_SESSIONS,
    values: [openedRecords(writer.types, rows), writer.nodeId, writer.id, rows.length],
  });
  const [inserted] = result.rows;
  if (inserted === undefined || rows.some((row, i) => row.identityHash !== inserted.identity_hashes[i])) {
    throw new Error('New sessions came back in another order.');
  }
  return inserted;
}

const UPDATE_KNOWN_SESSIONS = `
  with changed as (${UPDATE_TOLD_ROWS} returning 1),
       noted as (${NOTE} values ($2, $3, $5) returning id)
  select (select id from noted) as note, ${refuseIf('count(*) <> $4::bigint')} from changed`;

async function updateKnownSessions(client: pg.Client, writer: Writer, rows: readonly SessionInHand[]) {
  const result = await client.query<{ note: number }>({
    name: 'update-known-sessions',
    text: UPDATE_KNOWN_SESSIONS,
    values: [
      toldRecords(writer.types, rows),
      writer.nodeId,
      writer.id,
      rows.length,
      bigintArray(rows.map((row) => row.id)),
    ],
  });
  return result.rows[0];
}

/**
 * Where a sum stands still: what a number here holds exactly. No line carries that much in a thousand years, but a router may
 * say so; a sum that the database refused would keep everything else that the customer's sessions tell from being stored.
 */
const USAGE_MAX = Number.MAX_SAFE_INTEGER;

const GROW_USAGE = `
  with grown as (
         insert into subscription_usage as usage (subscription_id, used_bytes, used_seconds)
         select * from unnest($1::bigint[], $2::bigint[], $3::bigint[])
         on conflict (subscription_id) do update
            set used_bytes = least(least(usage.used_bytes, ${USAGE_MAX}) + excluded.used_bytes, ${USAGE_MAX}),
                used_seconds = least(least(usage.used_seconds, ${USAGE_MAX}) + excluded.used_seconds, ${USAGE_MAX})
         returning subscription_id, used_bytes, used_seconds)
  select coalesce(array_agg(subscription_id), '{}') as ids, coalesce(array_agg(used_bytes), '{}') as bytes,
         coalesce(array_agg(used_seconds), '{}') as seconds
    from grown`;

/** Nobody else writes these rows while the lock is held. @returns the sums after it */
export async function growUsage(
  client: pg.Client,
  { opened, known }: Pick<Batch, 'opened' | 'known'>,
): Promise<SubscriptionUsage[]> {
  const growth = usageGrowth(known, usageGrowth(opened, new Map()));
  if (growth.size === 0) return [];
  const grown = [...growth.values()];
  const { rows } = await client.query<{ ids: number[]; bytes: number[]; seconds: number[] }>({
    name: 'grow-usage',
    text: GROW_USAGE,
    values: [
      bigintArray([...growth.keys()]),
      bigintArray(grown.map(({ bytes }) => Math.min(bytes, USAGE_MAX))),
      bigintArray(grown.map(({ seconds }) => Math.min(seconds, USAGE_MAX))),
    ],
  });
  const [sums] = rows;
  if (sums === undefined) return [];
  return sums.ids.map((subscriptionId, i) => ({
    subscriptionId,
    usedBytes: sums.bytes[i] ?? 0,
    usedSeconds: sums.seconds[i] ?? 0,
  }));
}

/** How much each subscription's sum grows, because its rows did. */
function usageGrowth(rows: readonly SessionInHand[], growth: Map<number, Growth>): Map<number, Growth> {
  for (const row of rows) {
    const bytes = row.inputBytes + row.outputBytes - row.countedBytes;
    const seconds = row.sessionSeconds - row.countedSeconds;
    if (row.subscriptionId === null || (bytes <= 0 && seconds <= 0)) continue;
    const before = growth.get(row.subscriptionId);
    if (before === undefined) growth.set(row.subscriptionId, { bytes, seconds });
    else {
      before.bytes += bytes;
      before.seconds += seconds;
    }
  }
  return growth;
}

type Growth = { bytes: number; seconds: number };
