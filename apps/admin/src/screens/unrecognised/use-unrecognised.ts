import { useMutation } from '@tanstack/react-query';
import { changeJson } from '../../api/call-api.ts';
import type { BlockedNow, Device, UnrecognisedDevice } from '../../api/types.ts';
import { showError } from '../../parts/show-error.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import { takeBlockBack } from '../devices/blocked/use-blocked-macs.ts';
import { useRefreshDevices } from '../devices/use-devices.ts';

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

const NEXT_LOGIN = 'In force at the next login.';

/** Does it at once, and offers to undo it for ten seconds. */
export function useDeed() {
  const refresh = useRefreshDevices();
  const offerUndo = useOfferUndo();
  return useMutation({
    mutationFn: doIt,
    onSuccess: (done) => offerUndo({ ...done, undo: () => done.undo().finally(() => void refresh()) }),
    onError: (error) => showError(error, 'Nothing was changed.'),
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
    done: `${mac} is registered to ${customerName}.`,
    note: NEXT_LOGIN,
    undone: `${mac} is not registered any more.`,
    undo: () => changeJson('POST', `/devices/${value.id}/undo-add`),
  };
}

async function moveHere({ customerId, customerName, mac, holder }: UnrecognisedDevice): Promise<Done> {
  if (holder === null) throw new Error('Nobody has this device.');
  const path = `/devices/${holder.deviceId}`;
  const { pendingNodes } = await changeJson<Device>('POST', `${path}/move`, { customerId, overLimit: true });
  return {
    pendingNodes,
    done: `${mac} moved from ${holder.customerName} to ${customerName}.`,
    note: NEXT_LOGIN,
    undone: `${mac} is ${holder.customerName}’s again.`,
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
    done: `${name} of ${customerName} is ${mac} now.`,
    note: `${NEXT_LOGIN} The old address is refused.`,
    undone: `${name} is the old device again.`,
    undo: () => changeJson('POST', `/devices/${deviceId}/undo-replace?mac=${mac}`),
  };
}

async function block({ mac, customerName }: UnrecognisedDevice): Promise<Done> {
  const { value, pendingNodes } = await changeJson<BlockedNow>('POST', '/blocked-macs', {
    mac,
    reason: `Used the password of ${customerName}`,
  });
  return {
    pendingNodes,
    done: `${mac} is blocked.`,
    note: 'Refused everywhere, whatever password it has.',
    undone: `${mac} is not blocked any more.`,
    undo: () => takeBlockBack(value),
  };
}

async function ignore(rows: readonly UnrecognisedDevice[], ignored: boolean): Promise<Done> {
  const say = (now: boolean) =>
    changeJson('POST', '/unrecognised-devices/ignore', { ids: rows.map(({ id }) => id), ignored: now });
  await say(ignored);
  const what = rows.length === 1 && rows[0] ? rows[0].mac : `${rows.length} devices`;
  const [done, undone] = [
    `${what} ${rows.length === 1 ? 'is' : 'are'} ignored.`,
    `${what} ${rows.length === 1 ? 'is' : 'are'} listed again.`,
  ];
  return {
    pendingNodes: [],
    done: ignored ? done : undone,
    note: 'Who gets in stays as it is.',
    undone: ignored ? undone : done,
    undo: () => say(!ignored),
  };
}
