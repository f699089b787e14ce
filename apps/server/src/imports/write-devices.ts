import { sql } from 'kysely';
import { plainArray, textArray } from '../db/array-literal.ts';
import type { Change } from '../db/make-change.ts';
import { closeWindowsFor } from '../devices/swap/swap-windows.ts';
import { deviceBefore, type UndoRecord } from './undo-record.ts';
import { Outrun, type RowToWrite } from './write-rows.ts';

type DevicesDone = Pick<UndoRecord, 'addedDevices' | 'movedDevices' | 'relabelledDevices' | 'removals'>;

/** Registers, moves and labels the devices of these rows; by line what was done. */
export async function writeDevices(
  change: Change,
  rows: readonly RowToWrite[],
  idOf: (row: RowToWrite) => number,
): Promise<Map<number, DevicesDone>> {
  const ids = await add(change, rows, idOf);
  await move(change, rows, idOf);
  await relabel(change, rows);
  const removals = await forgetRemovals(change, rows, idOf);
  return new Map(
    rows.map((row) => [
      row.line,
      {
        addedDevices: row.plan.adds.map(({ mac, label, type }) => ({
          id: ids.get(mac) ?? 0,
          mac,
          label,
          type,
        })),
        movedDevices: row.plan.moves.map(({ mac, label, type, from }) => ({
          id: from.id,
          mac,
          label: label ?? from.label,
          type: type ?? from.type,
          before: deviceBefore(from),
        })),
        relabelledDevices: row.plan.relabels.map(({ device, label, type }) => ({
          id: device.id,
          mac: device.mac,
          label,
          type,
          labelBefore: device.label,
          typeBefore: device.type,
        })),
        removals: removals.get(row.line) ?? [],
      },
    ]),
  );
}

async function add(
  { tx, actor }: Change,
  rows: readonly RowToWrite[],
  idOf: (row: RowToWrite) => number,
): Promise<Map<string, number>> {
  const devices = rows.flatMap((row) =>
    row.plan.adds.map((device) => ({ ...device, customerId: idOf(row) })),
  );
  if (devices.length === 0) return new Map();
  const { rows: stored } = await sql<{ id: number; mac: string }>`
    insert into devices (customer_id, mac, label, type, source, added_by, over_limit)
    select v.customer_id, v.mac, v.label, v.type, 'import', ${actor.name}, v.over_limit
      from unnest(${plainArray(devices.map(({ customerId }) => customerId))}::bigint[],
                  ${plainArray(devices.map(({ mac }) => mac))}::macaddr[],
                  ${textArray(devices.map(({ label }) => label))}::text[],
                  ${textArray(devices.map(({ type }) => type))}::text[],
                  ${plainArray(devices.map(({ overLimit }) => overLimit))}::boolean[])
           as v (customer_id, mac, label, type, over_limit)
    on conflict (mac) do nothing
    returning id, upper(mac::text) as mac`.execute(tx);
  if (stored.length !== devices.length) throw new Outrun();
  return new Map(stored.map(({ id, mac }) => [mac, id]));
}

async function move(
  { tx, actor }: Change,
  rows: readonly RowToWrite[],
  idOf: (row: RowToWrite) => number,
): Promise<void> {
  const moves = rows.flatMap((row) => row.plan.moves.map((one) => ({ ...one, customerId: idOf(row) })));
  if (moves.length === 0) return;
  const { rows: moved } = await sql<{ id: number }>`
    update devices d
       set customer_id = v.customer_id, source = 'import', added_by = ${actor.name}, added_at = trusted_now(),
           over_limit = v.over_limit, mac_login_paused_at = null, zone_ids = '{}',
           label = coalesce(v.label, d.label), type = coalesce(v.type, d.type)
      from unnest(${plainArray(moves.map(({ from }) => from.id))}::bigint[],
                  ${plainArray(moves.map(({ from }) => from.customer_id))}::bigint[],
                  ${plainArray(moves.map(({ customerId }) => customerId))}::bigint[],
                  ${plainArray(moves.map(({ overLimit }) => overLimit))}::boolean[],
                  ${textArray(moves.map(({ label }) => label))}::text[],
                  ${textArray(moves.map(({ type }) => type))}::text[])
           as v (id, from_id, customer_id, over_limit, label, type)
     where d.id = v.id and d.customer_id = v.from_id
    returning d.id`.execute(tx);
  if (moved.length !== moves.length) throw new Outrun();
  for (const { id } of moved) await closeWindowsFor(tx, id, actor.name);
}

async function relabel({ tx }: Change, rows: readonly RowToWrite[]): Promise<void> {
  const changes = rows.flatMap(({ plan }) => plan.relabels);
  if (changes.length === 0) return;
  await sql`
    update devices d set label = v.label, type = v.type
      from unnest(${plainArray(changes.map(({ device }) => device.id))}::bigint[],
                  ${textArray(changes.map(({ label }) => label))}::text[],
                  ${textArray(changes.map(({ type }) => type))}::text[]) as v (id, label, type)
     where d.id = v.id`.execute(tx);
}

/** Rule 7: what is registered by hand may be learned again later. */
async function forgetRemovals(
  { tx }: Change,
  rows: readonly RowToWrite[],
  idOf: (row: RowToWrite) => number,
): Promise<Map<number, unknown[]>> {
  const taken = rows.flatMap((row) =>
    [...row.plan.adds, ...row.plan.moves].map(({ mac }) => ({ line: row.line, mac, customerId: idOf(row) })),
  );
  if (taken.length === 0) return new Map();
  const { rows: gone } = await sql<{ line: number; removal: unknown }>`
    delete from removed_devices r
     using unnest(${plainArray(taken.map(({ line }) => line))}::integer[],
                  ${plainArray(taken.map(({ customerId }) => customerId))}::bigint[],
                  ${plainArray(taken.map(({ mac }) => mac))}::macaddr[]) as v (line, customer_id, mac)
     where r.customer_id = v.customer_id and r.mac = v.mac
    returning v.line, to_jsonb(r) as removal`.execute(tx);
  const byLine = new Map<number, unknown[]>();
  for (const { line, removal } of gone) byLine.set(line, [...(byLine.get(line) ?? []), removal]);
  return byLine;
}
