import type { Json, TestApi } from '../http/testing/test-api.ts';

export type DeviceFacts = {
  readonly mac?: string;
  readonly label?: string | null;
  readonly source?: string;
  readonly addedBy?: string;
  readonly addedDaysAgo?: number;
  /** `null`: never. */
  readonly seenDaysAgo?: number | null;
};

let serial = 0;
export const newMac = () => `C4:E9:84:00:${hex(serial >> 8)}:${hex(++serial & 255)}`;
export const newPrivateMac = () => `9A:3B:00:00:${hex(serial >> 8)}:${hex(++serial & 255)}`;
const hex = (octet: number) => octet.toString(16).toUpperCase().padStart(2, '0');

/** A device as it stands after a history; by default one that no rule has anything to say about. */
export async function addPastDevice(api: TestApi, customer: Json, facts: DeviceFacts = {}): Promise<number> {
  const { mac = newMac(), label = 'Home Router', source = 'operator', addedBy = 'Test token' } = facts;
  const { addedDaysAgo = 100, seenDaysAgo = 1 } = facts;
  const { rows } = await api.database.pool.query<{ id: number }>(
    `insert into devices (customer_id, mac, label, source, added_by, added_at, last_seen_at)
     values ($1, $2, $3, $4, $5, now() - $6 * interval '1 day', now() - $7 * interval '1 day') returning id`,
    [customer['id'], mac, label, source, addedBy, addedDaysAgo, seenDaysAgo],
  );
  return rows[0]?.id ?? 0;
}

export type SessionFacts = {
  readonly mac: string;
  readonly nasId?: number;
  readonly startedMinutesAgo: number;
  readonly heardMinutesAgo?: number;
  readonly ended?: boolean;
};

/** An accounting session as it stands in the database, listed as open. */
export async function addPastSession(api: TestApi, customer: Json, facts: SessionFacts): Promise<void> {
  const { mac, nasId = 1, startedMinutesAgo, heardMinutesAgo = 1, ended = false } = facts;
  serial += 1;
  await api.database.pool.query(
    `with added as (
       insert into sessions (identity_hash, nas_id, source_address, nas_identifier, acct_session_id, username,
                             calling_station_id, mac, customer_id, started_at, last_event_start_at, last_heard_at, ended_at)
       values ($1::bigint, $2, '192.0.2.1', '', $1::bigint::text, $3, $4::text, $4::macaddr, $5, now() - $6 * interval '1 minute',
               now() - $6 * interval '1 minute', now() - $7 * interval '1 minute',
               case when $8 then now() - $7 * interval '1 minute' end) returning id, source_address)
     insert into open_sessions select source_address, array_agg(id) from added group by 1`,
    [serial, nasId, customer['username'], mac, customer['id'], startedMinutesAgo, heardMinutesAgo, ended],
  );
}
