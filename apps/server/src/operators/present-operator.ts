import { mayDo, permissions } from '@gatehouse/domain/operators/permissions';
import type { Actor } from '../actor.ts';
import type { Me } from './operators.schemas.ts';
import type { KnownOperator } from './sign-in.ts';

export function describeMe({ id, name, username, role, limited }: KnownOperator): Me {
  return {
    kind: 'operator',
    id: String(id),
    name,
    username,
    role,
    limited,
    permissions: permissionsOf(role, limited),
  };
}

/** The same for whoever carries an API token. */
export function describeToken({ id, name, role }: Actor): Me {
  const known = role ?? 'read-only';
  return {
    kind: 'api-token',
    id: String(id),
    name,
    username: null,
    role: known,
    limited: false,
    permissions: permissionsOf(known, false),
  };
}

function permissionsOf(role: Me['role'], limited: boolean): string[] {
  return permissions.filter((permission) => mayDo(role, permission, limited));
}
