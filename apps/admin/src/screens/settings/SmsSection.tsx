import { Button, Group, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { SmsGateway } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RemoveQuestion } from '../../parts/RemoveQuestion.tsx';
import { errorSentence, showError } from '../../parts/show-error.ts';
import classes from './Settings.module.css';
import { SmsForm } from './SmsForm.tsx';
import { SmsTestDialog } from './SmsTestDialog.tsx';
import { useChangeSmsGateway, useSmsGateway } from './use-sms-gateway.ts';

/** Who sends the codes by which visitors prove their numbers. */
export function SmsSection() {
  const gateway = useSmsGateway();
  return (
    <section aria-labelledby="text-messages">
      <h2 id="text-messages">Text messages</h2>
      {gateway.isPending && <Skeleton h={90} />}
      {gateway.isError && <p>{errorSentence(gateway.error)}</p>}
      {gateway.data && <Provider gateway={gateway.data} />}
    </section>
  );
}

function Provider({ gateway }: { readonly gateway: SmsGateway }) {
  const [open, setOpen] = useState<'form' | 'test' | 'removal' | null>(null);
  const mayChange = useMay('settings.change');
  const change = useChangeSmsGateway();
  const close = () => setOpen(null);
  const isSet = gateway.kind === 'http';
  const remove = () =>
    change.mutate(
      { kind: 'log' },
      {
        onSuccess: () => notifications.show({ message: 'No provider any more: codes are only logged.' }),
        onError: (error) => showError(error, 'The provider is as before.'),
      },
    );
  return (
    <>
      {isSet ? <SetUp gateway={gateway} /> : <NotSetUp />}
      {mayChange ? (
        <Group gap="xs" mt={14}>
          <Button variant={isSet ? 'default' : 'filled'} onClick={() => setOpen('form')}>
            {isSet ? 'Change provider' : 'Set up a provider'}
          </Button>
          <Button variant={isSet ? 'filled' : 'default'} onClick={() => setOpen('test')}>
            Send a test message
          </Button>
          {isSet && (
            <Button variant="subtle" color="gray" onClick={() => setOpen('removal')}>
              Remove provider
            </Button>
          )}
        </Group>
      ) : (
        <p className={classes['quiet']}>Managers and owners may change it.</p>
      )}
      {open === 'form' && <SmsForm replaces={gateway.host} onClose={close} />}
      {open === 'test' && <SmsTestDialog gateway={gateway} onClose={close} />}
      {open === 'removal' && (
        <RemoveQuestion title={`Remove ${gateway.host}?`} onRemove={remove} onClose={close}>
          Codes are then only written to the log, and visitors of zones that ask for a code cannot register.
          Address and key are forgotten; to go back they have to be typed again.
        </RemoveQuestion>
      )}
    </>
  );
}

function NotSetUp() {
  return (
    <p className={classes['hint']} role="status">
      No provider is set up: a visitor’s code is only written to the log. Zones where a number is proved by a
      code need one. Any provider with an HTTP interface will do, and so does a phone with an SMS app that has
      one.
    </p>
  );
}

function SetUp({ gateway }: { readonly gateway: SmsGateway }) {
  const { host, changedBy, changedAt, lastSentAt, lastFailedAt, lastFault } = gateway;
  const failing = lastFailedAt !== null && (lastSentAt === null || lastFailedAt > lastSentAt);
  return (
    <>
      <p>
        Sent by <b className="mono">{host}</b>, set up by {changedBy} <RelativeTime at={changedAt} />.
        {lastSentAt !== null && !failing && (
          <>
            {' '}
            The last message was taken <RelativeTime at={lastSentAt} />.
          </>
        )}
        {lastSentAt === null && !failing && ' No message has been sent yet: send a test.'}
      </p>
      {failing && (
        <p className={classes['fault']} role="status">
          <b>
            The last message was not sent, <RelativeTime at={lastFailedAt} />.
          </b>{' '}
          {lastFault} Until it works, visitors get no codes.
        </p>
      )}
    </>
  );
}
