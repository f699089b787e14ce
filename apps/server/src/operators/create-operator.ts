import { usernameKey } from '@gatehouse/domain/username';
import type { Change } from '../db/make-change.ts';
import type { OperatorRole } from '../db/schema.ts';
import { unlessTaken } from '../db/unless-taken.ts';
import { isRefused, type Outcome, type Refused, refuse } from '../outcome.ts';

export type NewOperator = {
  readonly name: string;
  readonly username: string;
  /** `null`: none yet; a link lets them set one. */
  readonly passwordHash: string | null;
  readonly role: OperatorRole;
  readonly email?: string | null | undefined;
};

/** Usernames of operators match case-insensitively, like those of customers. Refused: `username-taken`, `email-taken`. */
export async function createOperator(
  { tx, audit }: Change,
  { name, username, passwordHash, role, email = null }: NewOperator,
): Promise<Outcome<{ id: number }>> {
  const insert = () =>
    tx
      .insertInto('operators')
      .values({
        name,
        username,
        username_key: usernameKey(username),
        password_hash: passwordHash,
        role,
        email,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
  const row = await unlessTaken(insert, takenBy({ username, email }));
  if (isRefused(row)) return row;
  await audit({
    action: 'operators.create',
    subjectKind: 'operator',
    subjectId: row.id,
    after: { name, username, role, ...(email !== null && { email }) },
  });
  return row;
}

/** What is said where somebody else has it: by the constraint that says no. */
export function takenBy(sent: {
  readonly username?: string | undefined;
  readonly email?: string | null | undefined;
}): Readonly<Record<string, Refused>> {
  const taken = { code: 'taken', message: 'is in use' };
  return {
    operators_username_key_key: refuse('username-taken', {
      message: `There is an operator "${sent.username}" already.`,
      fields: { username: taken },
    }),
    operators_email_key: refuse('email-taken', { fields: { email: taken } }),
  };
}
