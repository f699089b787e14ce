import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeJson, getJson } from '../../api/call-api.ts';
import type { MailServerState, MailTested } from '../../api/types.ts';

const queryKey = ['mail-server'];

export function useMailServer() {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => getJson<MailServerState>('/mail-server', {}, signal),
  });
}

export function useChangeMailServer() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (server: object) => changeJson<MailServerState>('PUT', '/mail-server', server),
    onSuccess: ({ value }) => queryClient.setQueryData(queryKey, value),
  });
}

export function useRemoveMailServer() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => changeJson('DELETE', '/mail-server'),
    onSuccess: () => queryClient.invalidateQueries({ queryKey }),
  });
}

/** Sends one mail. What came of it changes what the page says of the server. */
export function useTestMail() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (to: string) => changeJson<MailTested>('POST', '/mail-server/test', { to }),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
}
