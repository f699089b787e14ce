import { type RawBuilder, sql } from 'kysely';
import { lockCustomer } from '../../customers/lock-customer.ts';
import { jobActor } from '../../actor.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { type Change, writeAudit } from '../../db/make-change.ts';
import type { Db, Tx } from '../../db/open-database.ts';
import { isRefused, type Outcome, type Refused, refuse } from '../../outcome.ts';
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
  const gaveWay = await closeOpen(tx, customerId, actor.name);
  const { rows } = await sql<{ id: number }>`
    insert into swap_windows (customer_id, device_id, opened_by, ends_at)
    values (${customerId}, ${deviceId ?? null}, ${actor.name}, trusted_now() + make_interval(mins => ${minutes}))
    returning id`.execute(tx);
  if (gaveWay !== null)
    await sql`update swap_windows set gave_way_to = ${rows[0]?.id ?? 0} where id = ${gaveWay}`.execute(tx);
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

/**
 * Before its end. Refused: `not-found` where none is open, `changed-since` where it is not the one that is meant.
 * @param windowId only this one; whichever is open unless told
 */
export async function closeSwapWindow(
  change: Change,
  customerId: number,
  windowId?: number,
): Promise<Outcome<SwapWindow>> {
  const { tx, actor, announce, audit } = change;
  const found = await findMeant(tx, customerId, windowId);
  if (isRefused(found)) return found;
  const { open } = found;
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

/**
 * Undoes the opening of a window: it is closed, and one that had given way to it is open again until its own end. Refused
 * as closing is.
 */
export async function undoOpenSwapWindow(
  change: Change,
  customerId: number,
  windowId: number,
): Promise<Outcome<SwapWindow>> {
  const closed = await closeSwapWindow(change, customerId, windowId);
  if (isRefused(closed)) return closed;
  const { rows } = await sql<{ id: number }>`
    select id from swap_windows where gave_way_to = ${windowId} and customer_id = ${customerId}`.execute(
    change.tx,
  );
  const [earlier] = rows;
  if (earlier !== undefined) await openAgain(change, customerId, earlier.id);
  return closed;
}

/**
 * Undoes the closing of the last window, which ends when it would have. Refused: `not-found`, `changed-since` where
 * somebody has opened another since.
 * @param windowId only this one; the last one unless told
 */
export async function reopenSwapWindow(
  change: Change,
  customerId: number,
  windowId?: number,
): Promise<Outcome<SwapWindow>> {
  const { tx } = change;
  await lockCustomer(tx, customerId);
  const last = await findLastWindow(tx, customerId);
  if (last === null) return refuse('not-found', NOTHING_TO_REOPEN);
  if (windowId !== undefined && last.id !== String(windowId)) return refuse('changed-since', OPENED_SINCE);
  if (last.open) return last;
  return (await openAgain(change, customerId, Number(last.id))) ?? refuse('not-found', NOTHING_TO_REOPEN);
}

const NOTHING_TO_REOPEN = { message: 'There is no swap window to open again.' };
const OPENED_SINCE = { message: 'Somebody has opened another swap window since; that was left.' };

/** `null`: it was used, would be over, or another is open. */
async function openAgain(change: Change, customerId: number, id: number): Promise<SwapWindow | null> {
  const { tx, announce, audit } = change;
  const { rows } = await sql`
    update swap_windows w set closed_at = null, closed_by = null, gave_way_to = null
     where w.id = ${id} and w.used_at is null and w.closed_at is not null and w.ends_at > trusted_now()
       and not exists (select from swap_windows other where other.customer_id = w.customer_id
                          and other.used_at is null and other.closed_at is null)
    returning w.id`.execute(tx);
  const open = rows.length === 0 ? null : await readWindow(tx, sql`w.id = ${id}`);
  if (open === null) return null;
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

/** The open window that is meant, its customer locked. */
async function findMeant(
  tx: Tx,
  customerId: number,
  windowId: number | undefined,
): Promise<Refused | { readonly open: SwapWindow }> {
  const open = (await lockCustomer(tx, customerId)) === null ? null : await findOpenWindow(tx, customerId);
  if (open !== null && (windowId === undefined || open.id === String(windowId))) return { open };
  if (open !== null) return refuse('changed-since', OPENED_SINCE);
  const meant =
    windowId === undefined
      ? null
      : await readWindow(tx, sql`w.id = ${windowId} and w.customer_id = ${customerId}`);
  const taker = meant?.usedMac ?? null;
  if (taker === null)
    return refuse('not-found', { message: 'No such swap window is open for this customer.' });
  const message = `${taker} has taken the place in it already. Undo that at the device, where it is not to be.`;
  return refuse('changed-since', { message });
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

/** The one that is open, else the last one, whatever became of it; `null`: there was none. */
export function findLastWindow(db: Db | Tx, customerId: number): Promise<SwapWindow | null> {
  return readWindow(db, sql`w.customer_id = ${customerId}`);
}

async function readWindow(db: Db | Tx, which: RawBuilder<unknown>): Promise<SwapWindow | null> {
  const { rows } = await sql<SwapWindow>`
    select ${windowFields} from swap_windows w left join devices d on d.id = w.device_id
     where ${which} order by (w.used_at is null and w.closed_at is null) desc, w.id desc limit 1`.execute(db);
  return rows[0] ?? null;
}

const iso = (column: RawBuilder<unknown>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Of `swap_windows w` and the device `d` that it names: the fields of a `SwapWindow`. */
const windowFields = sql`
  w.id::text as id, w.device_id::text as "deviceId", coalesce(d.label, d.type, upper(d.mac::text)) as "deviceName",
  w.opened_by as "openedBy", ${iso(sql`w.opened_at`)} as "openedAt", ${iso(sql`w.ends_at`)} as "endsAt",
  w.used_at is null and w.closed_at is null and w.ends_at > trusted_now() as open,
  ${iso(sql`w.used_at`)} as "usedAt", upper(w.used_mac::text) as "usedMac",
  w.used_device_id::text as "usedDeviceId", ${iso(sql`w.closed_at`)} as "closedAt"`;

/** The open window of customer `c`, as JSON, for lists of customers. */
export const openWindowOfCustomer = sql<SwapWindow | null>`(
  select to_jsonb(found) from (
    select ${windowFields} from swap_windows w left join devices d on d.id = w.device_id
     where w.customer_id = c.id and w.used_at is null and w.closed_at is null and w.ends_at > trusted_now()) found)`;

/** Gives the one that it closed before its end; `null`: none. */
async function closeOpen(tx: Tx, customerId: number, closedBy: string): Promise<number | null> {
  const { rows } = await sql<{ id: number; early: boolean }>`
    update swap_windows set closed_at = least(ends_at, trusted_now()), closed_by = ${closedBy}
     where customer_id = ${customerId} and used_at is null and closed_at is null
    returning id, ends_at > trusted_now() as early`.execute(tx);
  const [closed] = rows;
  return closed?.early === true ? closed.id : null;
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
