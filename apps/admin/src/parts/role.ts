import type { Role } from '@gatehouse/domain/operators/permissions';
import { language } from '../languages/current.ts';
import { say } from './texts.ts';

/** "Owner" */
export function sayRole(role: Role): string {
  return say(`role_${role}`);
}

/** "owner", within a sentence. */
export function sayRoleWithin(role: Role): string {
  return sayRole(role).toLocaleLowerCase(language);
}

/** What who holds it may do, in a sentence. */
export function sayWhatRoleMay(role: Role): string {
  return say(`roleMay_${role}`);
}
