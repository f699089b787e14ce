import { sql } from 'kysely';
import type { Logger } from 'pino';
import { plainArray, textArray } from '../../../db/array-literal.ts';
import type { Change } from '../../../db/make-change.ts';
import type { Db, Tx } from '../../../db/open-database.ts';
import type { Row } from '../../../db/schema.ts';
import type { BulkOutcome } from '@gatehouse/domain/devices/bulk-words';
import type { DeviceRow } from '../../device-row.ts';
import type { SelectionFilter } from '../bulk.schemas.ts';

/** What work at bulk actions needs. */
export type BulkParts = { readonly db: Db; readonly log: Logger };

/** What is written, as it was asked for. */
export type BulkFields = {
  readonly label?: string | null;
  readonly type?: string | null;
  readonly customerId?: number;
  readonly overLimit?: boolean | undefined;
  readonly reason?: string | null | undefined;
};

export type BulkWork = Pick<
  Row<'bulk_actions'>,
  | 'id'
  | 'action'
  | 'state'
  | 'actor_kind'
  | 'actor_id'
  | 'actor_name'
  | 'actor_role'
  | 'source_address'
  | 'actor_why'
> & { readonly fields: BulkFields; readonly filter: SelectionFilter | null };

/** A device as it was when it was chosen; the MAC as the database writes it. */
export type ChosenRow = Pick<Row<'bulk_action_rows'>, 'device_id' | 'customer_id' | 'mac' | 'name'>;
/** One that was changed, with what its kind noted for undoing. */
export type ChangedRow = ChosenRow & { readonly undo: unknown };

/** What became of a device. */
export type Decided = {
  readonly deviceId: number;
  readonly outcome: BulkOutcome;
  readonly code?: string;
  readonly reason?: string;
  readonly undo?: unknown;
};

/** One of the things that can be done to many devices. Every device that is handed in must be decided. */
export type Kind = {
  /** Devices of one transaction. */
  readonly partSize: number;
  /** Locks the customers of a part before its devices, so that nobody waits for each other. */
  readonly lockCustomers: boolean;
  /** The devices are locked, and as they were when they were chosen. */
  readonly apply: (change: Change, work: BulkWork, devices: readonly DeviceRow[]) => Promise<Decided[]>;
  readonly undo: (change: Change, work: BulkWork, rows: readonly ChangedRow[]) => Promise<Decided[]>;
};

const LOCK_CLASS = 0x62756c;

/** One at a time works at a bulk action, or stops it, until the transaction ends. */
export async function holdWork(tx: Tx, id: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK_CLASS}, ${id}::integer)`.execute(tx);
}

/** False where it stands otherwise by now: there is nothing left to do. */
export async function isStill(tx: Tx, { id, state }: BulkWork): Promise<boolean> {
  const row = await tx
    .selectFrom('bulk_actions')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst();
  return row !== undefined;
}

/** Customers in the order of their ids: whoever adds or moves devices of theirs waits. */
export async function lockCustomers(tx: Tx, ids: readonly number[]): Promise<void> {
  await sql`
    select id from customers where id = any(${[...new Set(ids)]}::bigint[]) order by id for update`.execute(
    tx,
  );
}

/** The same of devices. */
export async function lockDevices(tx: Tx, ids: readonly number[]): Promise<void> {
  await sql`select id from devices where id = any(${[...ids]}::bigint[]) order by id for update`.execute(tx);
}

export async function storeDecided(tx: Tx, id: number, decided: readonly Decided[]): Promise<void> {
  await sql`
    update bulk_action_rows r
       set outcome = v.outcome, code = v.code, reason = v.reason, undo = coalesce(v.undo::jsonb, r.undo)
      from unnest(${plainArray(decided.map(({ deviceId }) => deviceId))}::bigint[],
                  ${textArray(decided.map(({ outcome }) => outcome))}::text[],
                  ${textArray(decided.map(({ code }) => code ?? null))}::text[],
                  ${textArray(decided.map(({ reason }) => reason ?? null))}::text[],
                  ${textArray(decided.map(({ undo }) => (undo === undefined ? null : JSON.stringify(undo))))}::text[])
           as v (device_id, outcome, code, reason, undo)
     where r.bulk_action_id = ${id} and r.device_id = v.device_id`.execute(tx);
}
