import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { ListFilter, ListQuery } from './list-types.ts';

/** Search, sort and filters live in the URL: a list can be linked to, reloaded, and gone back to. */
export function useListQuery(filters: readonly ListFilter[], defaultSort = '') {
  const inUrl = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const navigate = useNavigate();
  const query: ListQuery = useMemo(
    () => ({
      search: inUrl['search'] ?? '',
      sort: inUrl['sort'] ?? defaultSort,
      filters: Object.fromEntries(
        filters.flatMap(({ name }) => (inUrl[name] === undefined ? [] : [[name, inUrl[name]]])),
      ),
    }),
    [inUrl, filters, defaultSort],
  );
  const change = useCallback(
    (changes: Readonly<Record<string, string | null>>) => {
      const next = (before: Record<string, unknown>) => {
        const merged = Object.entries({ ...before, ...changes });
        return Object.fromEntries(merged.filter(([, value]) => value !== null && value !== ''));
      };
      // A filter is a step that one can go back from; a search as it is typed, and a sort, are not.
      const step = filters.some(({ name }) => name in changes);
      void navigate({ to: '.', search: next as never, replace: !step });
    },
    [navigate, filters],
  );
  return { query, change };
}
