import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeJson } from '../../api/call-api.ts';
import type { Operator, PasswordLink } from './operator-types.ts';

function useRefreshOperators() {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['operators'] }),
      queryClient.invalidateQueries({ queryKey: ['me'] }),
    ]);
}

export function useSwitchOperator() {
  const onSettled = useRefreshOperators();
  return useMutation({
    mutationFn: ({ id, enabled }: { readonly id: string; readonly enabled: boolean }) =>
      changeJson<Operator>('PATCH', `/operators/${id}`, { enabled }),
    onSettled,
  });
}

export function useMakePasswordLink() {
  const onSettled = useRefreshOperators();
  return useMutation({
    mutationFn: (id: string) => changeJson<PasswordLink>('POST', `/operators/${id}/password-link`),
    onSettled,
  });
}

export function useSignOutOperator() {
  const onSettled = useRefreshOperators();
  return useMutation({
    mutationFn: (id: string) => changeJson('DELETE', `/operators/${id}/sign-ins`),
    onSettled,
  });
}
