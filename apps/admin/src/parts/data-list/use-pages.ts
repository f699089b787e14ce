import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getJson, type Params } from '../../api/call-api.ts';
import type { Page } from '../../api/types.ts';

const PAGE_SIZE = 100;

/**
 * A list of the API, page by page.
 * @param thing first part of the cache's key: what a change of such a thing makes stale
 * @param path the list's path, e.g. `/customers/42/devices`
 */
export function usePages<Row>(thing: string, path: string, params: Params) {
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
  });
  return pages;
}
