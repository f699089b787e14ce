import { useMutation, useQuery } from '@tanstack/react-query';
import { changeJson, getJson } from '../../api/call-api.ts';
import type { Device, Page, SameDevicePair } from '../../api/types.ts';
import { showError } from '../../parts/show-error.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import { nameOf } from './device-name.ts';
import { say } from './texts.ts';
import { useRefreshDevices } from './use-devices.ts';

/** Pairs that may be one device with a new address: of one customer, or of all. */
export function useSameDevicePairs(customerId: string | null): readonly SameDevicePair[] {
  const { data } = useQuery({
    queryKey: ['devices', 'maybe-same', customerId],
    queryFn: ({ signal }) => getJson<Page<SameDevicePair>>('/maybe-same-devices', { customerId }, signal),
  });
  return data?.items ?? [];
}

/** Says of a pair what it is, at once, and offers to undo for ten seconds. */
export function useJudgePair() {
  const refresh = useRefreshDevices();
  const offerUndo = useOfferUndo();
  const judge = ({ older, newer }: SameDevicePair, verb: string) =>
    changeJson<unknown>('POST', `/devices/${older.id}/${verb}`, { newerId: newer.id });
  const separate = useMutation({
    mutationFn: ({ older }: SameDevicePair) => changeJson<Device>('POST', `/devices/${older.id}/separate`),
    onSettled: refresh,
  });
  const proposeAgain = useMutation({
    mutationFn: (pair: SameDevicePair) => judge(pair, 'propose-again'),
    onSettled: refresh,
  });
  const same = useMutation({
    mutationFn: (pair: SameDevicePair) => judge(pair, 'continue'),
    onSuccess: (_, pair) =>
      offerUndo({
        done: say('goesOnUnder', { device: nameOf(pair.older), mac: pair.newer.mac }),
        note: say('oneAgain'),
        undone: say('twoAgain'),
        undo: () => separate.mutateAsync(pair),
      }),
    onError: (error) => showError(error, say('stillTwo')),
    onSettled: refresh,
  });
  const different = useMutation({
    mutationFn: (pair: SameDevicePair) => judge(pair, 'tell-apart'),
    onSuccess: (_, pair) =>
      offerUndo({
        done: say('areTwo', { device: nameOf(pair.older), mac: pair.newer.mac }),
        note: say('notAskedAgain'),
        undone: say('listedAgain'),
        undo: () => proposeAgain.mutateAsync(pair),
      }),
    onError: (error) => showError(error, say('notStored')),
    onSettled: refresh,
  });
  return {
    same: (pair: SameDevicePair) => same.mutate(pair),
    different: (pair: SameDevicePair) => different.mutate(pair),
    isBusy: same.isPending || different.isPending,
  };
}
