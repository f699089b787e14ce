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
      void navigate({ to: '.', search: next as never, replace: true });
    },
    [navigate],
  );
  return { query, change };
}
