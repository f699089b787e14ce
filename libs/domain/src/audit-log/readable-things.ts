import { mayDo, type Role } from '../operators/permissions.ts';
import { readerOf, THINGS_WITH_READERS } from './say-changes.ts';

/** The first words of actions that somebody may be told of; `null`: all there are, also those that nobody thought of. */
export function readableThings(role: Role): readonly string[] | null {
  if (mayDo(role, 'operators.change')) return null;
  return THINGS_WITH_READERS.filter((thing) => mayDo(role, readerOf(`${thing}.read`)));
}
