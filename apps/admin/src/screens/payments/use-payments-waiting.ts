import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import { useLive } from '../../api/live/use-live.ts';
import type { Page } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';

const POLL_MS = 10_000;
const WAITING = ['payments', 'count', 'waiting'];

/** How many payments wait for somebody to decide; none for who may not. */
export function usePaymentsWaiting(): number {
  const mayDecide = useMay('payments.decide');
  const { data } = useQuery({
    queryKey: WAITING,
    queryFn: ({ signal }) =>
      getJson<Page<unknown>>('/payments', { needsPerson: true, limit: 1, count: true }, signal),
    enabled: mayDecide,
    refetchInterval: useLive(['payments'], WAITING, POLL_MS),
  });
  // Beyond what is counted there is no number, and no doubt either.
  return data === undefined ? 0 : (data.total ?? Number.POSITIVE_INFINITY);
}
