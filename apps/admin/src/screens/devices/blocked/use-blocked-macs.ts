import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeJson } from '../../../api/call-api.ts';
import type { BlockedNow } from '../../../api/types.ts';
import { showError } from '../../../parts/show-error.ts';
import { useOfferUndo } from '../../../parts/undo/UndoProvider.tsx';
import { useRefreshDevices } from '../use-devices.ts';
import { say } from './texts.ts';

type ToBlock = { readonly mac: string; readonly reason: string | null };

function useRefreshBlocked() {
  const queryClient = useQueryClient();
  const refreshDevices = useRefreshDevices();
  return async () => {
    await queryClient.invalidateQueries({ queryKey: ['blocked-macs'] });
    await refreshDevices();
  };
}

/** Refused everywhere from the next login on; ten seconds to take it back. */
export function useBlockMac() {
  const refresh = useRefreshBlocked();
  const offerUndo = useOfferUndo();
  return useMutation({
    mutationFn: (blocked: ToBlock) => changeJson<BlockedNow>('POST', '/blocked-macs', blocked),
    onSuccess: ({ value: { mac, before } }) =>
      offerUndo({
        done: say('isBlocked', { mac }),
        note: say('fromNextLogin'),
        undone: before === null ? say('blockedNoLonger', { mac }) : say('blockedAsBefore', { mac }),
        undo: () => takeBlockBack({ mac, before }).finally(() => void refresh()),
      }),
    onSettled: refresh,
  });
}

/** What somebody had blocked before stays blocked, for their reason. */
export function takeBlockBack({ mac, before }: Pick<BlockedNow, 'mac' | 'before'>) {
  return before === null
    ? changeJson<unknown>('DELETE', `/blocked-macs/${mac}`)
    : changeJson<unknown>('POST', '/blocked-macs', { mac, reason: before.reason });
}

export function useUnblockMac() {
  const refresh = useRefreshBlocked();
  const offerUndo = useOfferUndo();
  return useMutation({
    mutationFn: (mac: string) => changeJson<undefined>('DELETE', `/blocked-macs/${mac}`),
    onSuccess: (_, mac) =>
      offerUndo({
        done: say('blockedNoLonger', { mac }),
        undone: say('blockedAgain', { mac }),
        undo: () => changeJson('POST', `/blocked-macs/${mac}/undo-unblock`).finally(() => void refresh()),
      }),
    onError: (error) => showError(error, say('stillBlocked')),
    onSettled: refresh,
  });
}
