import { mayDo, type Permission, type Role } from '@gatehouse/domain/operators/permissions';
import type { ActorKind } from './db/schema.ts';

/** Who makes a change; every audit row names one. */
export type Actor = {
  readonly kind: ActorKind;
  /** The operator's or the token's id; null for the command line, jobs and logins. */
  readonly id: number | null;
  /** As it will be shown years later: the operator's name, the token's name, 'Command line'. */
  readonly name: string;
  readonly role: 'owner' | 'manager' | 'support' | 'sales' | 'read-only' | null;
  /** All that an API token may do of what its role may; absent or `null`: everything. */
  readonly permissions?: readonly string[] | null;
  /** Where the request came from; null inside the machine. */
  readonly sourceAddress: string | null;
  /** Why, in words: as the caller said it, or what made a job or a login do it. On every row of the audit log that comes of it. */
  readonly why?: string | null;
};

/**
 * Whether they may: by the role, by whether they are limited to a part of the house, and by the token where it may do less.
 * Within a request `mayDo` of operators/reach/ knows the second by itself.
 */
export function actorMay(
  { role, permissions = null }: Pick<Actor, 'role' | 'permissions'>,
  permission: Permission,
  limited: boolean,
): boolean {
  if (role === null || !mayDo(role, permission, limited)) return false;
  return permissions === null || permissions.includes(permission);
}

/** Whoever can run our commands can read the database; their changes carry the login name of the machine. */
export function commandLineActor(loginName: string): Actor {
  return { kind: 'cli', id: null, name: `Command line (${loginName})`, role: 'owner', sourceAddress: null };
}

/** The radius process, where a login itself writes. */
export const radiusActor: Actor = {
  kind: 'radius',
  id: null,
  name: 'Automatic',
  role: null,
  sourceAddress: null,
};

export function jobActor(job: string): Actor {
  return { kind: 'job', id: null, name: job, role: null, sourceAddress: null };
}

/** Whoever clicked, in the columns of what is done behind: by them, perhaps by another process. */
export function actorColumns(actor: Actor) {
  return {
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: actor.name,
    actor_role: actor.role,
    source_address: actor.sourceAddress,
    actor_why: actor.why ?? null,
  };
}

export function storedActor(row: {
  readonly actor_kind: string;
  readonly actor_id: number | null;
  readonly actor_name: string;
  readonly actor_role: string | null;
  readonly source_address: string | null;
  readonly actor_why: string | null;
}): Actor {
  return {
    kind: row.actor_kind as ActorKind,
    id: row.actor_id,
    name: row.actor_name,
    role: row.actor_role as Role | null,
    sourceAddress: row.source_address,
    why: row.actor_why,
  };
}
