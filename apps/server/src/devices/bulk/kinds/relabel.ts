import { sql } from 'kysely';
import { writeAuditRows } from '../../../audit-log/write-audit-rows.ts';
import { plainArray, textArray } from '../../../db/array-literal.ts';
import type { Change } from '../../../db/make-change.ts';
import { auditedDevice, type DeviceRow, selectDevices } from '../../device-row.ts';
import { type Decided, type Kind, lockDevices } from '../work/bulk-work.ts';

type Undo = { readonly before: string | null };
type Relabelled = { readonly device: DeviceRow; readonly to: string | null };

/** What devices are called, or their type; a login asks for neither, so no node is told. */
export function relabel(column: 'label' | 'type'): Kind {
  return {
    partSize: 1000,
    lockCustomers: false,
    async apply(change, { fields }, devices) {
      const to = fields[column] ?? null;
      const others = devices.filter((device) => device[column] !== to);
      await write(
        change,
        others.map((device) => ({ device, to })),
      );
      return devices.map((device): Decided => {
        const before = device[column];
        if (before === to) return { deviceId: device.id, outcome: 'nothing' };
        return { deviceId: device.id, outcome: 'changed', undo: { before } satisfies Undo };
      });
    },
    async undo(change, { fields }, rows) {
      const ids = rows.map(({ device_id }) => device_id);
      await lockDevices(change.tx, ids);
      const found = await selectDevices(change.tx)
        .where(sql<boolean>`d.id = any(${ids}::bigint[])`)
        .execute();
      const devices = new Map(found.map((device) => [device.id, device]));
      const back: Relabelled[] = [];
      const decided = rows.map(({ device_id: deviceId, undo }): Decided => {
        const device = devices.get(deviceId);
        if (device === undefined)
          return { deviceId, outcome: 'not-undone', code: 'gone', reason: 'It was removed since.' };
        if (device[column] !== (fields[column] ?? null)) {
          const reason = `Its ${column} was changed since.`;
          return { deviceId, outcome: 'not-undone', code: 'changed', reason };
        }
        back.push({ device, to: (undo as Undo).before });
        return { deviceId, outcome: 'undone' };
      });
      await write(change, back);
      return decided;
    },
  };

  async function write(change: Change, changes: readonly Relabelled[]): Promise<void> {
    if (changes.length === 0) return;
    await sql`
      update devices d set ${sql.ref(column)} = v.text
        from unnest(${plainArray(changes.map(({ device }) => device.id))}::bigint[],
                    ${textArray(changes.map(({ to }) => to))}::text[]) as v (id, text)
       where d.id = v.id`.execute(change.tx);
    await writeAuditRows(
      change,
      changes.map(({ device, to }) => ({
        action: 'devices.change',
        subjectKind: 'device',
        subjectId: device.id,
        customerId: device.customer_id,
        before: auditedDevice(device),
        after: auditedDevice({ ...device, [column]: to }),
      })),
    );
  }
}
