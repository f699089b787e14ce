import { permissions } from '@gatehouse/domain/operators/permissions';
import { type Actor, actorMay } from '../actor.ts';
import type { Db } from '../db/open-database.ts';
import type { Me } from './operators.schemas.ts';
import type { KnownOperator } from './sign-in.ts';
import { findOwnChoices } from './own-choices.ts';
import { readTwoFactor } from './two-factor/read-two-factor.ts';

export async function describeMe(
  db: Db,
  { id, name, username, role, limited }: KnownOperator,
  secondFactorDue: boolean,
): Promise<Me> {
  const secondFactor = await readTwoFactor(db, id);
  const { language, email } = await findOwnChoices(db, id);
  return {
    kind: 'operator',
    id: String(id),
    name,
    username,
    email,
    role,
    limited,
    language,
    permissions: permissionsOf({ role }, limited),
    secondFactor,
    secondFactorDue,
  };
}

/** The same for whoever carries an API token. */
export function describeToken({ id, name, role, permissions: allowed = null }: Actor): Me {
  const known = role ?? 'read-only';
  return {
    kind: 'api-token',
    id: String(id),
    name,
    username: null,
    email: null,
    role: known,
    limited: false,
    language: null,
    permissions: permissionsOf({ role: known, permissions: allowed }, false),
    secondFactor: null,
    secondFactorDue: false,
  };
}

function permissionsOf(whose: Pick<Actor, 'role' | 'permissions'>, limited: boolean): string[] {
  return permissions.filter((permission) => actorMay(whose, permission, limited));
}
