import { sql } from 'kysely';
import type { Db } from '../../db/open-database.ts';
import type { MacHistory } from './device-page.schemas.ts';

/** The addresses under which a device was the customer's, and until when: what came under one of them is its history. */
export type DeviceEras = {
  readonly customerId: number;
  readonly macs: readonly string[];
  /** ISO 8601 or `infinity`, one for each MAC. */
  readonly untils: readonly string[];
};

const swaps = sql`(
  select h.device_id, h.old_mac, h.new_mac, h.cause, h.changed_by, h.changed_at, h.undone_at from device_mac_history h
   union all
  select c.device_id, (c.older->>'mac')::macaddr, (c.newer->>'mac')::macaddr, 'continued', c.continued_by, c.continued_at,
         c.undone_at from device_continuations c)`;

/** `null`: there is no such device. */
export async function findDeviceEras(db: Db, deviceId: number): Promise<DeviceEras | null> {
  const { rows } = await sql<{ customer_id: number; mac: string; until: string }>`
    select d.customer_id, e.mac::text as mac, max(e.until)::text as until
      from devices d
     cross join lateral (
           select d.mac, 'infinity'::timestamptz as until
            union all
           select s.old_mac, s.changed_at from ${swaps} s where s.device_id = d.id and s.undone_at is null) e
     where d.id = ${deviceId} group by d.customer_id, e.mac`.execute(db);
  const [first] = rows;
  if (first === undefined) return null;
  return {
    customerId: first.customer_id,
    macs: rows.map(({ mac }) => mac),
    untils: rows.map(({ until }) => until),
  };
}

/** Newest first. */
export async function listMacHistory(db: Db, deviceId: number): Promise<MacHistory> {
  const { rows } = await sql<{
    oldMac: string;
    newMac: string;
    cause: MacHistory['items'][number]['cause'];
    changedBy: string;
    changedAt: Date;
    undoneAt: Date | null;
  }>`
    select upper(old_mac::text) as "oldMac", upper(new_mac::text) as "newMac", cause, changed_by as "changedBy",
           changed_at as "changedAt", undone_at as "undoneAt"
      from ${swaps} s where device_id = ${deviceId} order by changed_at desc limit 200`.execute(db);
  return {
    items: rows.map((row) => ({
      ...row,
      changedAt: row.changedAt.toISOString(),
      undoneAt: row.undoneAt?.toISOString() ?? null,
    })),
  };
}
