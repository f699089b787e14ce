import type { LiveTopic } from '@gatehouse/domain/live/live-topics';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeJson, getJson } from '../../api/call-api.ts';
import { useLive } from '../../api/live/use-live.ts';
import type { GettingStarted } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { showError } from '../../parts/show-error.ts';
import { say } from './texts.ts';

const KEY = ['getting-started'];
const TOPICS: readonly LiveTopic[] = ['changes', 'attempts'];
const POLL_MS = 3_000;

/** How far the house has come, as its data says; `data` stays undefined for those who do not set it up. */
export function useGettingStarted() {
  const may = useMay('nas.change');
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => getJson<GettingStarted>('/getting-started', {}, signal),
    refetchInterval: useLive(TOPICS, KEY, POLL_MS),
    enabled: may,
  });
}

/** Leaves the path, or comes back to it. */
export function useLeaveGettingStarted() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (left: boolean) => changeJson<GettingStarted>('PUT', '/getting-started', { left }),
    onSuccess: ({ value }) => queryClient.setQueryData(KEY, value),
    onError: (error) => showError(error, say('stays')),
  });
}
