import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { actorColumns } from '../../actor.ts';
import type { Change } from '../../db/make-change.ts';
import type { Tx } from '../../db/open-database.ts';
import { type Outcome, refuse } from '../../outcome.ts';
import { allThatMatch } from '../matching-devices.ts';
import type { BulkActionInput, Selection, SelectionFilter } from './bulk.schemas.ts';
import type { BulkFields } from './work/bulk-work.ts';

/** Who asks for the same again within this time has clicked twice. */
const SAME_CLICK_SECONDS = 5;

/**
 * Notes what is to be done with which devices: those that match now. The work itself is done behind. The same asked
 * twice at once, or while it is under way, is the same action. Refused: `not-found` where there is no such holder to
 * move to, `selection-grown`, `selection-empty`.
 */
export async function beginBulkAction(
  { tx, actor, audit }: Change,
  input: BulkActionInput,
): Promise<Outcome<{ id: number }>> {
  const { action, selection, expected, ...rest } = input;
  const fields: BulkFields = rest;
  const requestHash = hashOf([actor.kind, actor.id, actor.name, action, fields, selection]);
  const same = await findSame(tx, requestHash);
  if (same !== null) return { id: same };
  if (fields.customerId !== undefined && !(await isCustomer(tx, fields.customerId)))
    return refuse('not-found', { message: 'There is no such customer to move them to.' });

  const filter = 'filter' in selection ? JSON.stringify(selection.filter) : null;
  const { id } = await tx
    .insertInto('bulk_actions')
    .values({
      action,
      fields: JSON.stringify(fields),
      filter,
      request_hash: requestHash,
      state: 'working',
      total: 0,
      created_by: actor.name,
      ...actorColumns(actor),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const total = await gather(tx, id, selection);
  if (total === 0) return refuse('selection-empty');
  if (expected !== undefined && total > expected) {
    const [now, before] = [total, expected].map((count) => count.toLocaleString('en'));
    return refuse('selection-grown', {
      message: `${now} match by now, where ${before} were shown. Look at the list again, then confirm.`,
      fields: { expected: { code: 'grown', message: `is ${total} by now` } },
    });
  }
  await tx.updateTable('bulk_actions').set({ total }).where('id', '=', id).execute();
  await audit({
    action: 'bulk-actions.begin',
    subjectKind: 'bulk-action',
    subjectId: id,
    after: { action, ...fields, devices: total },
  });
  return { id };
}

/** One at a time asks for one and the same thing. */
async function findSame(tx: Tx, requestHash: string): Promise<number | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${requestHash}, 0))`.execute(tx);
  const { rows } = await sql<{ id: number }>`
    select id from bulk_actions
     where request_hash = ${requestHash}
       and (state = 'working'
            or state = 'done' and created_at > trusted_now() - make_interval(secs => ${SAME_CLICK_SECONDS}))
     order by id desc limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}

function hashOf(what: unknown): string {
  return createHash('sha256').update(JSON.stringify(what)).digest('base64url');
}

async function isCustomer(tx: Tx, id: number): Promise<boolean> {
  const found = await tx.selectFrom('customers').select('id').where('id', '=', id).executeTakeFirst();
  return found !== undefined;
}

async function gather(tx: Tx, id: number, selection: Selection): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with chosen as (
      insert into bulk_action_rows (bulk_action_id, device_id, customer_id, mac, name)
      select ${id}, d.id, d.customer_id, d.mac, coalesce(d.label, d.type) from devices d
       where ${whichDevices(selection)}
      returning 1)
    select count(*) as count from chosen`.execute(tx);
  return rows[0]?.count ?? 0;
}

function whichDevices(selection: Selection): RawBuilder<boolean> {
  if ('ids' in selection) return sql`d.id = any(${[...selection.ids]}::bigint[])`;
  const except = selection.except ?? [];
  const { search: _, ...filters } = selection.filter;
  const those = allThatMatch(readSearch(selection.filter), filters);
  return except.length === 0 ? those : sql`(${those} and d.id <> all(${[...except]}::bigint[]))`;
}

/** What people type into a search, as lists read it. */
export function readSearch({ search }: SelectionFilter): string | null {
  return search?.normalize('NFC').replaceAll('\0', '').trim() || null;
}
