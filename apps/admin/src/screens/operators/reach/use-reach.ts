import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeJson, getJson } from '../../../api/call-api.ts';
import type { OperatorReach } from '../../../api/types.ts';

/** What an operator is limited to; `undefined` while it is read. */
export function useReach(operatorId: string): OperatorReach | undefined {
  const { data } = useQuery({
    queryKey: ['operators', operatorId, 'reach'],
    queryFn: ({ signal }) => getJson<OperatorReach>(`/operators/${operatorId}/reach`, {}, signal),
  });
  return data;
}

export function useChangeReach(operatorId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (entry: object) => changeJson<OperatorReach>('PUT', `/operators/${operatorId}/reach`, entry),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['operators'] }),
  });
}
