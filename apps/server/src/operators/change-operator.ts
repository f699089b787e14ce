import { usernameKey } from '@gatehouse/domain/username';
import type { Change } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import type { Row } from '../db/schema.ts';
import { unlessTaken } from '../db/unless-taken.ts';
import { isRefused, type Outcome, refuse } from '../outcome.ts';
import { takenBy } from './create-operator.ts';
import { endSignIns } from './end-sign-ins.ts';
import { findOperator } from './operators.queries.ts';
import type { ChangeOperatorInput, Operator } from './operators.schemas.ts';

const NO_SUCH = refuse('not-found', { message: 'There is no such operator.' });

/**
 * Changes what is sent. Another role ends their sign-ins and their links, and so does switching off: at their very next
 * click, on every process. Refused: `not-found`, `username-taken`, `email-taken`, `last-owner`.
 */
export async function changeOperator(
  change: Change,
  id: number,
  input: ChangeOperatorInput,
): Promise<Outcome<Operator>> {
  const { tx, audit } = change;
  const otherOwners = await lockOwners(tx, id);
  const row = await tx
    .selectFrom('operators')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return NO_SUCH;
  const columns = changedColumns(row, input);
  const names = Object.keys(columns) as (keyof typeof columns)[];
  if (names.length > 0) {
    const endsOwner = isOwner(row) && !isOwner({ ...row, ...columns });
    if (endsOwner && otherOwners === 0) return refuse('last-owner');
    const update = () => tx.updateTable('operators').set(columns).where('id', '=', id).execute();
    const updated = await unlessTaken(update, takenBy(input));
    if (isRefused(updated)) return updated;
    const pick = (from: Record<string, unknown>) =>
      Object.fromEntries(names.map((name) => [name, from[name]]));
    const { username_key: _, ...before } = pick(row);
    const { username_key: __, ...after } = pick({ ...row, ...columns });
    await audit({ action: 'operators.change', subjectKind: 'operator', subjectId: id, before, after });
    if (columns.role !== undefined || columns.status === 'disabled') await endSignIns(tx, id);
    // A link that went to an address that is theirs no more opens nothing, nor one that was made for less than they may
    // now. Who has no password yet keeps the one they were given.
    const isOther = columns.role !== undefined && row.password_hash !== null;
    if (columns.email !== undefined || isOther || columns.status === 'disabled')
      await tx.deleteFrom('password_links').where('operator_id', '=', id).execute();
  }
  return (await findOperator(tx, id)) ?? NO_SUCH;
}

/** How many other owners can sign in. They are locked in one order: two owners who step down at once take turns. */
async function lockOwners(tx: Tx, exceptId: number): Promise<number> {
  const owners = await tx
    .selectFrom('operators')
    .select('id')
    .where('role', '=', 'owner')
    .where('status', '=', 'active')
    .where('password_hash', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  return owners.filter(({ id }) => id !== exceptId).length;
}

function isOwner({ role, status, password_hash }: Row<'operators'>): boolean {
  return role === 'owner' && status === 'active' && password_hash !== null;
}

type Columns = Pick<
  Row<'operators'>,
  'name' | 'username' | 'username_key' | 'email' | 'role' | 'status' | 'limited'
>;

function changedColumns(row: Row<'operators'>, input: ChangeOperatorInput): Partial<Columns> {
  const { name, username, email, role, enabled } = input;
  const status = enabled === undefined ? undefined : enabled ? ('active' as const) : ('disabled' as const);
  const username_key = username === undefined ? undefined : usernameKey(username);
  // An owner looks after everything.
  const limited = role === 'owner' ? false : undefined;
  const sent = { name, username, username_key, email, role, status, limited };
  return Object.fromEntries(
    Object.entries(sent).filter(
      ([column, value]) => value !== undefined && value !== row[column as keyof typeof sent],
    ),
  );
}
