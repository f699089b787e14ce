import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import { useLive } from '../../api/live/use-live.ts';
import type { Page, Subscription } from '../../api/types.ts';

const POLL_MS = 10_000;

/** What a customer holds, will hold and has held, the latest first. */
export function useSubscriptions(customerId: string): readonly Subscription[] {
  const queryKey = ['customers', 'subscriptions', customerId];
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      getJson<Page<Subscription>>(`/customers/${customerId}/subscriptions`, {}, signal),
    refetchInterval: useLive(['changes', 'sessions'], queryKey, POLL_MS),
  });
  return data?.items ?? [];
}
