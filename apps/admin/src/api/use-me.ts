import { useQuery } from '@tanstack/react-query';
import { getJson } from './call-api.ts';
import type { Me } from './types.ts';

/** Who is signed in, and what they may do. */
export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => getJson<Me>('/me', {}, signal),
    staleTime: 5 * 60_000,
  });
}

/** Whether to offer an action. The server decides again. */
export function useMay(permission: string): boolean {
  return useMe().data?.permissions.includes(permission) ?? false;
}
