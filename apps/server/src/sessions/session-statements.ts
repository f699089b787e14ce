import { type MacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';
import type pg from 'pg';
import { bigintArray, timeArray } from '../db/binary-arrays.ts';
import type { NasEvent } from './accounting-event.ts';
import { type IdentifiedEvent, JOIN_SECONDS_MAX, type SessionInHand } from './join-session-events.ts';
import { LIST_ADDED, LISTED_IDS, listAgain } from './listed-sessions.ts';
import { LINE_COLUMN, type StoredLine, storedLine } from './session-line.ts';
import { openedRecords, type SessionTypes, toldRecords } from './session-records.ts';
import type { SessionChange } from './session-row.ts';

/** The statements of accounting: each takes whole columns, so that a batch costs a few round trips. */

/** One batch at a time in the whole house: rows are read, joined and written back. */
export const ACCOUNTING_LOCK = 0x67_61_74_01;
/** Rows of one identity that are looked at, the latest ones: a NAS may use one Acct-Session-Id for ever. */
const ROWS_PER_IDENTITY_MAX = 20;
/** A note must fit a page of the database: it is not compressed. */
export const IDS_PER_NOTE_MAX = 900;
/** Everything that rounds to `JOIN_SECONDS_MAX`. */
const JOIN_MS_MAX = JOIN_SECONDS_MAX * 1000 + 1000;

/** Of an event that does not tell when its session began: all its sessions are looked at. */
const ANY_TIME = { min: 0, max: Date.UTC(9999, 0) };

/** For the length of the transaction. Whoever changes sessions takes it first. */
export async function lockAccounting(client: Pick<pg.Client, 'query'>): Promise<void> {
  await client.query({
    name: 'lock-accounting',
    text: 'select pg_advisory_xact_lock($1)',
    values: [ACCOUNTING_LOCK],
  });
}

const FIND_SESSIONS = `
  select s.id, s.identity_hash, s.customer_id, s.subscription_id, s.mac, s.framed_ip_address, s.terminate_cause,
         ${LINE_COLUMN},
         date_part('epoch', s.last_event_start_at) * 1000 as last_event_start_at,
         date_part('epoch', s.last_heard_at) * 1000 as last_heard_at,
         date_part('epoch', s.ended_at) * 1000 as ended_at,
         s.session_seconds, s.input_bytes, s.output_bytes, s.input_packets, s.output_packets
    from unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[]) as wanted (identity_hash, start_min, start_max)
   cross join lateral (
         select * from sessions
          where sessions.identity_hash = wanted.identity_hash
          order by sessions.id desc
          limit ${ROWS_PER_IDENTITY_MAX}) as s
   where s.last_event_start_at between wanted.start_min and wanted.start_max`;

type FoundSession = {
  id: number;
  identity_hash: number;
  customer_id: number | null;
  subscription_id: number | null;
  mac: string | null;
  line: StoredLine;
  framed_ip_address: string | null;
  terminate_cause: string | null;
  last_event_start_at: number;
  last_heard_at: number;
  ended_at: number | null;
  session_seconds: number;
  input_bytes: number;
  output_bytes: number;
  input_packets: number;
  output_packets: number;
};

/** The rows that any of the events may join, oldest first. */
export async function findSessions(
  client: pg.Client,
  events: readonly IdentifiedEvent[],
): Promise<SessionInHand[]> {
  const spans = new Map<number, { min: number; max: number }>();
  for (const { identityHash, event } of events) {
    const { startedAt, startIsKnown } = event;
    const { min, max } = startIsKnown ? { min: startedAt, max: startedAt } : ANY_TIME;
    const span = spans.get(identityHash);
    if (span === undefined) spans.set(identityHash, { min, max });
    else {
      span.min = Math.min(span.min, min);
      span.max = Math.max(span.max, max);
    }
  }
  const all = [...spans.values()];
  const { rows } = await client.query<FoundSession>({
    name: 'find-sessions',
    text: FIND_SESSIONS,
    values: [
      bigintArray([...spans.keys()]),
      timeArray(all.map((span) => span.min - JOIN_MS_MAX)),
      timeArray(all.map((span) => span.max + JOIN_MS_MAX)),
    ],
  });
  return rows.map(toSessionInHand).sort((a, b) => (a.id ?? 0) - (b.id ?? 0));
}

function toSessionInHand(row: FoundSession): SessionInHand {
  return {
    id: row.id,
    identityHash: row.identity_hash,
    first: null,
    isListed: row.ended_at === null,
    countedBytes: row.subscription_id === null ? 0 : row.input_bytes + row.output_bytes,
    countedSeconds: row.subscription_id === null ? 0 : row.session_seconds,
    mac: readMac(row.mac),
    line: storedLine(row.line),
    customerId: row.customer_id,
    subscriptionId: row.subscription_id,
    framedIpAddress: row.framed_ip_address,
    lastEventStartAt: Math.round(row.last_event_start_at),
    lastHeardAt: Math.round(row.last_heard_at),
    endedAt: row.ended_at === null ? null : Math.round(row.ended_at),
    terminateCause: row.terminate_cause,
    sessionSeconds: row.session_seconds,
    inputBytes: row.input_bytes,
    outputBytes: row.output_bytes,
    inputPackets: row.input_packets,
    outputPackets: row.output_packets,
  };
}

const INSERT_COLUMNS = `identity_hash, nas_id, source_address, nas_identifier, acct_session_id, username,
    calling_station_id, mac, customer_id, subscription_id, framed_ip_address, nas_port_id, called_station_id,
    started_at, last_event_start_at, last_heard_at, ended_at, terminate_cause,
    session_seconds, input_bytes, output_bytes, input_packets, output_packets`;

/** `$1`: `openedRecords`; a condition may follow. */
export const INSERT_OPENED_ROWS = `
  insert into sessions (${INSERT_COLUMNS})
  select ${INSERT_COLUMNS.replace(/(source_address|framed_ip_address)/g, '$1::inet')}
    from unnest($1::opened_session[]) as row`;

const INSERT_SESSIONS = `
  with added as (${INSERT_OPENED_ROWS} returning id, identity_hash, source_address),
       listed as (${LIST_ADDED})
  select id, identity_hash from added`;

/** @returns the new ids, in the order of `rows` */
export async function insertSessions(
  client: pg.Client,
  types: SessionTypes,
  rows: readonly SessionInHand[],
): Promise<number[]> {
  if (rows.length === 0) return [];
  const result = await client.query<{ id: number; identity_hash: number }>({
    name: 'insert-sessions',
    text: INSERT_SESSIONS,
    values: [openedRecords(types, rows)],
  });
  return rows.map(({ identityHash }, i) => {
    const inserted = result.rows[i];
    if (inserted?.identity_hash !== identityHash) throw new Error('New sessions came back in another order.');
    return inserted.id;
  });
}

/** `$1`: `toldRecords`. */
export const UPDATE_TOLD_ROWS = `
  update sessions
     set customer_id = row.customer_id, subscription_id = row.subscription_id,
         framed_ip_address = row.framed_ip_address::inet,
         last_event_start_at = row.last_event_start_at, last_heard_at = row.last_heard_at,
         ended_at = row.ended_at, terminate_cause = row.terminate_cause,
         session_seconds = row.session_seconds, input_bytes = row.input_bytes, output_bytes = row.output_bytes,
         input_packets = row.input_packets, output_packets = row.output_packets
    from unnest($1::told_session[]) as row
   where sessions.id = row.id`;

export async function updateSessions(
  client: pg.Client,
  types: SessionTypes,
  rows: readonly SessionInHand[],
): Promise<void> {
  if (rows.length === 0) return;
  const values = [toldRecords(types, rows)];
  const updated = client.query({ name: 'update-sessions', text: UPDATE_TOLD_ROWS, values });
  await Promise.all([updated, listAgain(client, openedAgain(rows))]);
}

/** Ids of those that had ended when they were read. */
export function openedAgain(rows: readonly SessionInHand[]): number[] {
  const ids: number[] = [];
  for (const { id, endedAt, isListed } of rows)
    if (id !== null && endedAt === null && !isListed) ids.push(id);
  return ids;
}

const CHANGED_COLUMNS = `id, customer_id, subscription_id, mac, ${LINE_COLUMN},
  date_part('epoch', last_heard_at) * 1000 as last_heard_at,
  ended_at is null as open, input_bytes + output_bytes as used_bytes`;

type ChangedSession = Pick<
  FoundSession,
  'id' | 'customer_id' | 'subscription_id' | 'mac' | 'line' | 'last_heard_at'
> & {
  open: boolean;
  used_bytes: number;
};

const CLOSE_SESSIONS_OF_NAS = `
  update sessions
     set ended_at = to_timestamp($3 / 1000.0), terminate_cause = $4
   where id in (${LISTED_IDS} where source_address = $1)
     and ended_at is null and source_address = $1 and nas_identifier = $2
     and last_event_start_at < to_timestamp($3 / 1000.0)
  returning ${CHANGED_COLUMNS}`;

/**
 * Accounting-On and -Off (RFC 2866 §5.1): whatever began before it is over. The address alone may stand
 * for several NASes behind one NAT, so NAS-Identifier belongs to it.
 */
export async function closeSessionsOfNas(client: pg.Client, event: NasEvent): Promise<SessionChange[]> {
  const cause = event.kind === 'accounting-on' ? 'Accounting-On' : 'Accounting-Off';
  const { rows } = await client.query<ChangedSession>({
    name: 'close-sessions-of-nas',
    text: CLOSE_SESSIONS_OF_NAS,
    values: [event.sourceAddress, event.nasIdentifier, event.happenedAt, cause],
  });
  return rows.map(toSessionChange);
}

/**
 * For the other radius processes; notes come in the order of commit, because the lock is held. All are sent
 * before this returns, so that a commit may be sent behind it without waiting.
 */
export async function noteSessionChanges(
  client: Pick<pg.Client, 'query'>,
  writer: { readonly nodeId: string; readonly id: number } | null,
  ids: readonly number[],
): Promise<void> {
  const notes: Promise<unknown>[] = [];
  for (let from = 0; from < ids.length; from += IDS_PER_NOTE_MAX) {
    const values = [
      writer?.nodeId ?? null,
      writer?.id ?? null,
      bigintArray(ids.slice(from, from + IDS_PER_NOTE_MAX)),
    ];
    notes.push(client.query({ name: 'note-session-changes', text: NOTE_SESSION_CHANGES, values }));
  }
  await Promise.all(notes);
}

const NOTE_SESSION_CHANGES = 'insert into session_changes (node_id, writer, session_ids) values ($1, $2, $3)';

function toSessionChange(row: ChangedSession): SessionChange {
  return {
    id: row.id,
    customerId: row.customer_id,
    subscriptionId: row.subscription_id,
    mac: readMac(row.mac),
    line: storedLine(row.line),
    lastHeardAt: Math.round(row.last_heard_at),
    open: row.open,
    usedBytes: row.used_bytes,
  };
}

function readMac(text: string | null): MacAddress | null {
  return text === null ? null : parseMacAddress(text);
}
