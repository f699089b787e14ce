import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeJson, queryText } from '../../../api/call-api.ts';
import type { Customer, Device, SituationWay, SwapWindow } from '../../../api/types.ts';
import { showError } from '../../../parts/show-error.ts';
import { useOfferUndo } from '../../../parts/undo/UndoProvider.tsx';

type Done = {
  readonly done: string;
  readonly note?: string;
  readonly undone: string;
  readonly undo: () => Promise<unknown>;
};

type Who = Pick<Customer, 'id' | 'name' | 'swapWindow'>;

const NEXT_LOGIN = 'In force at the next login. If nothing comes, restart the router.';

/** Does at once what a button says, and offers to undo it for ten seconds. */
export function useWays(customer: Who) {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries();
  const offerUndo = useOfferUndo();
  return useMutation({
    mutationFn: (way: SituationWay) => doWay(customer, way),
    onSuccess: (done) =>
      offerUndo({ note: NEXT_LOGIN, ...done, undo: () => done.undo().finally(() => void refresh()) }),
    onError: (error) => showError(error, 'Nothing was changed.'),
    onSettled: refresh,
  });
}

function doWay(
  customer: Who,
  way: SituationWay,
): Promise<Done & { readonly pendingNodes: readonly string[] }> {
  switch (way.do) {
    case 'replace':
      return replace(way);
    case 'register':
      return register(customer, way);
    case 'move-here':
      return moveHere(customer, way);
    case 'unblock':
      return unblock(way);
    case 'swap-window':
      return openWindow(customer, way);
    case 'close-swap-window':
      return closeWindow(customer);
    default:
      throw new Error(`"${way.do}" is not done at once.`);
  }
}

async function replace({ deviceId, deviceName = 'The device', mac }: SituationWay) {
  const { pendingNodes } = await changeJson<Device>('POST', `/devices/${deviceId}/replace`, { mac });
  return {
    pendingNodes,
    done: `${deviceName} is this device now.`,
    undone: `${deviceName} is the old device again.`,
    undo: () => changeJson('POST', `/devices/${deviceId}/undo-replace?mac=${mac}`),
  };
}

async function register({ id, name }: Who, { mac }: SituationWay) {
  const { value, pendingNodes } = await changeJson<Device>('POST', `/customers/${id}/devices`, { mac });
  return {
    pendingNodes,
    done: `${mac} is registered to ${name}.`,
    undone: `${mac} is not registered any more.`,
    undo: () => changeJson('POST', `/devices/${value.id}/undo-add`),
  };
}

async function moveHere({ id, name }: Who, { deviceId, overLimit = false }: SituationWay) {
  const path = `/devices/${deviceId}/move`;
  const { pendingNodes } = await changeJson<Device>('POST', path, {
    customerId: id,
    ...(overLimit && { overLimit }),
  });
  return {
    pendingNodes,
    done: `The device is ${name}’s now.`,
    undone: 'The device is where it was.',
    undo: () => changeJson('POST', `/devices/${deviceId}/undo-move`),
  };
}

async function unblock({ mac, reason }: SituationWay) {
  const { pendingNodes } = await changeJson<undefined>('DELETE', `/blocked-macs/${mac}`);
  return {
    pendingNodes,
    done: `${mac} is not blocked any more.`,
    undone: `${mac} is blocked again.`,
    undo: () => changeJson('POST', '/blocked-macs', { mac, reason: reason ?? null }),
  };
}

async function openWindow({ id }: Who, { minutes }: SituationWay) {
  const path = `/customers/${id}/swap-window`;
  const { value, pendingNodes } = await changeJson<SwapWindow>('POST', path, { minutes });
  return {
    pendingNodes,
    done: `Swap window open for ${minutes} minutes.`,
    note: 'The next unregistered device with the right password takes the place.',
    undone: 'The swap window is closed.',
    undo: () => changeJson('POST', `${path}/undo-open`, { windowId: value.id }),
  };
}

async function closeWindow({ id, swapWindow }: Who) {
  // The one that was shown, and no other that somebody has opened since.
  const which = queryText({ windowId: swapWindow?.id });
  const { pendingNodes } = await changeJson<undefined>('DELETE', `/customers/${id}/swap-window${which}`);
  return {
    pendingNodes,
    done: 'The swap window is closed.',
    note: 'The next login is judged as usual.',
    undone: 'The swap window is open again.',
    undo: () => changeJson('POST', `/customers/${id}/swap-window/reopen${which}`),
  };
}
