import { Button, Group, Loader } from '@mantine/core';
import type { Device } from '../../api/types.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { errorSentence } from '../../parts/show-error.ts';
import { RequestResult } from '../router-requests/RequestResult.tsx';
import classes from './Devices.module.css';
import { isGone, useRemoveAndDisconnect, useRestoreDevices } from './use-devices.ts';

type Props = { readonly device: Device; readonly onClose: () => void };

/** Asks, removes the device, has the routers end its sessions, and says what they said. */
export function RemoveAndDisconnectDialog({ device, onClose }: Props) {
  const remove = useRemoveAndDisconnect();
  const restore = useRestoreDevices();
  const name = `${device.label ?? device.type ?? device.mac} of ${device.customerName}`;
  const disconnects = remove.data?.value.disconnects;
  const gone = remove.isError && isGone(remove.error);
  const undo = () => restore.mutate([device], { onSuccess: onClose });
  return (
    <Dialog title={remove.isIdle ? `Remove and disconnect ${name}?` : name} onClose={onClose}>
      <div className={classes['text']} role="status">
        {remove.isIdle && (
          <p>
            It is refused from the next login on, and the router is asked to end its session now. Whoever uses
            it goes offline.
          </p>
        )}
        {remove.isPending && (
          <p className={classes['progress']}>
            <Loader size={16} aria-hidden /> Removing it, and asking the router…
          </p>
        )}
        {remove.isError && (
          <p>{gone ? 'It was already removed, here or by somebody else.' : errorSentence(remove.error)}</p>
        )}
        {disconnects && (
          <p>
            <b>Removed.</b> It is refused from the next login on.
            {disconnects.length === 0 && ' It was not online: there was nothing to disconnect.'}
          </p>
        )}
        {disconnects?.map((request) => (
          <RequestResult key={request.id} request={request} />
        ))}
        {restore.isError && <p>{errorSentence(restore.error)}</p>}
      </div>
      <Group justify="flex-end" gap="xs">
        {disconnects && (
          <Button variant="default" onClick={undo} loading={restore.isPending}>
            Register again
          </Button>
        )}
        <Button variant="default" onClick={onClose} data-autofocus>
          {remove.isIdle ? 'Keep' : 'Close'}
        </Button>
        {!disconnects && !gone && (
          <Button color="red" onClick={() => remove.mutate(device.id)} loading={remove.isPending}>
            {remove.isError ? 'Try again' : 'Remove and disconnect'}
          </Button>
        )}
      </Group>
    </Dialog>
  );
}
