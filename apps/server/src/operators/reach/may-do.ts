import type { Permission } from '@gatehouse/domain/operators/permissions';
import { type Actor, actorMay } from '../../actor.ts';
import { currentReach } from '../../db/reach/reach.ts';

/** Whether whoever is being served here may do it: by the role, by their token, and by whether they are limited. */
export function mayDo(actor: Pick<Actor, 'role' | 'permissions'>, permission: Permission): boolean {
  return actorMay(actor, permission, currentReach() !== null);
}
