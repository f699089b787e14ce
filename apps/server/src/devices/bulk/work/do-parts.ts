import { sql } from 'kysely';
import { storedActor } from '../../../actor.ts';
import { makeChange } from '../../../db/make-change.ts';
import type { Tx } from '../../../db/open-database.ts';
import { type DeviceRow, selectDevices } from '../../device-row.ts';
import { stillMatches } from '../../matching-devices.ts';
import { readSearch } from '../begin-bulk-action.ts';
import { KINDS } from '../kinds/index.ts';
import {
  type BulkParts,
  type BulkWork,
  type ChangedRow,
  type ChosenRow,
  type Decided,
  holdWork,
  isStill,
  lockCustomers,
  lockDevices,
  storeDecided,
} from './bulk-work.ts';

export const HELD_SECONDS = 12;

/**
 * Does the next part behind a device: what it changes, what became of each, and how far it is are one transaction, so
 * that whoever goes on after a crash does nothing twice and leaves nothing out. The last device of the part; `null`:
 * there is nothing left to do.
 */
export async function doPart(parts: BulkParts, work: BulkWork, behind: number): Promise<number | null> {
  const kind = KINDS[work.action];
  // Only at the end it is waited until all is in force; nodes apply the parts meanwhile.
  const options = { timeoutMs: 0 };
  const { value } = await makeChange(
    parts.db,
    storedActor(work),
    async (change) => {
      const { tx } = change;
      await holdWork(tx, work.id);
      if (!(await isStill(tx, work))) return null;
      const undoing = work.state === 'undoing';
      const rows = await nextRows(tx, work, behind, kind.partSize);
      if (rows.length === 0) return null;
      if (kind.lockCustomers) await lockCustomers(tx, customersOf(work, rows));
      const decided = undoing
        ? await kind.undo(change, work, rows)
        : await judgeAndApply(rows, await readDevices(tx, work, rows), (devices) =>
            kind.apply(change, work, devices),
          );
      await storeDecided(tx, work.id, decided);
      await sql`
        update bulk_actions
           set done_count = done_count + ${rows.length}, worked_until = now() + make_interval(secs => ${HELD_SECONDS})
         where id = ${work.id}`.execute(tx);
      return rows.at(-1)?.device_id ?? null;
    },
    options,
  );
  return value;
}

function customersOf({ fields }: BulkWork, rows: readonly ChosenRow[]): number[] {
  const ids = rows.map(({ customer_id }) => customer_id);
  return fields.customerId === undefined ? ids : [...ids, fields.customerId];
}

async function nextRows(
  tx: Tx,
  { id, state }: BulkWork,
  behind: number,
  limit: number,
): Promise<ChangedRow[]> {
  const outcome = state === 'undoing' ? sql<boolean>`outcome = 'changed'` : sql<boolean>`outcome is null`;
  return tx
    .selectFrom('bulk_action_rows')
    .select(['device_id', 'customer_id', 'mac', 'name', 'undo'])
    .where('bulk_action_id', '=', id)
    .where('device_id', '>', behind)
    .where(outcome)
    .orderBy('device_id')
    .limit(limit)
    .execute();
}

type DeviceNow = DeviceRow & { readonly matches: boolean };

/** In the order of their ids, locked until the transaction ends; read when nobody can change them any more. */
async function readDevices(tx: Tx, { filter }: BulkWork, rows: readonly ChosenRow[]): Promise<DeviceNow[]> {
  const matches = filter === null ? sql<boolean>`true` : stillMatches(readSearch(filter), filter);
  const ids = rows.map(({ device_id }) => device_id);
  await lockDevices(tx, ids);
  return selectDevices(tx)
    .select(matches.as('matches'))
    .where(sql<boolean>`d.id = any(${ids}::bigint[])`)
    .execute();
}

/** What is not any more what was chosen is left out. */
async function judgeAndApply(
  rows: readonly ChosenRow[],
  devices: readonly DeviceNow[],
  apply: (devices: readonly DeviceRow[]) => Promise<Decided[]>,
): Promise<Decided[]> {
  const now = new Map(devices.map((device) => [device.id, device]));
  const left: Decided[] = [];
  const going: DeviceRow[] = [];
  for (const row of rows) {
    const device = now.get(row.device_id);
    const fault = faultOf(row, device);
    if (fault !== null) left.push({ deviceId: row.device_id, outcome: 'left', ...fault });
    else if (device !== undefined) going.push(device);
  }
  return going.length === 0 ? left : [...left, ...(await apply(going))];
}

function faultOf(
  row: ChosenRow,
  device: DeviceNow | undefined,
): { readonly code: string; readonly reason: string } | null {
  if (device === undefined) return { code: 'gone', reason: 'It was removed meanwhile.' };
  if (device.customer_id !== row.customer_id)
    return { code: 'moved', reason: `It was moved to ${device.customer_name} meanwhile.` };
  if (device.mac !== row.mac)
    return { code: 'replaced', reason: `It was replaced by ${device.mac.toUpperCase()} meanwhile.` };
  return device.matches ? null : { code: 'no-match', reason: 'It does not match any more.' };
}
