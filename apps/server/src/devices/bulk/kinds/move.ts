import { ERROR_CODES } from '@gatehouse/domain/error-codes';
import { sql } from 'kysely';
import { plainArray } from '../../../db/array-literal.ts';
import type { Tx } from '../../../db/open-database.ts';
import { isRefused } from '../../../outcome.ts';
import { moveDevice } from '../../move-device.ts';
import { moveDevicesBack, type MovedDevice } from '../../move-devices-back.ts';
import type { Decided, Kind } from '../work/bulk-work.ts';

type Undo = Omit<MovedDevice, 'id' | 'mac'>;

/** To another customer, one after the other, for as long as there are places. */
export const move: Kind = {
  partSize: 200,
  lockCustomers: true,
  async apply(change, { fields }, devices) {
    const { customerId = 0, overLimit } = fields;
    const before = await readBefore(
      change.tx,
      customerId,
      devices.map(({ id }) => id),
    );
    const decided: Decided[] = [];
    for (const { id, customer_id: holder } of devices) {
      if (holder === customerId) {
        decided.push({ deviceId: id, outcome: 'nothing' });
        continue;
      }
      const moved = await moveDevice(change, { id, customerId, overLimit });
      if (isRefused(moved)) {
        const { refused: code, message = ERROR_CODES[code].message } = moved;
        decided.push({ deviceId: id, outcome: 'left', code, reason: message });
      } else decided.push({ deviceId: id, outcome: 'changed', undo: before.get(id) });
    }
    return decided;
  },
  async undo(change, { fields }, rows) {
    const faults = await moveDevicesBack(
      change,
      fields.customerId ?? 0,
      rows.map(({ device_id: id, mac, undo }) => ({ id, mac, ...(undo as Undo) })),
    );
    return rows.map(({ device_id: deviceId }): Decided => {
      const fault = faults.get(deviceId);
      return fault === undefined
        ? { deviceId, outcome: 'undone' }
        : { deviceId, outcome: 'not-undone', ...fault };
    });
  },
};

/** What a move overwrites, and the removals that it lifts. */
async function readBefore(tx: Tx, customerId: number, ids: readonly number[]): Promise<Map<number, Undo>> {
  const { rows } = await sql<Undo & { id: number }>`
    select d.id, d.customer_id as "customerId", d.source, d.added_by as "addedBy", d.added_at::text as "addedAt",
           d.over_limit as "overLimit", d.mac_login_paused_at::text as "macLoginPausedAt",
           d.zone_ids as "zoneIds",
           coalesce((select jsonb_agg(to_jsonb(r)) from removed_devices r
                      where r.customer_id = ${customerId} and r.mac = d.mac), '[]') as removals
      from devices d where d.id = any(${plainArray(ids)}::bigint[])`.execute(tx);
  return new Map(rows.map(({ id, ...undo }) => [id, undo]));
}
