import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { Nas, Page } from '../../api/types.ts';

/** Every router, to choose from; none while they are being read. */
export function useRouterChoices(): readonly Nas[] {
  const { data } = useQuery({
    queryKey: ['nas', 'choose'],
    queryFn: ({ signal }) => getJson<Page<Nas>>('/nas', { limit: 500 }, signal),
  });
  return data?.items ?? [];
}
