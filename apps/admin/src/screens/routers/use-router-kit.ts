import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { Checklist, RouterKit } from '../../api/types.ts';

const POLL_MS = 3_000;

/** What the router does of all that it should; asked for again and again, for its packets arrive meanwhile. */
export function useChecklist(routerId: string) {
  return useQuery({
    queryKey: ['nas', 'checklist', routerId],
    queryFn: ({ signal }) => getJson<Checklist>(`/nas/${routerId}/checklist`, {}, signal),
    refetchInterval: POLL_MS,
  });
}

/** Its set-up file; with the secrets only while somebody wants to see them, and then never kept. */
export function useRouterKit(routerId: string, withSecrets: boolean) {
  return useQuery({
    queryKey: withSecrets ? ['kit-with-secrets', routerId] : ['nas', 'kit', routerId],
    queryFn: ({ signal }) =>
      getJson<RouterKit>(`/nas/${routerId}/${withSecrets ? 'kit-with-secrets' : 'kit'}`, {}, signal),
    // Each look at the secrets is on the record, so there is none that nobody asked for.
    ...(withSecrets && {
      gcTime: 0,
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
      refetchOnWindowFocus: false,
    }),
  });
}
