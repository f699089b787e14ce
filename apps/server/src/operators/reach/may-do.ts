import { mayDo as mayRoleDo, type Permission, type Role } from '@gatehouse/domain/operators/permissions';
import { currentReach } from '../../db/reach/reach.ts';

/** Whether whoever is being served here may do it: by the role, and by whether they are limited. */
export function mayDo(role: Role | null, permission: Permission): boolean {
  return role !== null && mayRoleDo(role, permission, currentReach() !== null);
}
