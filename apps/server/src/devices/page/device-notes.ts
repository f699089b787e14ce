import type { Change } from '../../db/make-change.ts';
import { sql } from 'kysely';
import type { Db } from '../../db/open-database.ts';
import { type Outcome, refuse } from '../../outcome.ts';
import type { DeviceNote } from './device-page.schemas.ts';

type NoteRow = {
  readonly id: number;
  readonly text: string;
  readonly added_by: string;
  readonly added_at: Date;
};

/** The newest first. */
export async function listNotes(db: Db, deviceId: number): Promise<DeviceNote[]> {
  const { rows } = await sql<NoteRow>`
    select id, text, added_by, added_at from device_notes where device_id = ${deviceId}
     order by id desc limit 500`.execute(db);
  return rows.map(present);
}

/** Refused: `not-found`. */
export async function addNote(
  { tx, actor, audit }: Change,
  deviceId: number,
  text: string,
): Promise<Outcome<DeviceNote>> {
  const device = await tx
    .selectFrom('devices')
    .select('customer_id')
    .where('id', '=', deviceId)
    .executeTakeFirst();
  if (device === undefined) return refuse('not-found', { message: 'There is no such device.' });
  const { rows } = await sql<NoteRow>`
    insert into device_notes (device_id, text, added_by) values (${deviceId}, ${text}, ${actor.name})
    returning id, text, added_by, added_at`.execute(tx);
  await audit({
    action: 'devices.add-note',
    subjectKind: 'device',
    subjectId: deviceId,
    customerId: device.customer_id,
    after: { note: text },
  });
  return present(rows[0] as NoteRow);
}

/** Refused: `not-found`. */
export async function removeNote(
  { tx, audit }: Change,
  deviceId: number,
  id: number,
): Promise<Outcome<DeviceNote>> {
  const { rows } = await sql<NoteRow & { customer_id: number | null }>`
    delete from device_notes n where n.id = ${id} and n.device_id = ${deviceId}
    returning id, text, added_by, added_at, (select customer_id from devices where id = n.device_id)`.execute(
    tx,
  );
  const [row] = rows;
  if (row === undefined) return refuse('not-found', { message: 'There is no such note.' });
  await audit({
    action: 'devices.remove-note',
    subjectKind: 'device',
    subjectId: deviceId,
    customerId: row.customer_id,
    before: { note: row.text, addedBy: row.added_by },
  });
  return present(row);
}

function present(row: NoteRow): DeviceNote {
  return { id: String(row.id), text: row.text, addedBy: row.added_by, addedAt: row.added_at.toISOString() };
}
