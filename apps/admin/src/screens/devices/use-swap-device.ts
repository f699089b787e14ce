import { useMutation } from '@tanstack/react-query';
import { changeJson } from '../../api/call-api.ts';
import type { Device } from '../../api/types.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import { nameOf } from './device-name.ts';
import { say } from './texts.ts';
import { useRefreshDevices } from './use-devices.ts';

type Replacement = { readonly device: Device; readonly mac: string; readonly overHolder: boolean };

/** The record goes on under another MAC; ten seconds to take it back. */
export function useReplaceDevice() {
  const refresh = useRefreshDevices();
  const offerUndo = useOfferUndo();
  const undo = useMutation({
    mutationFn: ({ id, mac }: Pick<Device, 'id' | 'mac'>) =>
      changeJson<Device>('POST', `/devices/${id}/undo-replace?mac=${mac}`),
    onSettled: refresh,
  });
  return useMutation({
    mutationFn: ({ device, mac, overHolder }: Replacement) =>
      changeJson<Device>('POST', `/devices/${device.id}/replace`, { mac, ...(overHolder && { overHolder }) }),
    onSuccess: ({ value }, { device }) =>
      offerUndo({
        done: say('isNow', { device: nameOf(device), mac: value.mac }),
        note: say('oldRefused'),
        undone: say('isAgain', { device: nameOf(device), mac: device.mac }),
        undo: () => undo.mutateAsync(value),
      }),
    onSettled: refresh,
  });
}
