import { sayField as nameOf, sayValue as wordsOf } from '@gatehouse/domain/audit-log/list-changes';
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
