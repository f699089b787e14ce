import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getJson, type Params } from '../../api/call-api.ts';
import type { Page } from '../../api/types.ts';

const PAGE_SIZE = 100;

/**
 * A list of the API, page by page.
 * @param thing first part of the cache's key: what a change of such a thing makes stale
 * @param path the list's path, e.g. `/customers/42/devices`
 * @param refreshSeconds how often what is shown is read again
 */
export function usePages<Row>(thing: string, path: string, params: Params, refreshSeconds?: number) {
  const pages = useInfiniteQuery({
    queryKey: [thing, 'list', path, params],
    queryFn: ({ pageParam, signal }) =>
      getJson<Page<Row>>(
        path,
        { ...params, limit: PAGE_SIZE, cursor: pageParam, count: pageParam === null ? true : null },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: refreshSeconds === undefined ? false : refreshSeconds * 1000,
  });
  return pages;
}
