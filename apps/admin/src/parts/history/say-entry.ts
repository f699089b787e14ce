import { sayField as nameOf, sayValue as wordsOf } from '@gatehouse/domain/audit-log/list-changes';
import type { AuditEntry } from '../../api/types.ts';
import { has, say } from './texts.ts';

/** "Added a device", by the action's code, in the operator's language; one that is not known here by its own word. */
export function sayAction(action: string): string {
  const key = `action_${action}`;
  return has(key) ? say(key) : action;
}

/** "Device limit" */
export function sayField(field: string): string {
  const key = `field_${field}`;
  return has(key) ? say(key) : nameOf(field);
}

/** Fields whose values are codes of ours. In all others somebody may have typed a word that looks like one. */
const CODED: ReadonlySet<string> = new Set(['status', 'macBinding', 'kind', 'role', 'privateMacPolicy']);

/** A value in a few words; `null`: there is none. */
export function sayValue(field: string, value: unknown): string | null {
  const key = `value_${String(value)}`;
  const isCode = typeof value === 'boolean' || (typeof value === 'string' && CODED.has(field));
  return isCode && has(key) ? say(key) : wordsOf(value);
}

type Who = Pick<AuditEntry, 'actor'>;
type Did = Pick<AuditEntry, 'actor' | 'action' | 'why'>;

/** Whose names are ours: no person typed them. */
const OURS: ReadonlySet<string> = new Set(['radius', 'job', 'customer']);

/** Who did it, as people call them; what did it by itself, in the operator's language. */
export function sayActor({ actor }: Who): string {
  const key = `by_${actor.name}`;
  if (OURS.has(actor.kind) && has(key)) return say(key);
  const login = actor.kind === 'cli' ? /^Command line \((.+)\)$/.exec(actor.name)?.[1] : undefined;
  return login === undefined ? actor.name : say('by_commandLine', { login });
}

/** Why: as somebody typed it, or what made a login do it. */
export function sayWhy({ actor, action, why }: Did): string | null {
  const key = `why_${action}`;
  return actor.kind === 'radius' && why !== null && has(key) ? say(key) : why;
}
