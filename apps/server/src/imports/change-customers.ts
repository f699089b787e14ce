import { sql } from 'kysely';
import { textArray } from '../db/array-literal.ts';
import type { Change } from '../db/make-change.ts';
import { requestDisconnects } from '../dynamic-authorization/request-disconnects.ts';
import { endProofs } from '../portal/end-proofs.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { UndoRecord } from './undo-record.ts';
import type { RowToWrite } from './write-rows.ts';

type Changed = Pick<UndoRecord, 'before' | 'after'>;

const COLUMNS = [
  'name',
  'status',
  'mac_binding',
  'device_limit',
  'framed_ip_address',
  'phone',
  'email',
] as const;

/** Gives customers that are there what their rows say, with all that hangs on it; by line what was there before. */
export async function changeCustomers(
  change: Change,
  rows: readonly RowToWrite[],
): Promise<Map<number, Changed>> {
  const changing = rows.filter(({ plan }) => plan.customer !== null && Object.keys(plan.changes).length > 0);
  if (changing.length === 0) return new Map();
  await updateColumns(change, changing);
  for (const row of changing) await tellOthers(change, row);
  return new Map(changing.map((row) => [row.line, beforeAndAfter(row)]));
}

async function updateColumns({ tx }: Change, rows: readonly RowToWrite[]): Promise<void> {
  const column = (name: (typeof COLUMNS)[number]) =>
    textArray(
      rows.map(({ plan }) => {
        const value = plan.changes[name];
        return value === undefined || value === null ? null : String(value);
      }),
    );
  const ciphers = rows.map(({ plan, passwordCipher }) =>
    plan.changes.password && passwordCipher !== null ? passwordCipher.toString('hex') : null,
  );
  await sql`
    update customers c
       set name = coalesce(v.name, c.name), status = coalesce(v.status, c.status),
           mac_binding = coalesce(v.mac_binding, c.mac_binding),
           device_limit = coalesce(v.device_limit::integer, c.device_limit),
           framed_ip_address = coalesce(v.framed_ip_address::inet, c.framed_ip_address),
           phone = coalesce(v.phone, c.phone), email = coalesce(v.email, c.email),
           password_cipher = coalesce(decode(v.cipher, 'hex'), c.password_cipher)
      from unnest(${textArray(rows.map(({ plan }) => String(plan.customer?.id)))}::bigint[],
                  ${column('name')}::text[], ${column('status')}::text[], ${column('mac_binding')}::text[],
                  ${column('device_limit')}::text[], ${column('framed_ip_address')}::text[],
                  ${column('phone')}::text[], ${column('email')}::text[], ${textArray(ciphers)}::text[])
           as v (id, name, status, mac_binding, device_limit, framed_ip_address, phone, email, cipher)
     where c.id = v.id`.execute(tx);
}

/** As when an operator changes it: proofs in the portal end with the password, sessions with a suspension. */
async function tellOthers(change: Change, { plan }: RowToWrite): Promise<void> {
  const { customer, changes } = plan;
  if (customer === null) return;
  const stops = changes.status !== undefined && changes.status !== 'active';
  if (changes.password || stops) await endProofs(change, customer.id);
  if (!stops || customer.status !== 'active') return;
  const { disconnectOnSuspend } = await readSettings(change.tx);
  if (disconnectOnSuspend) {
    await requestDisconnects(
      change,
      { customerId: customer.id },
      { reason: 'customer-suspended', onceInForce: true },
    );
  }
}

function beforeAndAfter({ plan, passwordCipher }: RowToWrite): Changed {
  const { password, ...columns } = plan.changes;
  const customer = plan.customer;
  const before = Object.fromEntries(
    Object.keys(columns).map((name) => [name, customer?.[name as keyof typeof columns] ?? null]),
  );
  if (!password || customer === null || passwordCipher === null) return { before, after: columns };
  return {
    before: { ...before, password_cipher: customer.password_cipher.toString('base64') },
    after: { ...columns, password_cipher: passwordCipher.toString('base64') },
  };
}
