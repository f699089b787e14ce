import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { Explanation, Nas, Page } from '../../api/types.ts';

const POLL_MS = 3_000;
const ROUTERS_MAX = 500;

export type Question = {
  readonly customerId: string | null;
  readonly username: string;
  readonly mac: string;
  readonly nasId: string;
};

/** What would be decided of such a login now; kept fresh, for what helps is done beside it. */
export function useExplanation({ customerId, username, mac, nasId }: Question) {
  const who = customerId === null ? { username } : { customerId };
  return useQuery({
    enabled: nasId !== '',
    queryKey: ['explain', who, mac, nasId],
    queryFn: ({ signal }) => getJson<Explanation>('/explain', { ...who, mac, nasId }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
    retry: false,
  });
}

/** Routers to choose from. */
export function useRouterChoice() {
  return useQuery({
    queryKey: ['nas', 'choice'],
    queryFn: ({ signal }) => getJson<Page<Nas>>('/nas', { limit: ROUTERS_MAX }, signal),
    staleTime: 60_000,
  });
}
