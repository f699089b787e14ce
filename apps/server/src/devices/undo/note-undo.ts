import { sql } from 'kysely';
import type { Tx } from '../../db/open-database.ts';
import type { MovedDevice } from '../move-devices-back.ts';

/** Ten seconds on a screen; a program may think longer. */
export const UNDO_HOURS = 24;

/** What was done to a device last, as far as it is taken back by what stands here. */
export type DeviceUndo = {
  readonly what: 'add' | 'move';
  /** Whose it became. */
  readonly customerId: number;
  readonly mac: string;
  readonly type: string | null;
  readonly label: string | null;
  /** Of a move. */
  readonly before: MovedDevice | null;
  /** Rows of `removed_devices` that were lifted. */
  readonly removals: readonly unknown[];
};

/** Rule 7: a MAC that somebody registers may be learned again. The rows that are gone, for who undoes it. */
export async function liftRemovals(tx: Tx, customerId: number, mac: string): Promise<unknown[]> {
  const { rows } = await sql<{ removal: unknown }>`
    delete from removed_devices where customer_id = ${customerId} and mac = ${mac}::macaddr
    returning to_jsonb(removed_devices) as removal`.execute(tx);
  return rows.map(({ removal }) => removal);
}

/** The same removals again. */
export async function putRemovalsBack(tx: Tx, removals: readonly unknown[]): Promise<void> {
  if (removals.length === 0) return;
  await sql`
    insert into removed_devices
    select * from jsonb_populate_recordset(null::removed_devices, ${JSON.stringify(removals)}::jsonb)
    on conflict do nothing`.execute(tx);
}

/** Notes what it takes to undo what was just done to this device; what was noted of it before cannot be undone any more. */
export async function noteUndo(
  tx: Tx,
  deviceId: number,
  how: { readonly before?: MovedDevice; readonly removals: readonly unknown[] },
): Promise<void> {
  const before = how.before === undefined ? null : JSON.stringify(how.before);
  await sql`
    insert into device_undos as u (device_id, what, customer_id, mac, type, label, before, removals)
    select id, ${before === null ? 'add' : 'move'}, customer_id, mac, type, label, ${before}::jsonb,
           ${JSON.stringify(how.removals)}::jsonb
      from devices where id = ${deviceId}
    on conflict (device_id) do update
       set what = excluded.what, customer_id = excluded.customer_id, mac = excluded.mac, type = excluded.type,
           label = excluded.label, before = excluded.before, removals = excluded.removals, made_at = excluded.made_at`.execute(
    tx,
  );
}

/** `null`: there is nothing to undo, or it was too long ago. */
export async function readUndo(tx: Tx, deviceId: number): Promise<DeviceUndo | null> {
  const { rows } = await sql<DeviceUndo>`
    select what, customer_id as "customerId", mac::text as mac, type, label, before, removals from device_undos
     where device_id = ${deviceId} and made_at > trusted_now() - ${UNDO_HOURS} * interval '1 hour'`.execute(
    tx,
  );
  return rows[0] ?? null;
}

export async function forgetUndo(tx: Tx, deviceId: number): Promise<void> {
  await sql`delete from device_undos where device_id = ${deviceId}`.execute(tx);
}
