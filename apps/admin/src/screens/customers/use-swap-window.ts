import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeJson } from '../../api/call-api.ts';
import type { Customer, SwapWindow } from '../../api/types.ts';
import { showError } from '../../parts/show-error.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import { say } from './texts.ts';

type Who = Pick<Customer, 'id' | 'name'>;

function useRefreshCustomer() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: ['customers'] });
}

export function useOpenSwapWindow({ id, name }: Who) {
  const refresh = useRefreshCustomer();
  const offerUndo = useOfferUndo();
  return useMutation({
    mutationFn: (minutes: number) =>
      changeJson<SwapWindow>('POST', `/customers/${id}/swap-window`, { minutes }),
    onSuccess: ({ value }) =>
      offerUndo({
        done: say('windowOpened', { name }),
        note: say('nextTakesPlace'),
        undone: say('windowClosed'),
        undo: () =>
          changeJson('POST', `/customers/${id}/swap-window/undo-open`, { windowId: value.id }).finally(
            () => void refresh(),
          ),
      }),
    onError: (error) => showError(error, say('noWindowOpened')),
    onSettled: refresh,
  });
}

export function useCloseSwapWindow({ id }: Who) {
  const refresh = useRefreshCustomer();
  const offerUndo = useOfferUndo();
  return useMutation({
    mutationFn: ({ id: windowId }: SwapWindow) =>
      changeJson<undefined>('DELETE', `/customers/${id}/swap-window?windowId=${windowId}`),
    onSuccess: (_, { id: windowId }) =>
      offerUndo({
        done: say('windowClosed'),
        undone: say('windowOpenAgain'),
        undo: () =>
          changeJson('POST', `/customers/${id}/swap-window/reopen?windowId=${windowId}`).finally(
            () => void refresh(),
          ),
      }),
    onError: (error) => showError(error, say('windowStillOpen')),
    onSettled: refresh,
  });
}
