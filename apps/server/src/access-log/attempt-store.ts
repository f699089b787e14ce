import type { AttemptKind } from '@gatehouse/domain/access/access-facts';
import type { StoredAttemptFacts } from '@gatehouse/domain/access/attempt-record';
import type { MacAddress } from '@gatehouse/domain/mac-address';
import type { RejectReason } from '@gatehouse/domain/access/reject-reasons';
import type pg from 'pg';
import { macArray, millisArray, plainArray, textArray } from '../db/array-literal.ts';
import { writeInHalves } from '../db/write-in-halves.ts';
import { dayOf, ensureAttemptPartition } from './attempt-partitions.ts';
import { countUnrecognised, isUnrecognised } from './unrecognised-attempts.ts';

/** How far a row of the access log has been counted. */
export type AttemptCount = {
  readonly id: string;
  /** Milliseconds since the epoch: of the group's first, and of its last. */
  readonly firstAt: number;
  readonly at: number;
  readonly count: number;
  /** Of a device that nobody has registered for the customer whose password it knows. */
  readonly unrecognised: boolean;
};

/** A row of the access log as it stands now; writing it again with a higher count replaces it. */
export type AttemptRow = Omit<AttemptCount, 'unrecognised'> & {
  readonly kind: AttemptKind;
  readonly customerId: number | null;
  readonly username: string;
  readonly mac: MacAddress | null;
  readonly callingStationId: string;
  readonly nasId: number;
  readonly outcome: 'accept' | 'reject';
  readonly reason: RejectReason | null;
  readonly facts: StoredAttemptFacts;
};

export type AttemptStore = {
  /** New rows, and higher counts of older ones; rejects when the database does not take them. */
  write(rows: readonly AttemptRow[], counts: readonly AttemptCount[]): Promise<void>;
};

/** @param onRefusedRow a row that the database will never take was dropped, so that the others are kept */
export function openAttemptStore(
  pool: pg.Pool,
  nodeId: string,
  onRefusedRow: (error: unknown) => void,
): AttemptStore {
  const daysReady = new Set<string>();
  return {
    async write(rows, counts) {
      for (const day of new Set(rows.map((row) => dayOf(row.firstAt)))) {
        if (daysReady.has(day)) continue;
        await ensureAttemptPartition(pool, day);
        daysReady.add(day);
      }
      await writeInHalves(rows, (part) => writeRows(pool, nodeId, part), onRefusedRow);
      if (counts.length > 0) await writeCounts(pool, counts);
    },
  };
}

const SENT_ATTEMPTS = `
  unnest($1::uuid[], $2::float8[], $3::float8[], $4::int[], $5::text[], $6::bigint[], $7::text[],
         $8::macaddr[], $9::text[], $10::bigint[], $11::text[], $12::text[], $13::jsonb[])
    as row (id, first_at, at, count, kind, customer_id, username, mac, calling_station_id, nas_id, outcome,
            reason, facts)`;

const WRITE_ATTEMPTS = `
  insert into attempts (id, first_at, at, count, node_id, kind, customer_id, username, mac, calling_station_id,
                        nas_id, outcome, reason, facts)
  select id, to_timestamp(first_at / 1000.0), to_timestamp(at / 1000.0), count, $14::uuid, kind, customer_id,
         username, mac, calling_station_id, nas_id, outcome, reason, facts
    from ${SENT_ATTEMPTS}
  on conflict (first_at, id) do update
     set at = greatest(attempts.at, excluded.at), count = greatest(attempts.count, excluded.count)`;

/** The same, and unrecognised devices are counted: of a row that is written again only what it grew by. */
const WRITE_ATTEMPTS_OF_UNRECOGNISED = `
  with written as (${WRITE_ATTEMPTS}),
       sent as (
         select row.customer_id, row.mac, row.nas_id, row.outcome, row.reason,
                to_timestamp(row.first_at / 1000.0) as first_at, to_timestamp(row.at / 1000.0) as at,
                greatest(row.count - coalesce(before.count, 0), 0) as more
           from ${SENT_ATTEMPTS}
           left join attempts before
             on before.first_at = to_timestamp(row.first_at / 1000.0) and before.id = row.id
            and before.first_at between to_timestamp($15::float8 / 1000.0) and to_timestamp($16::float8 / 1000.0))
  ${countUnrecognised('sent')}`;

