import { mayDo, permissions } from '@gatehouse/domain/operators/permissions';
import type { Actor } from '../actor.ts';
import type { Me } from './operators.schemas.ts';
import type { KnownOperator } from './sign-in.ts';

export function describeMe({ id, name, username, role }: KnownOperator): Me {
  return { kind: 'operator', id: String(id), name, username, role, permissions: permissionsOf(role) };
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
    permissions: permissionsOf(known),
  };
}

function permissionsOf(role: Me['role']): string[] {
  return permissions.filter((permission) => mayDo(role, permission));
}
