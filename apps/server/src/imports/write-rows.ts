import { PROPOSAL_RANDOM_BYTES, proposePassword } from '@gatehouse/domain/customers/network-password';
import { sql } from 'kysely';
import { writeAuditRows } from '../audit-log/write-audit-rows.ts';
import { plainArray, textArray } from '../db/array-literal.ts';
import type { Change } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import type { NewRow } from '../db/schema.ts';
import type { SecretBox } from '../secrets.ts';
import { auditRowsOf } from './audit-rows.ts';
import { changeCustomers } from './change-customers.ts';
import { kindOfNew, type RowPlan } from './judge-row.ts';
import type { ImportEntry } from './import-entry.ts';
import type { ImportOptions } from './options.ts';
import type { UndoRecord } from './undo-record.ts';
import { writeDevices } from './write-devices.ts';
import { givePackages } from './give-packages.ts';

/** A row that is to be written now, within the transaction in which it was judged. */
export type RowToWrite = {
  readonly line: number;
  readonly entry: ImportEntry;
  readonly plan: RowPlan;
  /** Sealed as the customer's will be; `null`: the row has none. */
  readonly passwordCipher: Buffer | null;
};

export type WriteParts = {
  readonly secretBox: SecretBox;
  readonly randomBytes: (size: number) => Buffer;
};

/** Somebody took a username or a MAC between our look and our write. */
export class Outrun extends Error {
  override readonly name = 'Outrun';
}

/**
 * Writes rows, a few statements for all of them, with their audit rows, and gives back by line what undoing each will
 * need. Throws `Outrun` when somebody else was faster: then the transaction is rolled back and judged again.
 */
export async function writeRows(
  change: Change,
  rows: readonly RowToWrite[],
  options: ImportOptions,
  parts: WriteParts,
): Promise<Map<number, UndoRecord>> {
  if (rows.length === 0) return new Map();
  const added = await addCustomers(change, rows, options, parts);
  const changed = await changeCustomers(change, rows);
  const idOf = (row: RowToWrite) => row.plan.customer?.id ?? added.get(row.line)?.id ?? 0;
  const devices = await writeDevices(change, rows, idOf);
  const subscriptions = await givePackages(change, rows, idOf);
  const records = new Map(
    rows.map((row) => [
      row.line,
      {
        customerId: idOf(row),
        added: row.plan.customer === null,
        before: changed.get(row.line)?.before ?? {},
        after: changed.get(row.line)?.after ?? added.get(row.line)?.after ?? {},
        ...(devices.get(row.line) ?? {
          addedDevices: [],
          movedDevices: [],
          relabelledDevices: [],
          removals: [],
        }),
        subscription: subscriptions.get(row.line) ?? null,
      },
    ]),
  );
  const audited = rows.map((row) => ({ ...row, record: records.get(row.line) ?? raise() }));
  await writeAuditRows(change, audited.flatMap(auditRowsOf));
  change.announce(
    'customers',
    rows.flatMap((row) => [idOf(row), ...row.plan.moves.map(({ from }) => from.customer_id)]),
  );
  return records;
}

type Added = { readonly id: number; readonly after: UndoRecord['after'] };

async function addCustomers(
  { tx }: Change,
  rows: readonly RowToWrite[],
  options: ImportOptions,
  { secretBox, randomBytes }: WriteParts,
): Promise<Map<number, Added>> {
  const news = rows.filter(({ plan }) => plan.customer === null);
  if (news.length === 0) return new Map();
  const seal = () => secretBox.seal(proposePassword(randomBytes(PROPOSAL_RANDOM_BYTES)), 'network-password');
  const values = news.map(({ entry, plan, passwordCipher }) => ({
    name: entry.customer?.name ?? entry.username,
    username: entry.username,
    username_key: entry.key,
    password_cipher: passwordCipher ?? seal(),
    kind: kindOfNew(entry.customer, plan.gives, options),
    status: entry.customer?.status ?? ('active' as const),
    mac_binding: entry.customer?.macBinding ?? null,
    device_limit: entry.customer?.deviceLimit ?? null,
    framed_ip_address: entry.customer?.framedIpAddress ?? null,
    phone: entry.customer?.phone ?? null,
    email: entry.customer?.email ?? null,
  }));
  const idOf = await insertCustomers(tx, values);
  if (idOf.size !== news.length) throw new Outrun();
  return new Map(
    news.map(({ line, entry }, i) => {
      const { password_cipher, username_key: _, ...after } = values[i] ?? raise();
      return [
        line,
        {
          id: idOf.get(entry.key) ?? 0,
          after: { ...after, password_cipher: Buffer.from(password_cipher).toString('base64') },
        },
      ];
    }),
  );
}

type NewCustomer = Pick<
  NewRow<'customers'>,
  | 'name'
  | 'username'
  | 'username_key'
  | 'password_cipher'
  | 'kind'
  | 'status'
  | 'mac_binding'
  | 'device_limit'
  | 'phone'
  | 'email'
> & { readonly framed_ip_address: string | null };

/** As whole columns: far cheaper than a parameter for each value. The ids by the keys of their usernames. */
async function insertCustomers(tx: Tx, rows: readonly NewCustomer[]): Promise<Map<string, number>> {
  const texts = (name: Exclude<keyof NewCustomer, 'password_cipher' | 'device_limit'>) =>
    textArray(rows.map((row) => row[name] ?? null));
  const ciphers = textArray(rows.map(({ password_cipher }) => Buffer.from(password_cipher).toString('hex')));
  const { rows: inserted } = await sql<{ id: number; username_key: string }>`
    insert into customers (name, username, username_key, password_cipher, kind, status, mac_binding, device_limit,
                           framed_ip_address, phone, email)
    select v.name, v.username, v.key, decode(v.cipher, 'hex'), v.kind, v.status, v.mac_binding, v.device_limit,
           v.address::inet, v.phone, v.email
      from unnest(${texts('name')}::text[], ${texts('username')}::text[], ${texts('username_key')}::text[],
                  ${ciphers}::text[], ${texts('kind')}::text[], ${texts('status')}::text[],
                  ${texts('mac_binding')}::text[],
                  ${plainArray(rows.map(({ device_limit }) => device_limit ?? null))}::integer[],
                  ${texts('framed_ip_address')}::text[], ${texts('phone')}::text[], ${texts('email')}::text[])
           as v (name, username, key, cipher, kind, status, mac_binding, device_limit, address, phone, email)
    on conflict (username_key) do nothing
    returning id, username_key`.execute(tx);
  return new Map(inserted.map(({ id, username_key }) => [username_key, id]));
}

function raise(): never {
  throw new Error('A row was lost on the way.');
}
