import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, type Changed, isSignedOut } from './call-api.ts';

export type ApiEvents = {
  /** A call was refused because nobody is signed in any more. */
  readonly onSignedOut: (client: QueryClient) => void;
  /** A change is stored, but these nodes do not know it yet. */
  readonly onPendingNodes: (nodes: readonly string[]) => void;
};

export function createQueryClient(events: ApiEvents): QueryClient {
  const noticeSignedOut = (error: Error) => {
    if (isSignedOut(error)) events.onSignedOut(client);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: noticeSignedOut }),
    mutationCache: new MutationCache({
      onError: noticeSignedOut,
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
  return client;
}

function pendingNodes(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null || !('pendingNodes' in data)) return [];
  return (data as Changed<unknown>).pendingNodes;
}
