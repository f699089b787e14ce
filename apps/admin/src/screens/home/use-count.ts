import { useQuery } from '@tanstack/react-query';
import { getJson, type Params } from '../../api/call-api.ts';
import { useLive } from '../../api/live/use-live.ts';
import type { Page } from '../../api/types.ts';

const POLL_MS = 10_000;

/** How many rows a list has; `undefined` while unknown, infinite where there are too many to be counted. */
export function useCount(thing: string, path: string, params: Params = {}): number | undefined {
  const queryKey = [thing, 'count', path, params];
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => getJson<Page<unknown>>(path, { ...params, limit: 1, count: true }, signal),
    refetchInterval: useLive(['changes'], queryKey, POLL_MS),
  });
  return data && (data.total ?? Number.POSITIVE_INFINITY);
}
