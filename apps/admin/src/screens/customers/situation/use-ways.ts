import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeJson, queryText } from '../../../api/call-api.ts';
import type {
  Customer,
  Device,
  GivenPackageAnswer,
  SituationWay,
  SwapWindow,
  UndoneRenewal,
} from '../../../api/types.ts';
import { showError } from '../../../parts/show-error.ts';
import { formatDuration } from '../../../parts/format/duration.ts';
import { useOfferUndo } from '../../../parts/undo/UndoProvider.tsx';
import { formatSeen } from '../../../parts/format/time.ts';
import { say } from './texts.ts';

type Done = {
  readonly done: string;
  readonly note?: string;
  readonly undone: string | (() => string);
  readonly undo: () => Promise<unknown>;
};

type Who = Pick<Customer, 'id' | 'name' | 'swapWindow'>;

/** Does at once what a button says, and offers to undo it for ten seconds. */
export function useWays(customer: Who) {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries();
  const offerUndo = useOfferUndo();
  return useMutation({
    mutationFn: (way: SituationWay) => doWay(customer, way),
    onSuccess: (done) =>
      offerUndo({ note: say('nextLogin'), ...done, undo: () => done.undo().finally(() => void refresh()) }),
    onError: (error) => showError(error, say('nothingChanged')),
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
    case 'renew':
      return renew(customer, way);
    default:
      throw new Error(`"${way.do}" is not done at once.`);
  }
}

async function replace({ deviceId, deviceName: name = say('theDevice'), mac }: SituationWay) {
  const { pendingNodes } = await changeJson<Device>('POST', `/devices/${deviceId}/replace`, { mac });
  return {
    pendingNodes,
    done: say('isThisDevice', { name }),
    undone: say('isOldDevice', { name }),
    undo: () => changeJson('POST', `/devices/${deviceId}/undo-replace?mac=${mac}`),
  };
}

async function register({ id, name }: Who, { mac }: SituationWay) {
  const { value, pendingNodes } = await changeJson<Device>('POST', `/customers/${id}/devices`, { mac });
  return {
    pendingNodes,
    done: say('registeredTo', { mac: mac ?? '', name }),
    undone: say('notRegistered', { mac: mac ?? '' }),
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
    done: say('movedHere', { name }),
    undone: say('movedBack'),
    undo: () => changeJson('POST', `/devices/${deviceId}/undo-move`),
  };
}

async function unblock({ mac }: SituationWay) {
  const { pendingNodes } = await changeJson<undefined>('DELETE', `/blocked-macs/${mac}`);
  return {
    pendingNodes,
    done: say('unblocked', { mac: mac ?? '' }),
    undone: say('blockedAgain', { mac: mac ?? '' }),
    undo: () => changeJson('POST', `/blocked-macs/${mac}/undo-unblock`),
  };
}

async function openWindow({ id }: Who, { minutes }: SituationWay) {
  const path = `/customers/${id}/swap-window`;
  const { value, pendingNodes } = await changeJson<SwapWindow>('POST', path, { minutes });
  return {
    pendingNodes,
    done: say('windowOpen', { time: formatDuration(60 * (minutes ?? 0)) }),
    note: say('nextTakesPlace'),
    undone: say('windowClosed'),
    undo: () => changeJson('POST', `${path}/undo-open`, { windowId: value.id }),
  };
}

async function closeWindow({ id, swapWindow }: Who) {
  // The one that was shown, and no other that somebody has opened since.
  const which = queryText({ windowId: swapWindow?.id });
  const { pendingNodes } = await changeJson<undefined>('DELETE', `/customers/${id}/swap-window${which}`);
  return {
    pendingNodes,
    done: say('windowClosed'),
    note: say('judgedAsUsual'),
    undone: say('windowOpenAgain'),
    undo: () => changeJson('POST', `/customers/${id}/swap-window/reopen${which}`),
  };
}

/** No money was seen: that stands on the record with who did it. */
async function renew({ id, name }: Who, { subscriptionId }: SituationWay) {
  const { value, pendingNodes } = await changeJson<GivenPackageAnswer>('POST', `/customers/${id}/renew`, {
    subscriptionId,
  });
  let undone: UndoneRenewal | null = null;
  return {
    pendingNodes,
    done: sayRenewed(name, value),
    note: say('withoutPayment'),
    undone: () => say(undone?.outcome === 'ended' ? 'renewalEnded' : 'renewalUndone'),
    undo: async () => {
      const path = `/subscriptions/${value.id}/undo-renew`;
      undone = (await changeJson<UndoneRenewal>('POST', path)).value;
    },
  };
}

function sayRenewed(name: string, given: GivenPackageAnswer): string {
  const { servicePackageName: held, startsAt, endsAt, waitingSeconds } = given;
  const now = Date.now();
  if (waitingSeconds !== null) return say('renewedFromFirstLogin', { name, held });
  if (endsAt === null) return say('renewedWithoutEnd', { name, held });
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)];
  if (start < now + 60_000) return say('renewedUntil', { name, held, end: formatSeen(end, now) });
  return say('renewedFromUntil', { name, held, start: formatSeen(start, now), end: formatSeen(end, now) });
}
