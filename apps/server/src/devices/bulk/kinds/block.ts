import { sql } from 'kysely';
import { writeAuditRows } from '../../../audit-log/write-audit-rows.ts';
import { plainArray, textArray } from '../../../db/array-literal.ts';
import type { Decided, Kind } from '../work/bulk-work.ts';

type Undo = { readonly blockedAt: string };

/** Their MACs are refused everywhere; the devices stay registered. What was blocked before keeps its reason. */
export const block: Kind = {
  // Radius processes read all blocked MACs anew after each part.
  partSize: 5000,
  lockCustomers: false,
  async apply(change, { fields: { reason = null } }, devices) {
    const { tx, actor, announce } = change;
    const { rows } = await sql<{ mac: string; at: string }>`
      insert into blocked_macs (mac, reason, blocked_by)
      select mac, ${reason}, ${actor.name} from unnest(${plainArray(devices.map(({ mac }) => mac))}::macaddr[]) as v (mac)
       order by mac
      on conflict (mac) do nothing
      returning mac, blocked_at::text as at`.execute(tx);
    const blocked = new Map(rows.map(({ mac, at }) => [mac, at]));
    if (rows.length > 0) announce('blocked-macs', []);
    await writeAuditRows(
      change,
      devices
        .filter(({ mac }) => blocked.has(mac))
        .map(({ mac, customer_id: customerId }) => ({
          action: 'blocked-macs.add',
          subjectKind: 'mac',
          subjectId: mac.toUpperCase(),
          customerId,
          after: { mac: mac.toUpperCase(), reason },
        })),
    );
    return devices.map(({ id, mac }): Decided => {
      const blockedAt = blocked.get(mac);
      if (blockedAt === undefined) return { deviceId: id, outcome: 'nothing' };
      return { deviceId: id, outcome: 'changed', undo: { blockedAt } satisfies Undo };
    });
  },
  async undo(change, { fields: { reason = null } }, rows) {
    const { tx, announce } = change;
    const { rows: freed } = await sql<{ mac: string; blocked_by: string }>`
      delete from blocked_macs b
       using unnest(${plainArray(rows.map(({ mac }) => mac))}::macaddr[],
                    ${textArray(rows.map(({ undo }) => (undo as Undo).blockedAt))}::timestamptz[]) as v (mac, at)
       where b.mac = v.mac and b.blocked_at = v.at and b.reason is not distinct from ${reason}::text
      returning b.mac, b.blocked_by`.execute(tx);
    const { rows: still } = await sql<{ mac: string }>`
      select mac from blocked_macs where mac = any(${plainArray(rows.map(({ mac }) => mac))}::macaddr[])`.execute(
      tx,
    );
    const [gone, kept] = [
      new Map(freed.map(({ mac, blocked_by }) => [mac, blocked_by])),
      new Set(still.map(({ mac }) => mac)),
    ];
    if (freed.length > 0) announce('blocked-macs', []);
    await writeAuditRows(
      change,
      rows
        .filter(({ mac }) => gone.has(mac))
        .map(({ mac, customer_id: customerId }) => ({
          action: 'blocked-macs.remove',
          subjectKind: 'mac',
          subjectId: mac.toUpperCase(),
          customerId,
          before: { mac: mac.toUpperCase(), reason, blockedBy: gone.get(mac) },
        })),
    );
    return rows.map(
      ({ device_id: deviceId, mac }): Decided =>
        kept.has(mac)
          ? {
              deviceId,
              outcome: 'not-undone',
              code: 'changed',
              reason: 'It was blocked anew since, or for another reason.',
            }
          : { deviceId, outcome: 'undone' },
    );
  },
};
