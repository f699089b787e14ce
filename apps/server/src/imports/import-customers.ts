import { effectiveDeviceLimit } from '@gatehouse/domain/access/granted-service';
import { sql } from 'kysely';
import { type AuditRow, writeAuditRows } from '../audit-log/write-audit-rows.ts';
import type { Change } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import type { Row } from '../db/schema.ts';
import type { SecretBox } from '../secrets.ts';
import { findHolders, takenSentence } from './find-holders.ts';
import { BatchOutrun, type RowImport, type Verdict } from './import-rows.ts';
import { type CustomerRow, readCustomerRow } from './read-customer-row.ts';

export type CustomerImportOptions = {
  readonly secretBox: SecretBox;
  /** Take devices although they are more than the limit. */
  readonly overLimit: boolean;
};

type Sold = Pick<
  Row<'service_packages'>,
  | 'id'
  | 'name'
  | 'kind'
  | 'validity_seconds'
  | 'valid_from'
  | 'device_limit'
  | 'mac_binding'
  | 'session_limit'
>;

/** Rows of customers with their package and devices. It remembers the file's names and MACs: use one per file. */
export function customerImport({ secretBox, overLimit }: CustomerImportOptions): RowImport {
  const lineOfUsername = new Map<string, number>();
  const lineOfMac = new Map<string, number>();
  return {
    action: 'customers.import',
    async importBatch(change, rows, dryRun) {
      const { tx } = change;
      const read = rows.map((row) => ({ row, customer: readCustomerRow(row) }));
      const customers = read.flatMap(({ customer }) => (typeof customer === 'string' ? [] : [customer]));
      const known = await lookAround(tx, customers);
      const accepted: { customer: CustomerRow; sold: Sold | null }[] = [];
      const verdicts = read.map(({ row, customer }): Verdict => {
        const subject = row.cells['username']?.trim() ?? '';
        if (typeof customer === 'string') return { line: row.line, ok: false, subject, sentence: customer };
        const sold = findSold(known.packages, customer.packageName);
        const fault =
          repeated(customer, lineOfUsername, lineOfMac) ?? judge(customer, sold, known, overLimit);
        if (fault !== null) return { line: row.line, ok: false, subject, sentence: fault };
        lineOfUsername.set(customer.key, customer.line);
        for (const mac of customer.macs) lineOfMac.set(mac, customer.line);
        accepted.push({ customer, sold: sold ?? null });
        return { line: row.line, ok: true, subject, sentence: describe(customer, dryRun) };
      });
      if (!dryRun && accepted.length > 0) await write(change, accepted, secretBox);
      return verdicts;
    },
  };
}

type Known = {
  usernames: ReadonlySet<string>;
  holders: ReadonlyMap<string, string>;
  packages: readonly Sold[];
};

async function lookAround(tx: Tx, customers: readonly CustomerRow[]): Promise<Known> {
  const keys = customers.map(({ key }) => key);
  const { rows } = await sql<{ key: string }>`
    select username_key as key from customers where username_key = any(${keys}::text[])`.execute(tx);
  return {
    usernames: new Set(rows.map(({ key }) => key)),
    holders: await findHolders(
      tx,
      customers.flatMap(({ macs }) => macs),
    ),
    packages: await tx
      .selectFrom('service_packages')
      .select([
        'id',
        'name',
        'kind',
        'validity_seconds',
        'valid_from',
        'device_limit',
        'mac_binding',
        'session_limit',
      ])
      .execute(),
  };
}

/** `undefined`: there is no such package; `null`: none was asked for. */
function findSold(packages: readonly Sold[], name: string | null): Sold | null | undefined {
  if (name === null) return null;
  return (
    packages.find((sold) => sold.name === name) ??
    packages.find((sold) => sold.name.toLowerCase() === name.toLowerCase())
  );
}

/** A batch that is judged again meets its own lines: those are no repetition. */
function repeated(
  { key, macs, line }: CustomerRow,
  lineOfUsername: ReadonlyMap<string, number>,
  lineOfMac: ReadonlyMap<string, number>,
): string | null {
  const earlier = lineOfUsername.get(key) ?? line;
  if (earlier !== line) return `The username stands in line ${earlier} already.`;
  const mac = macs.find((one) => (lineOfMac.get(one) ?? line) !== line);
  return mac === undefined ? null : `${mac} stands in line ${lineOfMac.get(mac)} already.`;
}

