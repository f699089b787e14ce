import { usernameKey } from '@gatehouse/domain/username';
import type { Change } from '../db/make-change.ts';
import type { OperatorRole } from '../db/schema.ts';
import { type Outcome, refuse } from '../outcome.ts';

export type NewOperator = { name: string; username: string; passwordHash: string; role: OperatorRole };

/** Usernames of operators match case-insensitively, like those of customers. */
export async function createOperator(
  { tx, audit }: Change,
  { name, username, passwordHash, role }: NewOperator,
): Promise<Outcome<{ id: number }>> {
  const row = await tx
    .insertInto('operators')
    .values({ name, username, username_key: usernameKey(username), password_hash: passwordHash, role })
    .onConflict((conflict) => conflict.column('username_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) {
    const taken = { code: 'taken', message: 'is in use' };
    return refuse('username-taken', {
      message: `There is an operator "${username}" already.`,
      fields: { username: taken },
    });
  }
  await audit({
    action: 'operators.create',
    subjectKind: 'operator',
    subjectId: row.id,
    after: { name, username, role },
  });
  return row;
}