async function writeRows(pool: pg.Pool, nodeId: string, rows: readonly AttemptRow[]): Promise<void> {
  const values = [
    plainArray(rows.map((row) => row.id)),
    millisArray(rows.map((row) => row.firstAt)),
    millisArray(rows.map((row) => row.at)),
    plainArray(rows.map((row) => row.count)),
    plainArray(rows.map((row) => row.kind)),
    plainArray(rows.map((row) => row.customerId)),
    textArray(rows.map((row) => row.username)),
    macArray(rows.map((row) => row.mac)),
    textArray(rows.map((row) => row.callingStationId)),
    plainArray(rows.map((row) => row.nasId)),
    plainArray(rows.map((row) => row.outcome)),
    plainArray(rows.map((row) => row.reason)),
    textArray(rows.map((row) => factsAsJson(row.facts))),
    nodeId,
  ];
  if (!rows.some(({ customerId, mac, reason }) => isUnrecognised(customerId, mac, reason))) {
    await pool.query({ name: 'write-attempts', text: WRITE_ATTEMPTS, values });
    return;
  }
  const text = WRITE_ATTEMPTS_OF_UNRECOGNISED;
  await pool.query({
    name: 'write-attempts-of-unrecognised',
    text,
    values: [...values, ...firstAndLast(rows)],
  });
}

/** In which partitions they are. */
function firstAndLast(rows: readonly { readonly firstAt: number }[]): [number, number] {
  const times = rows.map(({ firstAt }) => firstAt);
  return [Math.min(...times), Math.max(...times)];
}

/** `first_at` says in which partition the row is; its bounds keep the planner out of all others. */
const WRITE_COUNTS = `
  update attempts
     set at = greatest(attempts.at, to_timestamp(row.at / 1000.0)), count = greatest(attempts.count, row.count)
    from unnest($1::uuid[], $2::float8[], $3::float8[], $4::int[]) as row (id, first_at, at, count)
   where attempts.first_at = to_timestamp(row.first_at / 1000.0) and attempts.id = row.id
     and attempts.first_at between to_timestamp($5::float8 / 1000.0) and to_timestamp($6::float8 / 1000.0)`;

/** The same, and unrecognised devices are counted. Nobody else writes these rows meanwhile: they are this process's own. */
const WRITE_COUNTS_OF_UNRECOGNISED = `
  with known as materialized (
         select a.id, a.first_at, a.count as before, to_timestamp(row.at / 1000.0) as at, row.count
           from unnest($1::uuid[], $2::float8[], $3::float8[], $4::int[]) as row (id, first_at, at, count)
           join attempts a on a.first_at = to_timestamp(row.first_at / 1000.0) and a.id = row.id
            and a.first_at between to_timestamp($5::float8 / 1000.0) and to_timestamp($6::float8 / 1000.0)),
       counted as (
         update attempts
            set at = greatest(attempts.at, known.at), count = greatest(attempts.count, known.count)
           from known
          where attempts.first_at = known.first_at and attempts.id = known.id
            and attempts.first_at between to_timestamp($5::float8 / 1000.0) and to_timestamp($6::float8 / 1000.0)
         returning attempts.customer_id, attempts.mac, attempts.nas_id, attempts.outcome, attempts.reason,
                   attempts.first_at, attempts.at, attempts.count - known.before as more)
  ${countUnrecognised('counted')}`;

async function writeCounts(pool: pg.Pool, counts: readonly AttemptCount[]): Promise<void> {
  const values = [
    plainArray(counts.map(({ id }) => id)),
    millisArray(counts.map(({ firstAt }) => firstAt)),
    millisArray(counts.map(({ at }) => at)),
    plainArray(counts.map(({ count }) => count)),
    ...firstAndLast(counts),
  ];
  await pool.query(
    counts.some(({ unrecognised }) => unrecognised)
      ? { name: 'write-attempt-counts-of-unrecognised', text: WRITE_COUNTS_OF_UNRECOGNISED, values }
      : { name: 'write-attempt-counts', text: WRITE_COUNTS, values },
  );
}

/** jsonb, like text, has no room for NUL. */
function factsAsJson(facts: StoredAttemptFacts): string {
  const json = JSON.stringify(facts);
  return json.includes('\\u0000') ? json.replaceAll('\\u0000', '\\ufffd') : json;
}
