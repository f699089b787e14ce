import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import { useLive } from '../../api/live/use-live.ts';
import type { Attempt, Customer, ExplainedAttempt, Page } from '../../api/types.ts';

const POLL_MS = 3_000;

/** How the customer's latest login went; `null` when there was none. */
export function useLastAttempt({ id }: Pick<Customer, 'id'>) {
  const queryKey = ['attempts', 'last', id];
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const page = await getJson<Page<Attempt>>('/attempts', { customerId: id, limit: 1 }, signal);
      return page.items[0] ?? null;
    },
    refetchInterval: useLive(['attempts'], queryKey, POLL_MS),
  });
}

/** The attempt as it stands now, and what helps: how the same login would fare changes while one looks at it. */
export function useExplainedAttempt(attempt: Attempt) {
  const queryKey = ['attempts', 'explained', attempt.id];
  const changes = attempt.outcome === 'reject';
  const everyMs = useLive(changes ? ['attempts', 'changes'] : [], queryKey, POLL_MS);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => getJson<ExplainedAttempt>(`/attempts/${attempt.id}/explanation`, {}, signal),
    refetchInterval: changes && everyMs,
  });
}
