import type { LiveTopic } from '@gatehouse/domain/live/live-topics';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getJson, type Params } from '../../api/call-api.ts';
import { useLive } from '../../api/live/use-live.ts';
import type { Page } from '../../api/types.ts';

const PAGE_SIZE = 100;
const NOTHING: readonly LiveTopic[] = [];
/** Who goes on reading wants more: so many at once, and what is loaded is read again in few steps. */
const LATER_PAGE_SIZE = 500;

/**
 * A list of the API, page by page.
 * @param thing first part of the cache's key: what a change of such a thing makes stale
 * @param path the list's path, e.g. `/customers/42/devices`
 * @param refreshSeconds how often what is shown is read again
 * @param live what is signalled when there is something new: then it is not read again without a reason
 */
export function usePages<Row>(
  thing: string,
  path: string,
  params: Params,
  refreshSeconds?: number,
  live?: LiveTopic,
) {
  const queryKey = [thing, 'list', path, params];
  const refreshes = refreshSeconds !== undefined;
  const everyMs = useLive(refreshes && live ? [live] : NOTHING, queryKey, (refreshSeconds ?? 0) * 1000);
  const pages = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      getJson<Page<Row>>(
        path,
        {
          ...params,
          limit: pageParam === null ? PAGE_SIZE : LATER_PAGE_SIZE,
          cursor: pageParam,
          count: pageParam === null ? true : null,
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    // The more is loaded, the more seldom: all of it is read again.
    refetchInterval: ({ state: { data } }) => {
      if (!refreshes) return false;
      return (live ? everyMs : refreshSeconds * 1000) * Math.max(1, data?.pages.length ?? 1);
    },
  });
  return pages;
}
