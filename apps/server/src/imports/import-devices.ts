import { effectiveDeviceLimit } from '@gatehouse/domain/access/granted-service';
import { usernameKey } from '@gatehouse/domain/username';
import { sql } from 'kysely';
import { type AuditRow, writeAuditRows } from '../audit-log/write-audit-rows.ts';
import type { Change } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import { readDeviceMac } from '../devices/read-mac.ts';
import { isRefused } from '../outcome.ts';
import { currentSubscriptions } from '../subscriptions/current-subscription.ts';
import { findHolders, takenSentence } from './find-holders.ts';
import { BatchOutrun, type RowImport, type Verdict } from './import-rows.ts';
import type { CsvColumns, CsvRow } from './read-csv.ts';
import { sentenceOf } from './read-customer-row.ts';

export const DEVICE_COLUMNS: CsvColumns = { required: ['username', 'mac'], optional: ['label', 'type'] };

const LABEL_LENGTH_MAX = 100;
const TYPE_LENGTH_MAX = 40;

type DeviceRow = { line: number; key: string; mac: string; label: string | null; type: string | null };
type Holder = { id: number; name: string; limit: number; count: number };
type Accepted = DeviceRow & { customerId: number; overLimit: boolean };

/** Rows of devices for customers that are there. It remembers the file's MACs: use one per file. */
export function deviceImport({ overLimit }: { readonly overLimit: boolean }): RowImport {
  const lineOfMac = new Map<string, number>();
  return {
    action: 'devices.import',
    async importBatch(change, rows, dryRun) {
      const { tx } = change;
      const read = rows.map((row) => ({ row, device: readDeviceRow(row) }));
      const devices = read.flatMap(({ device }) => (typeof device === 'string' ? [] : [device]));
      const customers = await lockCustomers(tx, devices);
      const holders = await findHolders(
        tx,
        devices.map(({ mac }) => mac),
      );
      const accepted: Accepted[] = [];
      const verdicts = read.map(({ row, device }): Verdict => {
        const refuse = (sentence: string) => ({
          line: row.line,
          ok: false,
          subject: row.cells['mac']?.trim() ?? '',
          sentence,
        });
        if (typeof device === 'string') return refuse(device);
        const earlier = lineOfMac.get(device.mac) ?? device.line;
        if (earlier !== device.line) return refuse(`This MAC stands in line ${earlier} already.`);
        const customer = customers.get(device.key);
        if (customer === undefined) return refuse(`There is no customer "${row.cells['username']?.trim()}".`);
        const taken = takenSentence(holders, [device.mac]);
        if (taken !== null) return refuse(taken);
        const above = customer.count >= customer.limit;
        if (above && !overLimit)
          return refuse(`${customer.name} has ${customer.count} of ${customer.limit} devices.`);
        customer.count += 1;
        lineOfMac.set(device.mac, device.line);
        accepted.push({ ...device, customerId: customer.id, overLimit: above });
        const sentence = `${dryRun ? 'would be added' : 'added'} to ${customer.name}`;
        return { line: row.line, ok: true, subject: device.mac, sentence };
      });
      if (!dryRun && accepted.length > 0) await write(change, accepted);
      return verdicts;
    },
  };
}

function readDeviceRow({ line, cells }: CsvRow): DeviceRow | string {
  const read = readDeviceMac(cells['mac'] ?? '');
  if (isRefused(read)) return sentenceOf(read);
  const label = cells['label']?.trim() || null;
  const type = cells['type']?.trim() || null;
  if ((label?.length ?? 0) > LABEL_LENGTH_MAX)
    return `label may have ${LABEL_LENGTH_MAX} characters at most.`;
  if ((type?.length ?? 0) > TYPE_LENGTH_MAX) return `type may have ${TYPE_LENGTH_MAX} characters at most.`;
  if (/\p{Cc}/u.test(`${label}${type}`)) return 'label and type must not contain control characters.';
  return { line, key: usernameKey((cells['username'] ?? '').trim()), mac: read.text, label, type };
}

/** Locks in the order of ids, as everyone does who adds devices. */
async function lockCustomers(tx: Tx, devices: readonly DeviceRow[]): Promise<Map<string, Holder>> {
  const keys = [...new Set(devices.map(({ key }) => key))];
  const rows = await tx
    .selectFrom('customers')
    .select(['id', 'name', 'username_key', 'kind', 'mac_binding', 'device_limit', 'session_limit'])
    .where(sql<boolean>`username_key = any(${keys}::text[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (rows.length === 0) return new Map();
  const ids = rows.map(({ id }) => id);
  const subscriptions = await currentSubscriptions(tx).where('s.customer_id', 'in', ids).execute();
  const packageOf = new Map(subscriptions.map((subscription) => [subscription.customer_id, subscription]));
  const counts = await tx
    .selectFrom('devices')
    .select(['customer_id', sql<number>`count(*)`.as('count')])
    .where('customer_id', 'in', ids)
    .groupBy('customer_id')
    .execute();
  const countOf = new Map(counts.map(({ customer_id, count }) => [customer_id, count]));
  return new Map(
    rows.map((row) => {
      const sold = packageOf.get(row.id);
      const limit = effectiveDeviceLimit({
        kind: row.kind,
        macBinding: row.mac_binding,
        deviceLimit: row.device_limit,
        sessionLimit: row.session_limit,
        subscription: sold
          ? {
              servicePackage: {
                macBinding: sold.mac_binding,
                deviceLimit: sold.device_limit,
                sessionLimit: sold.session_limit,
              },
            }
          : null,
      }).value;
      return [row.username_key, { id: row.id, name: row.name, limit, count: countOf.get(row.id) ?? 0 }];
    }),
  );
}

async function write(change: Change, accepted: readonly Accepted[]): Promise<void> {
  const { tx, actor, announce } = change;
  const stored = await tx
    .insertInto('devices')
    .values(
      accepted.map(({ customerId, mac, label, type, overLimit }) => ({
        customer_id: customerId,
        mac,
        label,
        type,
        source: 'import' as const,
        added_by: actor.name,
        over_limit: overLimit,
      })),
    )
    .onConflict((conflict) => conflict.column('mac').doNothing())
    .returning(['id', 'customer_id', 'mac', 'label', 'type'])
    .execute();
  if (stored.length !== accepted.length) throw new BatchOutrun();
  const ids = accepted.map(({ customerId }) => customerId);
  const macs = accepted.map(({ mac }) => mac);
  await sql`
    delete from removed_devices r using unnest(${ids}::bigint[], ${macs}::macaddr[]) as added (customer_id, mac)
     where r.customer_id = added.customer_id and r.mac = added.mac`.execute(tx);
  announce('customers', ids);
  await writeAuditRows(
    change,
    stored.map(
      ({ id, customer_id, ...after }): AuditRow => ({
        action: 'devices.add',
        subjectKind: 'device',
        subjectId: id,
        customerId: customer_id,
        after: { ...after, import: true },
      }),
    ),
  );
}
