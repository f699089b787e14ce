import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { Reach } from '../db/reach/reach.ts';
import { findReach } from './reach/find-reach.ts';
import { hashSecretToken } from './secret-token.ts';

export const SIGN_IN_IDLE_HOURS_MAX = 12;
export const SIGN_IN_DAYS_MAX = 7;
/** How exactly it is kept when a token was last used: not every request writes. */
const LAST_USED_SECONDS = 60;

/** How long who has proved who they are need not do it again. */
export const PROVED_MINUTES = 10;

export type FoundCaller = {
  readonly actor: Actor;
  /** Set for an operator's sign-in. */
  readonly signInId: number | null;
  /** `null`: limited to nothing. */
  readonly reach: Reach | null;
  /** By second factor or password, in the last minutes. An API token has no way to, and is not asked. */
  readonly isProved: boolean;
  /** A sign-in that reaches nothing before a second factor is set up. */
  readonly isSecondFactorDue: boolean;
};

/** Whose API token this is; `null` for one that is unknown, revoked or over. */
export async function findByApiToken(
  db: Db,
  token: string,
  sourceAddress: string | null,
): Promise<FoundCaller | null> {
  const row = await db
    .selectFrom('api_tokens')
    .select(['id', 'name', 'role', 'permissions', isStale('last_used_at').as('isStale')])
    .where('token_hash', '=', hashSecretToken(token))
    .where('revoked_at', 'is', null)
    .where(sql<boolean>`coalesce(expires_at > trusted_now(), true)`)
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.isStale) {
    await db
      .updateTable('api_tokens')
      .set({ last_used_at: sql`trusted_now()`, last_used_from: sourceAddress })
      .where('id', '=', row.id)
      .execute();
  }
  const { id, name, role, permissions } = row;
  const actor = { kind: 'api-token', id, name, role, permissions, sourceAddress } as const;
  return { actor, signInId: null, reach: null, isProved: true, isSecondFactorDue: false };
}

/** Which operator's sign-in this cookie is; `null` once it is over, idle for too long, or the operator disabled. */
export async function findBySignIn(
  db: Db,
  token: string,
  sourceAddress: string | null,
): Promise<FoundCaller | null> {
  const row = await openSignIns(db)
    .select(['s.id as signInId', 'o.id', 'o.name', 'o.role', 'o.limited'])
    .select([isStale('s.last_used_at').as('isStale'), provedLately().as('isProved')])
    .select('s.second_factor_due as isSecondFactorDue')
    .where('s.token_hash', '=', hashSecretToken(token))
    .executeTakeFirst();
  if (row === undefined) return null;
  const { signInId, id, name, role, limited } = row;
  const reach = limited ? await findReach(db, id) : null;
  if (row.isStale) {
    await db
      .updateTable('sign_ins')
      .set({ last_used_at: sql`trusted_now()` })
      .where('id', '=', signInId)
      .execute();
    await db
      .updateTable('operators')
      .set({ last_seen_at: sql`trusted_now()` })
      .where('id', '=', id)
      .execute();
  }
  const { isProved, isSecondFactorDue } = row;
  const actor = { kind: 'operator', id, name, role, sourceAddress } as const;
  return { actor, signInId, reach, isProved, isSecondFactorDue };
}

/** Sign-ins `s` that are good, with their operators `o`. */
export function openSignIns(db: Db | Tx) {
  return db
    .selectFrom('sign_ins as s')
    .innerJoin('operators as o', 'o.id', 's.operator_id')
    .where('o.status', '=', 'active')
    .where('s.expires_at', '>', sql<Date>`trusted_now()`)
    .where('s.last_used_at', '>', sql<Date>`trusted_now() - ${SIGN_IN_IDLE_HOURS_MAX} * interval '1 hour'`);
}

function provedLately() {
  return sql<boolean>`s.proved_at > trusted_now() - ${PROVED_MINUTES} * interval '1 minute'`;
}

function isStale(column: 'last_used_at' | 's.last_used_at') {
  const ref = sql.ref(column);
  return sql<boolean>`${ref} is null or ${ref} < trusted_now() - ${LAST_USED_SECONDS} * interval '1 second'`;
}
