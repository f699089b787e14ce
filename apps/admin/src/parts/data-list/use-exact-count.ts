import { useQuery } from '@tanstack/react-query';
import { getJson, type Params } from '../../api/call-api.ts';
import type { Page } from '../../api/types.ts';

/**
 * How many match, exactly: for who is about to do something to all of them. The list itself counts only so far.
 * @param known what the list says of it: `Infinity`: more than it counts
 */
export function useExactCount(
  thing: string,
  path: string,
  query: Params,
  known: number | undefined,
  wanted: boolean,
): number | undefined {
  const { data } = useQuery({
    queryKey: [thing, 'count', path, query],
    queryFn: ({ signal }) => getJson<Page<unknown>>(path, { ...query, limit: 1, count: 'exact' }, signal),
    enabled: wanted && known === Number.POSITIVE_INFINITY,
  });
  return known === Number.POSITIVE_INFINITY ? (data?.total ?? known) : known;
}