function judge(
  customer: CustomerRow,
  sold: Sold | null | undefined,
  known: Known,
  overLimit: boolean,
): string | null {
  const { input, key, macs, packageName } = customer;
  if (known.usernames.has(key)) return 'Another customer has this username.';
  if (sold === undefined) return `There is no package "${packageName}".`;
  if (sold !== null && sold.kind !== input.kind)
    return `"${sold.name}" is a package for ${sold.kind}, the customer is ${input.kind}.`;
  const taken = takenSentence(known.holders, macs);
  if (taken !== null) return taken;
  const limit = deviceLimitOf(customer, sold);
  if (macs.length <= limit || overLimit) return null;
  return `${macs.length} devices, and the limit is ${limit}. Raise deviceLimit, or import with --over-limit.`;
}

function deviceLimitOf({ input }: CustomerRow, sold: Sold | null): number {
  return effectiveDeviceLimit({
    kind: input.kind,
    macBinding: input.macBinding ?? null,
    deviceLimit: input.deviceLimit ?? null,
    sessionLimit: null,
    subscription: sold && {
      servicePackage: {
        macBinding: sold.mac_binding,
        deviceLimit: sold.device_limit,
        sessionLimit: sold.session_limit,
      },
    },
  }).value;
}

function describe({ macs, packageName }: CustomerRow, dryRun: boolean): string {
  const devices = macs.length === 0 ? null : macs.length === 1 ? 'one device' : `${macs.length} devices`;
  const parts = [packageName === null ? null : `package ${packageName}`, devices].filter(
    (part) => part !== null,
  );
  return `${dryRun ? 'would be added' : 'added'}${parts.length > 0 ? ` with ${parts.join(' and ')}` : ''}`;
}

async function write(
  change: Change,
  accepted: readonly { customer: CustomerRow; sold: Sold | null }[],
  secretBox: SecretBox,
): Promise<void> {
  const { tx, actor, announce } = change;
  const inserted = await tx
    .insertInto('customers')
    .values(
      accepted.map(({ customer: { input, username, key } }) => ({
        name: input.name,
        username,
        username_key: key,
        password_cipher: secretBox.seal(input.password, 'network-password'),
        kind: input.kind,
        mac_binding: input.macBinding ?? null,
        device_limit: input.deviceLimit ?? null,
        phone: input.phone ?? null,
        email: input.email ?? null,
      })),
    )
    .onConflict((conflict) => conflict.column('username_key').doNothing())
    .returning(['id', 'username_key'])
    .execute();
  if (inserted.length !== accepted.length) throw new BatchOutrun();
  const idOf = new Map(inserted.map((row) => [row.username_key, row.id]));
  const written = accepted.map((entry) => ({ ...entry, id: idOf.get(entry.customer.key) ?? 0 }));

  const devices = written.flatMap(({ id, customer, sold }) => {
    const limit = deviceLimitOf(customer, sold);
    return customer.macs.map((mac, i) => ({ id, mac, overLimit: i >= limit }));
  });
  if (devices.length > 0) {
    const stored = await tx
      .insertInto('devices')
      .values(
        devices.map(({ id, mac, overLimit }) => ({
          customer_id: id,
          mac,
          source: 'import' as const,
          added_by: actor.name,
          over_limit: overLimit,
        })),
      )
      .onConflict((conflict) => conflict.column('mac').doNothing())
      .returning('id')
      .execute();
    if (stored.length !== devices.length) throw new BatchOutrun();
  }
  const subscriptions = written.flatMap(({ id, sold }) => (sold ? [{ id, sold }] : []));
  if (subscriptions.length > 0) {
    await tx
      .insertInto('subscriptions')
      .values(
        subscriptions.map(({ id, sold }) => ({
          customer_id: id,
          service_package_id: sold.id,
          ends_at:
            sold.validity_seconds === null || sold.valid_from === 'first-use'
              ? null
              : sql<Date>`trusted_now() + ${sold.validity_seconds} * interval '1 second'`,
          waiting_seconds: sold.valid_from === 'first-use' ? sold.validity_seconds : null,
        })),
      )
      .execute();
  }
  announce('customers', [...idOf.values()]);
  await writeAuditRows(change, written.map(auditRow));
}

function auditRow({
  id,
  customer,
  sold,
}: {
  id: number;
  customer: CustomerRow;
  sold: Sold | null;
}): AuditRow {
  const { password: _, ...stored } = customer.input;
  const after = { ...stored, package: sold?.name ?? null, macs: customer.macs, import: true };
  return { action: 'customers.add', subjectKind: 'customer', subjectId: id, customerId: id, after };
}
