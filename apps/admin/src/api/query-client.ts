import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, type Changed, isSignedOut } from './call-api.ts';

export type ApiEvents = {
  /** A call was refused because nobody is signed in any more. */
  readonly onSignedOut: () => void;
  /** A change is stored, but these nodes do not know it yet. */
  readonly onPendingNodes: (nodes: readonly string[]) => void;
};

export function createQueryClient(events: ApiEvents): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: (error) => noticeSignedOut(error, events) }),
    mutationCache: new MutationCache({
      onError: (error) => noticeSignedOut(error, events),
      onSuccess: (data) => {
        const nodes = pendingNodes(data);
        if (nodes.length > 0) events.onPendingNodes(nodes);
      },
    }),
    defaultOptions: {
      queries: {
        // What the browser thinks of the network is often wrong: the server may be on this very machine.
        networkMode: 'always',
        staleTime: 5_000,
        // An answer with a reason will not change by asking again; silence may.
        retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status > 0),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

function noticeSignedOut(error: Error, events: ApiEvents) {
  if (isSignedOut(error)) events.onSignedOut();
}

function pendingNodes(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null || !('pendingNodes' in data)) return [];
  return (data as Changed<unknown>).pendingNodes;
}
