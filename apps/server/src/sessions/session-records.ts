import type pg from 'pg';
import { RecordArray } from '../db/binary-records.ts';
import type { SessionInHand } from './join-session-events.ts';

/** Object ids of the types that sessions are written in; they differ from database to database. */
export type SessionTypes = { readonly opened: number; readonly told: number };

export async function readSessionTypes(client: pg.Client): Promise<SessionTypes> {
  const { rows } = await client.query<SessionTypes>(
    `select 'opened_session'::regtype::oid::bigint as opened, 'told_session'::regtype::oid::bigint as told`,
  );
  const [types] = rows;
  if (types === undefined) throw new Error('The types of accounting are missing.');
  return types;
}

const OPENED_COLUMNS = 23;
const OPENED_OCTETS = 512;
const TOLD_COLUMNS = 13;
const TOLD_OCTETS = 224;

/** For `$n::opened_session[]`. */
export function openedRecords(types: SessionTypes, rows: readonly SessionInHand[]): Buffer {
  const records = new RecordArray(types.opened, OPENED_COLUMNS, rows.length * OPENED_OCTETS);
  for (const row of rows) {
    const { first } = row;
    if (first === null) throw new Error('Only a session that an event opened can be inserted.');
    records.begin();
    records.bigint(row.identityHash);
    records.bigint(first.nasId);
    records.text(first.sourceAddress);
    records.text(first.nasIdentifier);
    records.text(first.acctSessionId);
    records.text(first.username);
    records.text(first.callingStationId);
    records.macaddr(row.mac);
    records.bigint(row.customerId);
    records.bigint(row.subscriptionId);
    records.text(row.framedIpAddress);
    records.text(first.nasPortId);
    records.text(first.calledStationId);
    records.time(first.happenedAt - first.sessionSeconds * 1000);
    putTold(records, row);
  }
  return records.finish();
}

/** For `$n::told_session[]`. */
export function toldRecords(types: SessionTypes, rows: readonly SessionInHand[]): Buffer {
  const records = new RecordArray(types.told, TOLD_COLUMNS, rows.length * TOLD_OCTETS);
  for (const row of rows) {
    records.begin();
    records.bigint(row.id);
    records.bigint(row.customerId);
    records.bigint(row.subscriptionId);
    records.text(row.framedIpAddress);
    putTold(records, row);
  }
  return records.finish();
}

/** What every event may change: the last nine columns of both. */
function putTold(records: RecordArray, row: SessionInHand): void {
  records.time(row.lastEventStartAt);
  records.time(row.lastHeardAt);
  records.time(row.endedAt);
  records.text(row.terminateCause);
  records.bigint(row.sessionSeconds);
  records.bigint(row.inputBytes);
  records.bigint(row.outputBytes);
  records.bigint(row.inputPackets);
  records.bigint(row.outputPackets);
}
