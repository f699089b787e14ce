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
  const { rows } = await sql<RefusedRow>`
    select d.id as "deviceId", c.id as "customerId", c.name as "customerName",
           (select reason from blocked_macs b where b.mac = asked.mac) as "blockedWhy",
           exists (select from removed_devices r where r.customer_id = ${customerId} and r.mac = asked.mac) as "wasRemoved"
      from (select ${mac}::macaddr as mac) as asked
      left join devices d on d.mac = asked.mac and d.customer_id <> ${customerId}
      left join customers c on c.id = d.customer_id`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('One MAC was asked about.');
  const { deviceId, customerId: holderId, customerName, wasRemoved, blockedWhy } = row;
  const isHeld = deviceId !== null && holderId !== null && customerName !== null;
  const holder = isHeld ? { deviceId: String(deviceId), customerId: String(holderId), customerName } : null;
  return { holder, wasRemoved, blockedWhy };
}

type RefusedRow = {
  deviceId: number | null;
  customerId: number | null;
  customerName: string | null;
  wasRemoved: boolean;
  blockedWhy: string | null;
};
