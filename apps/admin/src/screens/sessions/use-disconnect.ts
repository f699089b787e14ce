import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeJson } from '../../api/call-api.ts';
import type { RouterRequest } from '../../api/types.ts';

/** Has a router end a session; the answer is what the router said. */
export function useDisconnect() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: string) => changeJson<RouterRequest>('POST', `/sessions/${sessionId}/disconnect`),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ['sessions'] });
      await queryClient.invalidateQueries({ queryKey: ['router-requests'] });
    },
  });
}
