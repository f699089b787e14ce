import { type RawBuilder, sql } from 'kysely';
import { lockCustomer } from '../../customers/lock-customer.ts';
import { jobActor } from '../../actor.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { type Change, writeAudit } from '../../db/make-change.ts';
import type { Db, Tx } from '../../db/open-database.ts';
import { type Outcome, refuse } from '../../outcome.ts';
import type { SwapWindow } from './swap.schemas.ts';

export const SWAP_WINDOW_MINUTES = 10;

export type NewSwapWindow = {
  readonly customerId: number;
  readonly minutes?: number | undefined;
  /** Whose place is taken; absent: the only device's, else a free one, else that of the one unseen longest. */
  readonly deviceId?: number | undefined;
};

/**
 * For so many minutes the next unregistered device that logs in with the right password takes the place. One that was
 * open gives way to it. Refused: `not-found`.
 */
export async function openSwapWindow(change: Change, wanted: NewSwapWindow): Promise<Outcome<SwapWindow>> {
  const { tx, actor, announce, audit } = change;
  const { customerId, minutes = SWAP_WINDOW_MINUTES, deviceId } = wanted;
  if ((await lockCustomer(tx, customerId)) === null)
    return refuse('not-found', { message: 'There is no such customer.' });
  if (deviceId !== undefined && !(await hasDevice(tx, customerId, deviceId)))
    return refuse('not-found', { message: 'This customer has no such device.' });
  await closeOpen(tx, customerId, actor.name);
  const { rows } = await sql<{ id: number }>`
    insert into swap_windows (customer_id, device_id, opened_by, ends_at)
    values (${customerId}, ${deviceId ?? null}, ${actor.name}, trusted_now() + make_interval(mins => ${minutes}))
    returning id`.execute(tx);
  const opened = await readWindow(tx, sql`w.id = ${rows[0]?.id ?? 0}`);
  if (opened === null) throw new Error('A window that was just opened is not there.');
  announce('customers', [customerId]);
  await audit({
    action: 'swap-windows.open',
    subjectKind: 'customer',
    subjectId: customerId,
    customerId,
    after: { minutes, endsAt: opened.endsAt, deviceId: opened.deviceId },
  });
  return opened;
}

/** Before its end. Refused: `not-found` where none is open. */
export async function closeSwapWindow(change: Change, customerId: number): Promise<Outcome<SwapWindow>> {
  const { tx, actor, announce, audit } = change;
  const open = (await lockCustomer(tx, customerId)) === null ? null : await findOpenWindow(tx, customerId);
  if (open === null) return refuse('not-found', { message: 'No swap window is open for this customer.' });
  await closeOpen(tx, customerId, actor.name);
  announce('customers', [customerId]);
  await audit({
    action: 'swap-windows.close',
    subjectKind: 'customer',
    subjectId: customerId,
    customerId,
    before: { endsAt: open.endsAt, deviceId: open.deviceId },
  });
  return open;
}

/** Undoes the closing of the last window, which ends when it would have. Refused: `not-found`. */
export async function reopenSwapWindow(change: Change, customerId: number): Promise<Outcome<SwapWindow>> {
  const { tx, announce, audit } = change;
  await lockCustomer(tx, customerId);
  await sql`
    update swap_windows set closed_at = null, closed_by = null
     where id = (select id from swap_windows where customer_id = ${customerId} order by id desc limit 1)
       and used_at is null and closed_at is not null and ends_at > trusted_now()`.execute(tx);
  const open = await findOpenWindow(tx, customerId);
  if (open === null) return refuse('not-found', { message: 'There is no swap window to open again.' });
  announce('customers', [customerId]);
  await audit({
    action: 'swap-windows.reopen',
    subjectKind: 'customer',
    subjectId: customerId,
    customerId,
    after: { endsAt: open.endsAt, deviceId: open.deviceId },
  });
  return open;
}

