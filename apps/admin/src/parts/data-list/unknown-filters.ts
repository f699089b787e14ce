import type { ListFilter, ListQuery } from './list-types.ts';
import { say } from '../texts.ts';

/** Which filters of the address are none that can be chosen here, in words. */
export function describeUnknownFilters(filters: readonly ListFilter[], query: ListQuery): string {
  const unknown = filters.flatMap(({ name, label, options }) => {
    const asked = query.filters[name];
    const known = asked === undefined || options.some(({ value }) => value === asked);
    return known ? [] : [say('filterCannotBe', { label, asked: shortened(asked) })];
  });
  return unknown.length > 0 ? unknown.join(' ') : say('filterUnknown');
}

/** The change that takes out every filter, the search and the sort. */
export function clearedFilters({ filters }: Pick<ListQuery, 'filters'>): Record<string, null> {
  return Object.fromEntries(['search', 'sort', ...Object.keys(filters)].map((name) => [name, null]));
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
