import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { Attempt, Customer, Page } from '../../api/types.ts';

const POLL_MS = 3_000;

/** How the customer's latest login went; `null` when there was none. */
export function useLastAttempt({ id }: Pick<Customer, 'id'>) {
  return useQuery({
    queryKey: ['attempts', 'last', id],
    queryFn: async ({ signal }) => {
      const page = await getJson<Page<Attempt>>('/attempts', { customerId: id, limit: 1 }, signal);
      return page.items[0] ?? null;
    },
    refetchInterval: POLL_MS,
  });
}

/** A group of equal attempts grows for a minute at most. */
const GROUP_MS_MAX = 60_000;

/** The attempt as it stands now: how the same login would fare changes while one looks at it. */
export function useFreshAttempt(attempt: Attempt): Attempt {
  const { id, customerId, mac, firstAt } = attempt;
  const { data } = useQuery({
    queryKey: ['attempts', 'one', id],
    queryFn: async ({ signal }) => {
      const until = new Date(Date.parse(firstAt) + GROUP_MS_MAX).toISOString();
      const around = { customerId, mac, since: firstAt, until, limit: 100 };
      const page = await getJson<Page<Attempt>>('/attempts', around, signal);
      return page.items.find((each) => each.id === id) ?? attempt;
    },
    enabled: attempt.outcome === 'reject',
    refetchInterval: POLL_MS,
  });
  return data ?? attempt;
}
