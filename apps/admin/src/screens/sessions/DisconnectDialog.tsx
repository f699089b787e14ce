import { Button, Group, Loader } from '@mantine/core';
import { useState } from 'react';
import type { RouterRequest, Session } from '../../api/types.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { MacAddress } from '../../parts/mac/MacAddress.tsx';
import { errorSentence } from '../../parts/show-error.ts';
import { RequestResult } from '../router-requests/RequestResult.tsx';
import classes from './Sessions.module.css';
import { useDisconnect } from './use-disconnect.ts';
import { say } from './texts.ts';

type Props = { readonly session: Session; readonly onClose: () => void };

/** Asks, has the router end the session, and says what the router said. */
export function DisconnectDialog({ session, onClose }: Props) {
  const disconnect = useDisconnect();
  const [finished, setFinished] = useState<RouterRequest | null>(null);
  const name = session.customerName ?? session.username;
  const request = disconnect.data?.value;
  const worked = finished !== null && finished.wayOut === null;
  const begin = () => {
    setFinished(null);
    disconnect.mutate(session.id);
  };
  return (
    <Dialog
      title={disconnect.isIdle ? say('disconnectQuestion', { name }) : say('disconnectName', { name })}
      onClose={onClose}
    >
      <div className={classes['text']} role="status">
        {disconnect.isIdle && <Effect session={session} />}
        {disconnect.isPending && (
          <p className={classes['progress']}>
            <Loader size={16} aria-hidden />{' '}
            {say('asking', { router: session.nas?.name ?? say('theRouter') })}
          </p>
        )}
        {disconnect.isError && <p>{errorSentence(disconnect.error)}</p>}
        {request && <RequestResult key={request.id} request={request} onFinished={setFinished} />}
      </div>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {disconnect.isIdle ? say('keepOnline') : say('close')}
        </Button>
        {!worked && (
          <Button color="red" onClick={begin} loading={disconnect.isPending}>
            {disconnect.isIdle ? say('disconnect') : say('tryAgain')}
          </Button>
        )}
      </Group>
    </Dialog>
  );
}

function Effect({ session }: { readonly session: Session }) {
  return (
    <>
      <p>{session.nas === null ? say('routerIsAsked') : say('isAsked', { router: session.nas.name })}</p>
      <p className={classes['which']}>
        {session.mac !== null && <MacAddress mac={session.mac} />}
        {session.framedIpAddress !== null && <code>{session.framedIpAddress}</code>}
      </p>
      <p>{say('keepsNobodyOut')}</p>
    </>
  );
}
