import type { ListScreen } from '@gatehouse/domain/lists/list-screens';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo } from 'react';
import type { SavedView } from '../../api/types.ts';
import type { ListFilter, ListQuery } from './list-types.ts';
import type { ListSetUp } from './use-list-choice.ts';
import { useSavedViews } from './use-saved-views.ts';
import { isSameQuery, type ViewQuery, viewQueryOf } from './view-query.ts';

/** In the address: the list as it comes, although another view is one's default. */
const NO_VIEW = 'all';
const NO_VIEWS: readonly SavedView[] = [];

export type Views = {
  readonly list: readonly SavedView[];
  /** The view that the address names. */
  readonly current: SavedView | null;
  /** The address asks for something else than that view by now. */
  readonly changed: boolean;
  /** What is asked for now. */
  readonly query: ViewQuery;
  readonly apply: (view: Pick<SavedView, 'id' | 'query'> | null) => void;
  /** The list is about to open with the operator's default view. */
  readonly pending: boolean;
};

type Options = {
  readonly screen: ListScreen | undefined;
  readonly query: ListQuery;
  readonly filters: readonly ListFilter[];
  readonly defaultSort: string;
  readonly setUp: ListSetUp;
};

/** The saved views of a list. Which one is shown stands in the address, beside what it asks for. */
export function useViews({ screen, query, filters, defaultSort, setUp }: Options): Views {
  const named = (useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>)['view'];
  const navigate = useNavigate();
  const { data: list = NO_VIEWS, isPending } = useSavedViews(screen);
  const asked = useMemo(() => viewQueryOf(query, defaultSort), [query, defaultSort]);
  const current = list.find(({ id }) => id === String(named)) ?? null;
  const own = useMemo(() => new Set(['search', 'sort', ...filters.map(({ name }) => name)]), [filters]);

  const go = useCallback(
    (view: Pick<SavedView, 'id' | 'query'> | null, replace: boolean) => {
      const next = (before: Record<string, unknown>) => ({
        ...Object.fromEntries(Object.entries(before).filter(([name]) => !own.has(name))),
        ...view?.query,
        view: view?.id ?? NO_VIEW,
      });
      void navigate({ to: '.', search: next as never, replace });
    },
    [navigate, own],
  );
  const bare = screen !== undefined && named === undefined && Object.keys(asked).length === 0;
  const first = bare ? list.find(({ id }) => id === setUp.choice.defaultViewId) : undefined;
  useEffect(() => {
    if (first) go(first, true);
  }, [first, go]);
  const apply = useCallback((view: Pick<SavedView, 'id' | 'query'> | null) => go(view, false), [go]);
  return {
    list,
    current,
    changed: current !== null && !isSameQuery(current.query, asked),
    query: asked,
    apply,
    pending: first !== undefined || (bare && isPending),
  };
}
