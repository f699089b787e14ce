import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/call-api.ts';
import type { LastDay, Situation } from '../../../api/types.ts';

/** The caller waits on the telephone for what comes next. */
const POLL_MS = 2_000;
const DAY_POLL_MS = 5_000;

/** How things stand with the customer, kept fresh while one looks. */
export function useSituation(customerId: string) {
  return useQuery({
    queryKey: ['customers', 'situation', customerId],
    queryFn: ({ signal }) => getJson<Situation>(`/customers/${customerId}/situation`, {}, signal),
    refetchInterval: POLL_MS,
  });
}

/** When they were online in the last 24 hours, and when they were refused. */
export function useLastDay(customerId: string) {
  return useQuery({
    queryKey: ['customers', 'last-day', customerId],
    queryFn: ({ signal }) => getJson<LastDay>(`/customers/${customerId}/last-day`, {}, signal),
    refetchInterval: DAY_POLL_MS,
  });
}
