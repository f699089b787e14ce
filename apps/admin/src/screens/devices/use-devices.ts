import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError, changeJson } from '../../api/call-api.ts';
import type { Device, RemovedAndDisconnected } from '../../api/types.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import { showError } from '../../parts/show-error.ts';
import { sayOfDevices } from './device-name.ts';
import { say } from './texts.ts';

export type DeviceEntry = {
  readonly mac: string;
  readonly type: string | null;
  readonly label: string | null;
  readonly overLimit?: boolean;
};

/** What a change of devices makes stale: the lists, who waits to be one, the profiles that count them, what is known of a MAC. */
export function useRefreshDevices() {
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: ['devices'] }),
      queryClient.invalidateQueries({ queryKey: ['waiting-devices'] }),
      queryClient.invalidateQueries({ queryKey: ['unrecognised-devices'] }),
      queryClient.invalidateQueries({ queryKey: ['review'] }),
      queryClient.invalidateQueries({ queryKey: ['customers'] }),
      // A refusal says how the same login would fare now.
      queryClient.invalidateQueries({ queryKey: ['attempts'] }),
    ]);
  };
}

export function useAddDevice() {
  const refresh = useRefreshDevices();
  return useMutation({
    mutationFn: ({ customerId, ...entry }: DeviceEntry & { readonly customerId: string }) =>
      changeJson<Device>('POST', `/customers/${customerId}/devices`, entry),
    onSuccess: refresh,
  });
}

export function useChangeDevice() {
  const refresh = useRefreshDevices();
  return useMutation({
    mutationFn: ({
      id,
      ...changes
    }: {
      readonly id: string;
      readonly type: string | null;
      readonly label: string | null;
    }) => changeJson<Device>('PATCH', `/devices/${id}`, changes),
    onSuccess: refresh,
  });
}

/** One step instead of remove and add: someone else's device becomes this customer's. */
export function useMoveDevice() {
  const refresh = useRefreshDevices();
  return useMutation({
    mutationFn: ({
      id,
      ...to
    }: {
      readonly id: string;
      readonly customerId: string;
      readonly overLimit?: boolean;
    }) => changeJson<Device>('POST', `/devices/${id}/move`, to),
    onSuccess: refresh,
  });
}

/** Back to whom it was moved from, as it was there. */
export function useUndoMove() {
  const refresh = useRefreshDevices();
  return useMutation({
    mutationFn: (id: string) => changeJson<Device>('POST', `/devices/${id}/undo-move`),
    onSettled: refresh,
  });
}

export const REMOVAL_EFFECT = say('removalEffect');

/** Removes at once, and offers to undo for ten seconds. */
export function useRemoveDevices() {
  const refresh = useRefreshDevices();
  const offerUndo = useOfferUndo();
  const remove = useMutation({
    mutationFn: async (devices: readonly Device[]) => {
      const removals = await Promise.all(devices.map(removeOne));
      const pendingNodes = removals.flatMap((removal) => removal?.pendingNodes ?? []);
      const removed = devices.filter((_, index) => removals[index] !== null);
      return { value: { removed, asked: devices }, pendingNodes: [...new Set(pendingNodes)] };
    },
    onSuccess: ({ value: { removed: devices, asked } }) => {
      if (devices.length < asked.length)
        notifications.show({
          message: sayOfDevices(
            'alreadyRemoved',
            asked.filter((device) => !devices.includes(device)),
          ),
        });
      if (devices.length === 0) return;
      offerUndo({
        done: sayOfDevices('removed', devices),
        note: REMOVAL_EFFECT,
        undone: sayOfDevices('registeredAgain', devices),
        undo: () => restore.mutateAsync(devices),
      });
    },
    onError: (error) => showError(error, say('stillRegistered')),
    onSettled: refresh,
  });
  const restore = useRestoreDevices();
  return remove;
}

/** `null`: it was removed already, in another window or by somebody else. */
async function removeOne({ id }: Device) {
  try {
    return await changeJson<undefined>('DELETE', `/devices/${id}`);
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

export function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}

/** Brings removed devices back as they were. */
export function useRestoreDevices() {
  const refresh = useRefreshDevices();
  return useMutation({
    mutationFn: async (devices: readonly Device[]) => {
      const body = { overLimit: true };
      const answers = await Promise.all(
        devices.map(({ id }) => changeJson<Device>('POST', `/devices/${id}/restore`, body)),
      );
      return { value: devices, pendingNodes: [...new Set(answers.flatMap((answer) => answer.pendingNodes))] };
    },
    onSettled: refresh,
  });
}

/** Removes a device and has the routers end its sessions; the answer is what they said. */
export function useRemoveAndDisconnect() {
  const refresh = useRefreshDevices();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      changeJson<RemovedAndDisconnected>('POST', `/devices/${id}/remove-and-disconnect`),
    onSettled: async () => {
      await refresh();
      await queryClient.invalidateQueries({ queryKey: ['sessions'] });
      await queryClient.invalidateQueries({ queryKey: ['router-requests'] });
    },
  });
}
