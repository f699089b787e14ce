import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeJson, getJson } from '../../api/call-api.ts';
import type { Settings } from '../../api/types.ts';

const queryKey = ['settings'];

export function useSettings() {
  return useQuery({ queryKey, queryFn: ({ signal }) => getJson<Settings>('/settings', {}, signal) });
}

export function useChangeSettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (changes: Partial<Settings>) => changeJson<Settings>('PATCH', '/settings', changes),
    onSuccess: ({ value }) => queryClient.setQueryData(queryKey, value),
  });
}
