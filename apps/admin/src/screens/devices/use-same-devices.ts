import { useMutation, useQuery } from '@tanstack/react-query';
import { changeJson, getJson } from '../../api/call-api.ts';
import type { Device, Page, SameDevicePair } from '../../api/types.ts';
import { showError } from '../../parts/show-error.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
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
  const say = ({ older, newer }: SameDevicePair, verb: string) =>
    changeJson<unknown>('POST', `/devices/${older.id}/${verb}`, { newerId: newer.id });
  const separate = useMutation({
    mutationFn: ({ older }: SameDevicePair) => changeJson<Device>('POST', `/devices/${older.id}/separate`),
    onSettled: refresh,
  });
  const proposeAgain = useMutation({
    mutationFn: (pair: SameDevicePair) => say(pair, 'propose-again'),
    onSettled: refresh,
  });
  const same = useMutation({
    mutationFn: (pair: SameDevicePair) => say(pair, 'continue'),
    onSuccess: (_, pair) =>
      offerUndo({
        done: `${nameOf(pair.older)} goes on under ${pair.newer.mac}.`,
        note: 'One device again, with its name and its history.',
        undone: 'Two devices again, as before.',
        undo: () => separate.mutateAsync(pair),
      }),
    onError: (error) => showError(error, 'They are still two devices.'),
    onSettled: refresh,
  });
  const different = useMutation({
    mutationFn: (pair: SameDevicePair) => say(pair, 'tell-apart'),
    onSuccess: (_, pair) =>
      offerUndo({
        done: `${nameOf(pair.older)} and ${pair.newer.mac} are two devices.`,
        note: 'You are not asked about them again.',
        undone: 'They are listed again as maybe the same device.',
        undo: () => proposeAgain.mutateAsync(pair),
      }),
    onError: (error) => showError(error, 'That was not stored.'),
    onSettled: refresh,
  });
  return {
    same: (pair: SameDevicePair) => same.mutate(pair),
    different: (pair: SameDevicePair) => different.mutate(pair),
    isBusy: same.isPending || different.isPending,
  };
}

/** "Galaxy", "Phone", or the address. */
export function nameOf({ label, type, mac }: Device): string {
  return label ?? type ?? mac;
}
