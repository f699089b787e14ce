import type { Permission } from '../operators/permissions.ts';
import { readerOf, THINGS_WITH_READERS } from './say-changes.ts';

export type May = (permission: Permission) => boolean;

/** The first words of actions that somebody may be told of; `null`: all there are, also those that nobody thought of. */
export function readableThings(may: May): readonly string[] | null {
  if (may('operators.change')) return null;
  return THINGS_WITH_READERS.filter((thing) => may(readerOf(`${thing}.read`)));
}
