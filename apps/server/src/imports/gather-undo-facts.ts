import { sql } from 'kysely';
import type { Tx } from '../db/open-database.ts';
import type { UndoFacts } from './judge-undo.ts';
import type { CustomerColumns, UndoRecord } from './undo-record.ts';

/** How all that these rows did stands now; their customers are locked until the transaction ends. */
export async function gatherUndoFacts(tx: Tx, records: readonly UndoRecord[]): Promise<UndoFacts> {
  const ids = [
    ...new Set(
      records.flatMap(({ customerId, movedDevices }) => [
        customerId,
        ...movedDevices.map(({ before }) => before.customerId),
      ]),
    ),
  ];
  const customers = await tx
    .selectFrom('customers')
    .select([
      'id',
      'name',
      'username',
      'kind',
      'status',
      'mac_binding',
      'device_limit',
      'framed_ip_address',
      'phone',
      'email',
      'password_cipher',
    ])
    .where(sql<boolean>`id = any(${ids}::bigint[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
  const { devices, devicesOf } = await readDevices(tx, ids, records);
  return {
    customers: new Map(
      customers.map(({ id, password_cipher, ...columns }): [number, CustomerColumns] => [
        id,
        { ...columns, password_cipher: password_cipher.toString('base64') },
      ]),
    ),
    devices,
    devicesOf,
    notedDevices: await readNoted(tx, records),
    subscriptionsOf: await readSubscriptions(tx, ids),
  };
}

async function readDevices(tx: Tx, customerIds: readonly number[], records: readonly UndoRecord[]) {
  const made = records.flatMap(({ addedDevices, movedDevices, relabelledDevices }) =>
    [...addedDevices, ...movedDevices, ...relabelledDevices].map(({ id }) => id),
  );
  const rows = await tx
    .selectFrom('devices')
    .select(['id', 'customer_id', sql<string>`upper(mac::text)`.as('mac'), 'label', 'type'])
    .where(sql<boolean>`(customer_id = any(${[...customerIds]}::bigint[]) or id = any(${made}::bigint[]))`)
    .execute();
  const devicesOf = new Map<number, Set<number>>();
  for (const { id, customer_id } of rows) {
    const own = devicesOf.get(customer_id);
    if (own === undefined) devicesOf.set(customer_id, new Set([id]));
    else own.add(id);
  }
  const devices = new Map(
    rows.map(({ customer_id, ...device }) => [device.id, { ...device, customerId: customer_id }]),
  );
  return { devices, devicesOf };
}

/** A device that the import made is new, so whatever was written about it was written since. */
async function readNoted(tx: Tx, records: readonly UndoRecord[]): Promise<UndoFacts['notedDevices']> {
  const added = records.flatMap(({ addedDevices }) => addedDevices.map(({ id }) => id));
  const rows = await tx
    .selectFrom('device_notes')
    .select('device_id')
    .where(sql<boolean>`device_id = any(${added}::bigint[])`)
    .execute();
  return new Set(rows.map(({ device_id }) => device_id));
}

async function readSubscriptions(
  tx: Tx,
  customerIds: readonly number[],
): Promise<UndoFacts['subscriptionsOf']> {
  const rows = await tx
    .selectFrom('subscriptions')
    .select(['id', 'customer_id', 'ends_at'])
    .where(sql<boolean>`customer_id = any(${[...customerIds]}::bigint[])`)
    .execute();
  const of = new Map<number, Map<number, { endsAt: string | null }>>();
  for (const { id, customer_id, ends_at } of rows) {
    const own = of.get(customer_id) ?? new Map<number, { endsAt: string | null }>();
    own.set(id, { endsAt: ends_at?.toISOString() ?? null });
    of.set(customer_id, own);
  }
  return of;
}
