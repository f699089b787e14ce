import type { RefusalsKnown } from '@gatehouse/domain/customers/situation/situation-facts';
import { sql } from 'kysely';
import type { Db } from '../../db/open-database.ts';

type RefusedDevice = Pick<RefusalsKnown, 'holder' | 'wasRemoved' | 'blockedWhy'>;

/** Whose the refused device is, and what operators did to it. */
export async function readRefusedDevice(
  db: Db,
  customerId: number,
  mac: string | null,
): Promise<RefusedDevice> {
  if (mac === null) return { holder: null, wasRemoved: false, blockedWhy: null };
  const { rows } = await sql<{ deviceId: number | null; customerName: string | null; wasRemoved: boolean }>`
    select d.id as "deviceId", c.name as "customerName",
           exists (select from removed_devices r where r.customer_id = ${customerId} and r.mac = asked.mac) as "wasRemoved"
      from (select ${mac}::macaddr as mac) as asked
      left join devices d on d.mac = asked.mac and d.customer_id <> ${customerId}
      left join customers c on c.id = d.customer_id`.execute(db);
  const { deviceId = null, customerName = null, wasRemoved = false } = rows[0] ?? {};
  return {
    holder: deviceId === null || customerName === null ? null : { deviceId: String(deviceId), customerName },
    wasRemoved,
    blockedWhy: null,
  };
}
