import type { ListScreen } from '@gatehouse/domain/lists/list-screens';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeJson, getJson } from '../../api/call-api.ts';
import type { Page, SavedView } from '../../api/types.ts';
import { showError } from '../show-error.ts';
import { useOfferUndo } from '../undo/UndoProvider.tsx';
import { say } from '../texts.ts';

export type ViewEntry = Pick<SavedView, 'name' | 'query'> & { readonly shared?: boolean };

/** The saved views of a list: one's own and everybody's. */
export function useSavedViews(screen: ListScreen | undefined) {
  return useQuery({
    queryKey: ['saved-views', screen],
    queryFn: ({ signal }) => getJson<Page<SavedView>>('/saved-views', { screen }, signal),
    enabled: screen !== undefined,
    staleTime: 30_000,
    retry: false,
    select: ({ items }) => items,
  });
}

/** Saves a new view, or changes the one with this id. */
export function useSaveView(screen: ListScreen) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...entry }: Partial<ViewEntry> & { readonly id?: string }) =>
      id === undefined
        ? changeJson<SavedView>('POST', '/saved-views', { screen, ...entry })
        : changeJson<SavedView>('PATCH', `/saved-views/${id}`, entry),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['saved-views', screen] }),
  });
}

/** Deletes at once, and offers to undo. */
export function useDeleteView(screen: ListScreen) {
  const queryClient = useQueryClient();
  const offerUndo = useOfferUndo();
  const save = useSaveView(screen);
  return useMutation({
    mutationFn: ({ id }: SavedView) => changeJson<undefined>('DELETE', `/saved-views/${id}`),
    onSuccess: (_, { name, query, shared }) =>
      offerUndo({
        done: say('viewDeleted', { name }),
        note: say('rowsAsWere'),
        undone: say('viewBack', { name }),
        undo: () => save.mutateAsync({ name, query, ...(shared && { shared }) }),
      }),
    onError: (error, { name }) => showError(error, say('viewStill', { name })),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ['saved-views', screen] });
      await queryClient.invalidateQueries({ queryKey: ['me', 'lists', screen] });
    },
  });
}
