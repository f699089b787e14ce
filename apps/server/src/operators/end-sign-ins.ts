import type { Change } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import { type Outcome, refuse } from '../outcome.ts';

/** Each request looks its sign-in up, so they end everywhere with the commit. How many there were. */
export async function endSignIns(tx: Tx, operatorId: number, keepId: number | null = null): Promise<number> {
  const ended = await tx
    .deleteFrom('sign_ins')
    .where('operator_id', '=', operatorId)
    .where('id', 'is distinct from', keepId)
    .returning('id')
    .execute();
  return ended.length;
}

/** Refused: `not-found`. */
export async function signOutEverywhere(
  { tx, audit }: Change,
  operatorId: number,
): Promise<Outcome<{ ended: number }>> {
  const operator = await tx
    .selectFrom('operators')
    .select('id')
    .where('id', '=', operatorId)
    .forUpdate()
    .executeTakeFirst();
  if (operator === undefined) return refuse('not-found', { message: 'There is no such operator.' });
  const ended = await endSignIns(tx, operatorId);
  const after = { ended };
  await audit({
    action: 'operators.sign-out-everywhere',
    subjectKind: 'operator',
    subjectId: operatorId,
    after,
  });
  return after;
}

/** Ends one of an operator's sign-ins. Refused: `not-found`. */
export async function endOneSignIn(
  { tx, audit }: Change,
  operatorId: number,
  signInId: number,
): Promise<Outcome<{ ended: number }>> {
  const row = await tx
    .deleteFrom('sign_ins')
    .where('id', '=', signInId)
    .where('operator_id', '=', operatorId)
    .returning(['source_address', 'user_agent'])
    .executeTakeFirst();
  if (row === undefined) return refuse('not-found', { message: 'This sign-in has ended already.' });
  await audit({
    action: 'operators.end-sign-in',
    subjectKind: 'operator',
    subjectId: operatorId,
    before: { sourceAddress: row.source_address, userAgent: row.user_agent },
  });
  return { ended: 1 };
}
