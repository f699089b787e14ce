import { sql } from 'kysely';
import type { Change } from '../../db/make-change.ts';
import type { Db, Tx } from '../../db/open-database.ts';
import { type Outcome, refuse } from '../../outcome.ts';
import { hashSecretToken, makeSecretToken, type RandomBytes } from '../secret-token.ts';
import type { PasswordLink } from './password-links.schemas.ts';

/** By hand: to whoever adds an operator, for a new one may begin next week. By mail: to whoever waits for it. */
const GOOD_FOR_HOURS = { given: 72, mailed: 1 } as const;
export type LinkWay = keyof typeof GOOD_FOR_HOURS;

export type LinkHolder = {
  readonly id: number;
  readonly name: string;
  readonly username: string;
  readonly hasPassword: boolean;
};

/**
 * A link with which one operator sets a password, once. It takes the place of the one before that went the same way.
 * Refused: `not-found`, `operator-off`.
 */
export async function makePasswordLink(
  { tx, audit }: Change,
  operatorId: number,
  way: LinkWay,
  randomBytes: RandomBytes,
): Promise<Outcome<PasswordLink>> {
  const operator = await tx
    .selectFrom('operators')
    .select('status')
    .where('id', '=', operatorId)
    .forUpdate()
    .executeTakeFirst();
  if (operator === undefined) return refuse('not-found', { message: 'There is no such operator.' });
  if (operator.status !== 'active') return refuse('operator-off');
  const { token, hash } = makeSecretToken(randomBytes);
  await sweep(tx, operatorId, way);
  const { expires_at } = await tx
    .insertInto('password_links')
    .values({
      token_hash: hash,
      operator_id: operatorId,
      way,
      expires_at: sql<Date>`trusted_now() + ${GOOD_FOR_HOURS[way]} * interval '1 hour'`,
    })
    .returning('expires_at')
    .executeTakeFirstOrThrow();
  await audit({
    action: way === 'mailed' ? 'operators.ask-password-link' : 'operators.make-password-link',
    subjectKind: 'operator',
    subjectId: operatorId,
    after: { way },
  });
  // Behind the # it stays in the browser: no log and no other site hears of it.
  return { path: `/set-password#${token}`, expiresAt: expires_at.toISOString() };
}

async function sweep(tx: Tx, operatorId: number, way: LinkWay): Promise<void> {
  await tx
    .deleteFrom('password_links')
    .where('operator_id', '=', operatorId)
    .where(({ or, eb }) => or([eb('way', '=', way), eb('expires_at', '<=', sql<Date>`trusted_now()`)]))
    .execute();
}

/** Whose link this is; `null` for one that was used, replaced, is over, or never was. */
export async function findPasswordLink(db: Db | Tx, token: string): Promise<LinkHolder | null> {
  const row = await db
    .selectFrom('password_links as l')
    .innerJoin('operators as o', 'o.id', 'l.operator_id')
    .select(['o.id', 'o.name', 'o.username', sql<boolean>`o.password_hash is not null`.as('hasPassword')])
    .where('l.token_hash', '=', hashSecretToken(token))
    .where('l.expires_at', '>', sql<Date>`trusted_now()`)
    .where('o.status', '=', 'active')
    .executeTakeFirst();
  return row ?? null;
}

/** Uses the link up. Two at once: one of them wins. `false`: it is not good (any more). */
export async function takePasswordLink(tx: Tx, token: string): Promise<boolean> {
  const taken = await tx
    .deleteFrom('password_links')
    .where('token_hash', '=', hashSecretToken(token))
    .where('expires_at', '>', sql<Date>`trusted_now()`)
    .returning('token_hash')
    .executeTakeFirst();
  return taken !== undefined;
}
