import { Button, Group, Loader } from '@mantine/core';
import type { Device } from '../../api/types.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { errorSentence } from '../../parts/show-error.ts';
import { RequestResult } from '../router-requests/RequestResult.tsx';
import classes from './Devices.module.css';
import { nameOf } from './device-name.ts';
import { say, show } from './texts.ts';
import { isGone, useRemoveAndDisconnect, useRestoreDevices } from './use-devices.ts';

type Props = { readonly device: Device; readonly onClose: () => void };

/** Asks, removes the device, has the routers end its sessions, and says what they said. */
export function RemoveAndDisconnectDialog({ device, onClose }: Props) {
  const remove = useRemoveAndDisconnect();
  const restore = useRestoreDevices();
  const customer = device.customerName;
  const disconnects = remove.data?.value.disconnects;
  const gone = remove.isError && isGone(remove.error);
  const undo = () => restore.mutate([device], { onSuccess: onClose });
  return (
    <Dialog
      title={
        remove.isIdle
          ? say('removeAndDisconnectQuestion', { device: nameOf(device), customer })
          : say('deviceOf', { device: nameOf(device), customer })
      }
      onClose={onClose}
    >
      <div className={classes['text']} role="status">
        {remove.isIdle && <p>{say('removeAndDisconnectEffect')}</p>}
        {remove.isPending && (
          <p className={classes['progress']}>
            <Loader size={16} aria-hidden /> {say('removing')}
          </p>
        )}
        {remove.isError && <p>{gone ? say('wasRemoved') : errorSentence(remove.error)}</p>}
        {disconnects && (
          <p>
            {show('removedNow', { b: (words) => <b>{words}</b> })}
            {disconnects.length === 0 && ` ${say('wasNotOnline')}`}
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
            {say('registerAgain')}
          </Button>
        )}
        <Button variant="default" onClick={onClose} data-autofocus>
          {say(remove.isIdle ? 'keep' : 'close')}
        </Button>
        {!disconnects && !gone && (
          <Button color="red" onClick={() => remove.mutate(device.id)} loading={remove.isPending}>
            {say(remove.isError ? 'tryAgain' : 'removeAndDisconnect')}
          </Button>
        )}
      </Group>
    </Dialog>
  );
}
