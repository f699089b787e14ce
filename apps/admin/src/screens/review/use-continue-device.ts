import { useMutation } from '@tanstack/react-query';
import { changeJson } from '../../api/call-api.ts';
import type { Device, ReviewFinding } from '../../api/types.ts';
import { showError } from '../../parts/show-error.ts';
import { nameOf } from '../devices/device-name.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import { say } from './texts.ts';
import { useRefreshReview } from './use-review.ts';

/** Rule 14: the two records are one device, said from the review. */
export function useContinueDevice() {
  const refresh = useRefreshReview();
  const offerUndo = useOfferUndo();
  return useMutation({
    mutationFn: ({ device, newerDeviceId }: ReviewFinding) =>
      changeJson<Device>('POST', `/devices/${device.id}/continue`, { newerId: newerDeviceId }),
    onSuccess: ({ value }, { device }) =>
      offerUndo({
        done: say('goesOn', { name: nameOf(device), mac: value.mac }),
        note: say('oneAgain'),
        undone: say('twoAgain'),
        undo: () => changeJson('POST', `/devices/${device.id}/separate`).finally(() => void refresh()),
      }),
    onError: (error) => showError(error, say('stillTwo')),
    onSettled: refresh,
  });
}
