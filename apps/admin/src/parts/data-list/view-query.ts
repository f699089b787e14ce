import type { ListFilter, ListQuery } from './list-types.ts';
import { say } from '../texts.ts';

export type ViewQuery = Readonly<Record<string, string>>;

/** What of a list's address is worth a name: its search, its filters, and a sort that is not the list's own. */
export function viewQueryOf({ search, sort, filters }: ListQuery, defaultSort: string): ViewQuery {
  return {
    ...filters,
    ...(search !== '' && { search }),
    ...(sort !== defaultSort && { sort }),
  };
}

export function isSameQuery(a: ViewQuery, b: ViewQuery): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => a[name] === b[name]);
}

/** "Type: Router · Address: Private · “rahim”", so that a name need not say it all. */
export function describeQuery(query: ViewQuery, filters: readonly ListFilter[]): string {
  const parts = filters.flatMap(({ name, label, options }) => {
    const value = query[name];
    const chosen = options.find((option) => option.value === value);
    return value === undefined ? [] : [`${label}: ${chosen?.label ?? value}`];
  });
  if (query['search'] !== undefined) parts.push(`“${query['search']}”`);
  return parts.join(' · ') || say('everything');
}
