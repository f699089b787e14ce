import { sql } from 'kysely';
import { writeAuditRows } from '../audit-log/write-audit-rows.ts';
import { databaseErrorCode } from '../db/in-transaction.ts';
import type { Change } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import { closeWindowsFor } from '../devices/swap/swap-windows.ts';
import { putRemovalsBack } from '../devices/undo/note-undo.ts';
import { endProofs } from '../portal/end-proofs.ts';
import { auditRowsOfUndo } from './audit-rows.ts';
import type { UndoRecord } from './undo-record.ts';

export type UndoRow = { readonly line: number; readonly undo: UndoRecord };

const FOREIGN_KEY_VIOLATION = '23503';

/** Takes back what these rows did. The lines of those that something else has come to need since, which are left. */
export async function takeBack(change: Change, rows: readonly UndoRow[]): Promise<number[]> {
  const inUse: number[] = [];
  const done: UndoRow[] = [];
  if (await inSavepoint(change.tx, () => reverse(change, rows))) done.push(...rows);
  else {
    for (const row of rows) {
      if (await inSavepoint(change.tx, () => reverse(change, [row]))) done.push(row);
      else inUse.push(row.line);
    }
  }
  await writeAuditRows(
    change,
    done.flatMap(({ undo }) => auditRowsOfUndo(undo)),
  );
  change.announce(
    'customers',
    done.flatMap(({ undo }) => [
      undo.customerId,
      ...undo.movedDevices.map(({ before }) => before.customerId),
    ]),
  );
  return inUse;
}

/** False, and nothing of it is done, where a foreign key says no. */
async function inSavepoint(tx: Tx, work: () => Promise<void>): Promise<boolean> {
  await sql`savepoint taking_back`.execute(tx);
  try {
    await work();
    await sql`release savepoint taking_back`.execute(tx);
    return true;
  } catch (error) {
    if (databaseErrorCode(error) !== FOREIGN_KEY_VIOLATION) throw error;
    await sql`rollback to savepoint taking_back`.execute(tx);
    return false;
  }
}

async function reverse(change: Change, rows: readonly UndoRow[]): Promise<void> {
  const { tx } = change;
  const records = rows.map(({ undo }) => undo);
  for (const { addedDevices, movedDevices, added } of records) {
    // A customer who is deleted has no window: that would have left the row as it is.
    for (const { id } of added ? [] : [...addedDevices, ...movedDevices])
      await closeWindowsFor(tx, id, change.actor.name);
  }
  for (const record of records) await putDevicesBack(tx, record);
  await deleteByIds(
    tx,
    'devices',
    records.flatMap(({ addedDevices }) => addedDevices.map(({ id }) => id)),
  );
  // Rule 7: what an operator had removed is not learned again now that it is not registered.
  await putRemovalsBack(
    tx,
    records.flatMap(({ added, removals }) => (added ? [] : removals)),
  );
  await endSubscriptions(tx, records);
  for (const record of records) await putCustomerBack(change, record);
  await deleteByIds(
    tx,
    'customers',
    records.filter(({ added }) => added).map(({ customerId }) => customerId),
  );
}

async function deleteByIds(tx: Tx, table: 'devices' | 'customers' | 'subscriptions', ids: readonly number[]) {
  if (ids.length === 0) return;
  await tx
    .deleteFrom(table)
    .where(sql<boolean>`id = any(${[...ids]}::bigint[])`)
    .execute();
}

async function putDevicesBack(tx: Tx, { movedDevices, relabelledDevices }: UndoRecord): Promise<void> {
  for (const { id, before } of movedDevices) {
    await sql`
      update devices
         set customer_id = ${before.customerId}, source = ${before.source}, added_by = ${before.addedBy},
             added_at = ${before.addedAt}, over_limit = ${before.overLimit}, label = ${before.label},
             type = ${before.type}, mac_login_paused_at = ${before.macLoginPausedAt},
             zone_ids = ${[...before.zoneIds]}::bigint[]
       where id = ${id}`.execute(tx);
  }
  for (const { id, labelBefore, typeBefore } of relabelledDevices) {
    await tx
      .updateTable('devices')
      .set({ label: labelBefore, type: typeBefore })
      .where('id', '=', id)
      .execute();
  }
}

async function endSubscriptions(tx: Tx, records: readonly UndoRecord[]): Promise<void> {
  const given = records.flatMap(({ subscription }) => subscription ?? []);
  const ids = given.map(({ id }) => id);
  if (ids.length === 0) return;
  await deleteByIds(tx, 'subscriptions', ids);
  for (const { id, endsAt, waitingSeconds } of given.flatMap(({ ended }) => ended)) {
    await tx
      .updateTable('subscriptions')
      .set({ ends_at: endsAt, waiting_seconds: waitingSeconds })
      .where('id', '=', id)
      .execute();
  }
}

async function putCustomerBack(change: Change, record: UndoRecord): Promise<void> {
  const { customerId, added, before, addedDevices } = record;
  if (added) return;
  const { password_cipher, ...columns } = before;
  const cipher = typeof password_cipher === 'string' ? Buffer.from(password_cipher, 'base64') : null;
  const values = { ...columns, ...(cipher && { password_cipher: cipher }) };
  if (Object.keys(values).length > 0) {
    await change.tx.updateTable('customers').set(values).where('id', '=', customerId).execute();
  }
  if (cipher !== null || addedDevices.length > 0) await endProofs(change, customerId);
}