/** For the verbs that take a device away: a window for its place is over. */
export function closeWindowsFor(tx: Tx, deviceId: number, closedBy: string): Promise<void> {
  return closeWindowsOf(tx, [deviceId], closedBy);
}

/** The same for many devices. */
export async function closeWindowsOf(tx: Tx, deviceIds: readonly number[], closedBy: string): Promise<void> {
  await sql`
    update swap_windows set closed_at = trusted_now(), closed_by = ${closedBy}
     where device_id = any(${[...deviceIds]}::bigint[]) and used_at is null and closed_at is null`.execute(
    tx,
  );
}

/** Notes those that nobody used and that are over: they stand on the record. Gives how many. */
export function endSwapWindows(db: Db): Promise<number> {
  return inTransaction(db, async (tx) => {
    const { rows } = await sql<{ customer_id: number; opened_by: string; ends_at: Date }>`
      update swap_windows set closed_at = ends_at, closed_by = 'Its end'
       where used_at is null and closed_at is null and ends_at <= trusted_now()
      returning customer_id, opened_by, ends_at`.execute(tx);
    for (const { customer_id: customerId, opened_by: openedBy, ends_at: endsAt } of rows) {
      await writeAudit(tx, jobActor('Automatic'), {
        action: 'swap-windows.end',
        subjectKind: 'customer',
        subjectId: customerId,
        customerId,
        before: { openedBy, endsAt: endsAt.toISOString() },
      });
    }
    return rows.length;
  });
}

/** The one that is open now; `null`: none is. */
export function findOpenWindow(db: Db | Tx, customerId: number): Promise<SwapWindow | null> {
  return readWindow(
    db,
    sql`w.customer_id = ${customerId} and w.used_at is null and w.closed_at is null and w.ends_at > trusted_now()`,
  );
}

/** The last one, whatever became of it; `null`: there was none. */
export function findLastWindow(db: Db | Tx, customerId: number): Promise<SwapWindow | null> {
  return readWindow(db, sql`w.customer_id = ${customerId}`);
}

async function readWindow(db: Db | Tx, which: RawBuilder<unknown>): Promise<SwapWindow | null> {
  const { rows } = await sql<SwapWindow>`
    select ${windowFields} from swap_windows w left join devices d on d.id = w.device_id
     where ${which} order by w.id desc limit 1`.execute(db);
  return rows[0] ?? null;
}

const iso = (column: RawBuilder<unknown>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Of `swap_windows w` and the device `d` that it names: the fields of a `SwapWindow`. */
const windowFields = sql`
  w.device_id::text as "deviceId", coalesce(d.label, d.type, upper(d.mac::text)) as "deviceName",
  w.opened_by as "openedBy", ${iso(sql`w.opened_at`)} as "openedAt", ${iso(sql`w.ends_at`)} as "endsAt",
  w.used_at is null and w.closed_at is null and w.ends_at > trusted_now() as open,
  ${iso(sql`w.used_at`)} as "usedAt", upper(w.used_mac::text) as "usedMac",
  w.used_device_id::text as "usedDeviceId", ${iso(sql`w.closed_at`)} as "closedAt"`;

/** The open window of customer `c`, as JSON, for lists of customers. */
export const openWindowOfCustomer = sql<SwapWindow | null>`(
  select to_jsonb(found) from (
    select ${windowFields} from swap_windows w left join devices d on d.id = w.device_id
     where w.customer_id = c.id and w.used_at is null and w.closed_at is null and w.ends_at > trusted_now()) found)`;

async function closeOpen(tx: Tx, customerId: number, closedBy: string): Promise<void> {
  await sql`
    update swap_windows set closed_at = least(ends_at, trusted_now()), closed_by = ${closedBy}
     where customer_id = ${customerId} and used_at is null and closed_at is null`.execute(tx);
}

async function hasDevice(tx: Tx, customerId: number, deviceId: number): Promise<boolean> {
  const found = await tx
    .selectFrom('devices')
    .select('id')
    .where('id', '=', deviceId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst();
  return found !== undefined;
}
