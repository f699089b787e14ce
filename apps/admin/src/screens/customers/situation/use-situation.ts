import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/call-api.ts';
import { useLive } from '../../../api/live/use-live.ts';
import type { LastDay, Situation } from '../../../api/types.ts';

/** The caller waits on the telephone for what comes next. */
const POLL_MS = 2_000;
const DAY_POLL_MS = 5_000;
/** When a device was last seen is written some seconds behind its login, and silence begins by the clock alone. */
const REST_MS = 4_000;
const TOPICS = ['attempts', 'sessions', 'changes'] as const;

/** How things stand with the customer, kept fresh while one looks. */
export function useSituation(customerId: string) {
  const queryKey = ['customers', 'situation', customerId];
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => getJson<Situation>(`/customers/${customerId}/situation`, {}, signal),
    refetchInterval: useLive(TOPICS, queryKey, POLL_MS, REST_MS),
  });
}

/** When they were online in the last 24 hours, and when they were refused. */
export function useLastDay(customerId: string) {
  const queryKey = ['customers', 'last-day', customerId];
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => getJson<LastDay>(`/customers/${customerId}/last-day`, {}, signal),
    refetchInterval: useLive(TOPICS, queryKey, DAY_POLL_MS),
  });
}
