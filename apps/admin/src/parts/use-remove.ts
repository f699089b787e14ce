import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import { changeJson } from '../api/call-api.ts';
import { showError } from './show-error.ts';
import { say } from './texts.ts';

/** Removes a thing that cannot be brought back: ask first (see `RemoveQuestion`). */
export function useRemove(thing: string, path: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: { readonly id: string; readonly name: string }) =>
      changeJson<undefined>('DELETE', `${path}/${id}`),
    onSuccess: async (_, { name }) => {
      notifications.show({ color: 'green', message: say('removed', { name }) });
      await queryClient.invalidateQueries({ queryKey: [thing] });
    },
    onError: (error, { name }) => showError(error, say('notRemoved', { name })),
  });
}
