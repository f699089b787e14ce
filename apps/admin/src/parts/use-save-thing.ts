import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeJson } from '../api/call-api.ts';

/** Adds a thing, or changes the one with this id. */
export function useSaveThing<T>(thing: string, path: string, id?: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (entry: object) =>
      id === undefined ? changeJson<T>('POST', path, entry) : changeJson<T>('PATCH', `${path}/${id}`, entry),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [thing] }),
  });
}
