import { useMutation } from '@tanstack/react-query';
import { changeJson } from '../../api/call-api.ts';
import type { BlockedNow, Device, UnrecognisedDevice } from '../../api/types.ts';
import { withoutIsolates } from '../../languages/texts.ts';
import { showError } from '../../parts/show-error.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import { takeBlockBack } from '../devices/blocked/use-blocked-macs.ts';
import { useRefreshDevices } from '../devices/use-devices.ts';
import { say } from './texts.ts';

/** What can be done about a device that used a customer's password. */
export type Deed =
  | { readonly do: 'register' | 'move-here' | 'block'; readonly row: UnrecognisedDevice }
  | {
      readonly do: 'replace';
      readonly row: UnrecognisedDevice;
      readonly deviceId: string;
      readonly name: string;
    }
  | { readonly do: 'ignore' | 'stop-ignoring'; readonly rows: readonly UnrecognisedDevice[] };

type Done = {
  readonly pendingNodes: readonly string[];
  readonly done: string;
  readonly note?: string;
  readonly undone: string;
  readonly undo: () => Promise<unknown>;
};

/** Does it at once, and offers to undo it for ten seconds. */
export function useDeed() {
  const refresh = useRefreshDevices();
  const offerUndo = useOfferUndo();
  return useMutation({
    mutationFn: doIt,
    onSuccess: (done) => offerUndo({ ...done, undo: () => done.undo().finally(() => void refresh()) }),
    onError: (error) => showError(error, say('nothingChanged')),
    onSettled: refresh,
  });
}

function doIt(deed: Deed): Promise<Done> {
  switch (deed.do) {
    case 'register':
      return register(deed.row);
    case 'move-here':
      return moveHere(deed.row);
    case 'replace':
      return replace(deed.row, deed);
    case 'block':
      return block(deed.row);
    case 'ignore':
      return ignore(deed.rows, true);
    case 'stop-ignoring':
      return ignore(deed.rows, false);
  }
}

async function register({ customerId, customerName, mac, place }: UnrecognisedDevice): Promise<Done> {
  const { value, pendingNodes } = await changeJson<Device>('POST', `/customers/${customerId}/devices`, {
    mac,
    ...(place.deviceCount >= place.deviceLimit && { overLimit: true }),
  });
  return {
    pendingNodes,
    done: say('registered', { mac, customer: customerName }),
    note: say('nextLogin'),
    undone: say('registeredNoMore', { mac }),
    undo: () => changeJson('POST', `/devices/${value.id}/undo-add`),
  };
}

async function moveHere({ customerId, customerName, mac, holder }: UnrecognisedDevice): Promise<Done> {
  if (holder === null) throw new Error(say('nobodyHasIt'));
  const path = `/devices/${holder.deviceId}`;
  const { pendingNodes } = await changeJson<Device>('POST', `${path}/move`, { customerId, overLimit: true });
  return {
    pendingNodes,
    done: say('moved', { mac, from: holder.customerName, to: customerName }),
    note: say('nextLogin'),
    undone: say('isTheirsAgain', { mac, customer: holder.customerName }),
    undo: () => changeJson('POST', `${path}/undo-move`),
  };
}

async function replace(
  { mac, customerName }: UnrecognisedDevice,
  { deviceId, name }: { readonly deviceId: string; readonly name: string },
): Promise<Done> {
  const { pendingNodes } = await changeJson<Device>('POST', `/devices/${deviceId}/replace`, { mac });
  return {
    pendingNodes,
    done: say('replaced', { name, customer: customerName, mac }),
    note: say('oldRefused'),
    undone: say('oldDeviceAgain', { name }),
    undo: () => changeJson('POST', `/devices/${deviceId}/undo-replace?mac=${mac}`),
  };
}

async function block({ mac, customerName }: UnrecognisedDevice): Promise<Done> {
  const { value, pendingNodes } = await changeJson<BlockedNow>('POST', '/blocked-macs', {
    mac,
    reason: withoutIsolates(say('blockReason', { customer: customerName })),
  });
  return {
    pendingNodes,
    done: say('blocked', { mac }),
    note: say('refusedEverywhere'),
    undone: say('blockedNoMore', { mac }),
    undo: () => takeBlockBack(value),
  };
}

async function ignore(rows: readonly UnrecognisedDevice[], ignored: boolean): Promise<Done> {
  const set = (now: boolean) =>
    changeJson('POST', '/unrecognised-devices/ignore', { ids: rows.map(({ id }) => id), ignored: now });
  await set(ignored);
  const [first] = rows;
  const [done, undone] =
    rows.length === 1 && first
      ? [say('ignoredOne', { mac: first.mac }), say('listedOne', { mac: first.mac })]
      : [say('ignoredMany', { count: rows.length }), say('listedMany', { count: rows.length })];
  return {
    pendingNodes: [],
    done: ignored ? done : undone,
    note: say('accessStays'),
    undone: ignored ? undone : done,
    undo: () => set(!ignored),
  };
}
