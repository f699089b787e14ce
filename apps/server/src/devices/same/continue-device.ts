import { sql } from 'kysely';
import { lockCustomer } from '../../customers/lock-customer.ts';
import type { Change } from '../../db/make-change.ts';
import type { Tx } from '../../db/open-database.ts';
import { type Outcome, refuse } from '../../outcome.ts';
import { alreadyRegistered, findHolder } from '../add-device.ts';
import { auditedDevice, type DeviceRow, selectDevices } from '../device-row.ts';
import { findPair } from './same-devices.queries.ts';

/**
 * Rule 14, said by an operator: the two are one device. The older record goes on under the newer one's address, with its
 * name, its "added by" and its history; the newer record is gone. Refused: `not-the-same-device`.
 */
export async function continueDevice(
  change: Change,
  olderId: number,
  newerId: number,
): Promise<Outcome<DeviceRow>> {
  const { tx, actor, announce, audit } = change;
  const seen = await findPair(tx, olderId, newerId);
  if (seen === null) return refuse('not-the-same-device');
  await lockCustomer(tx, seen.customerId);
  // Looked at again under the lock: it may have been seen, moved or merged meanwhile.
  const pair = await findPair(tx, olderId, newerId);
  if (pair === null) return refuse('not-the-same-device');
  const before = await readDevice(tx, olderId);
  const newer = await readDevice(tx, newerId);
  await sql`
    insert into device_continuations (device_id, older, newer, continued_by)
    select o.id, to_jsonb(o), to_jsonb(n), ${actor.name}
      from devices o, devices n where o.id = ${olderId} and n.id = ${newerId}`.execute(tx);
  await tx.deleteFrom('devices').where('id', '=', newerId).execute();
  await sql`
    update devices d
       set mac = n.mac, last_seen_at = n.last_seen_at, mac_login_paused_at = n.mac_login_paused_at,
           label = coalesce(d.label, n.label), type = coalesce(d.type, n.type),
           zone_ids = case when d.zone_ids = '{}' or n.zone_ids = '{}' then '{}'
                           else array(select distinct unnest(d.zone_ids || n.zone_ids)) end
      from (select (jsonb_populate_record(null::devices, newer)).*
              from device_continuations where device_id = ${olderId} order by id desc limit 1) as n
     where d.id = ${olderId}`.execute(tx);
  const after = await readDevice(tx, olderId);
  announce('customers', [pair.customerId]);
  await audit({
    action: 'devices.remove',
    subjectKind: 'device',
    subjectId: newerId,
    customerId: pair.customerId,
    before: auditedDevice(newer),
    after: { replacedDeviceId: String(olderId) },
  });
  await audit({
    action: 'devices.continue',
    subjectKind: 'device',
    subjectId: olderId,
    customerId: pair.customerId,
    before: auditedDevice(before),
    after: { ...auditedDevice(after), continuedFromId: String(newerId) },
  });
  return after;
}

/**
 * Undoes the last `continueDevice` of this record: both are there again, each under its own address. Refused: `not-found`
 * where there is nothing to undo, `device-already-registered` where somebody has taken the old address since.
 */
export async function separateDevice(change: Change, id: number): Promise<Outcome<DeviceRow>> {
  const { tx, announce, audit } = change;
  const before = await selectDevices(tx).where('d.id', '=', id).executeTakeFirst();
  if (before === undefined) return refuse('not-found', { message: 'There is no such device.' });
  await lockCustomer(tx, before.customer_id);
  const last = await findContinuation(tx, id);
  if (last === null) return refuse('not-found', { message: 'There is nothing to undo at this device.' });
  const holder = await findHolder(tx, last.olderMac);
  if (holder !== undefined) return alreadyRegistered(holder, before.customer_id);
  await sql`
    update devices d
       set mac = o.mac, last_seen_at = o.last_seen_at, mac_login_paused_at = o.mac_login_paused_at,
           zone_ids = o.zone_ids,
           label = case when o.label is null and d.label = c.newer->>'label' then null else d.label end,
           type = case when o.type is null and d.type = c.newer->>'type' then null else d.type end
      from device_continuations c, jsonb_populate_record(null::devices, c.older) as o
     where d.id = ${id} and c.id = ${last.id}`.execute(tx);
  await sql`
    insert into devices (id, customer_id, mac, type, label, source, added_by, added_at, over_limit,
                         last_seen_at, mac_login_paused_at, zone_ids)
    overriding system value
    select n.id, n.customer_id, n.mac, n.type, n.label, n.source, n.added_by, n.added_at, n.over_limit,
           ${before.last_seen_at}, n.mac_login_paused_at, n.zone_ids
      from device_continuations c, jsonb_populate_record(null::devices, c.newer) as n
     where c.id = ${last.id}`.execute(tx);
  await sql`update device_continuations set undone_at = trusted_now() where id = ${last.id}`.execute(tx);
  const after = await readDevice(tx, id);
  announce('customers', [before.customer_id]);
  await audit({
    action: 'devices.separate',
    subjectKind: 'device',
    subjectId: id,
    customerId: before.customer_id,
    before: auditedDevice(before),
    after: { ...auditedDevice(after), separatedId: String(last.newerId) },
  });
  await audit({
    action: 'devices.restore',
    subjectKind: 'device',
    subjectId: last.newerId,
    customerId: before.customer_id,
    after: auditedDevice(await readDevice(tx, last.newerId)),
  });
  return after;
}

type Continuation = { readonly id: number; readonly olderMac: string; readonly newerId: number };

/** The last one that was not undone, if the record is still what it was made. */
async function findContinuation(tx: Tx, deviceId: number): Promise<Continuation | null> {
  const { rows } = await sql<Continuation>`
    select c.id, c.older->>'mac' as "olderMac", (c.newer->>'id')::bigint as "newerId"
      from device_continuations c join devices d on d.id = c.device_id
     where c.device_id = ${deviceId} and c.undone_at is null
       and d.mac = (c.newer->>'mac')::macaddr and d.customer_id = (c.older->>'customer_id')::bigint
     order by c.id desc limit 1`.execute(tx);
  return rows[0] ?? null;
}

function readDevice(tx: Tx, id: number): Promise<DeviceRow> {
  return selectDevices(tx).where('d.id', '=', id).executeTakeFirstOrThrow();
}
