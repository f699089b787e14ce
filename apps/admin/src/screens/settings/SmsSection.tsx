import { Button, Group, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { SmsGateway } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RemoveQuestion } from '../../parts/RemoveQuestion.tsx';
import { saySaid } from '../../parts/said/say-said.ts';
import { errorSentence, showError } from '../../parts/show-error.ts';
import classes from './Settings.module.css';
import { SmsForm } from './SmsForm.tsx';
import { SmsTestDialog } from './SmsTestDialog.tsx';
import { useChangeSmsGateway, useSmsGateway } from './use-sms-gateway.ts';
import { say, show } from './texts.ts';

/** Who sends the codes by which visitors prove their numbers. */
export function SmsSection() {
  const gateway = useSmsGateway();
  return (
    <section aria-labelledby="text-messages">
      <h2 id="text-messages">{say('textMessages')}</h2>
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
        onSuccess: () => notifications.show({ message: say('providerGone') }),
        onError: (error) => showError(error, say('providerAsBefore')),
      },
    );
  return (
    <>
      {isSet ? <SetUp gateway={gateway} /> : <NotSetUp />}
      {mayChange ? (
        <Group gap="xs" mt={14}>
          <Button variant={isSet ? 'default' : 'filled'} onClick={() => setOpen('form')}>
            {isSet ? say('changeProvider') : say('setUpProvider')}
          </Button>
          <Button variant={isSet ? 'filled' : 'default'} onClick={() => setOpen('test')}>
            {say('sendTest')}
          </Button>
          {isSet && (
            <Button variant="subtle" color="gray" onClick={() => setOpen('removal')}>
              {say('removeProvider')}
            </Button>
          )}
        </Group>
      ) : (
        <p className={classes['quiet']}>{say('managersMay')}</p>
      )}
      {open === 'form' && <SmsForm replaces={gateway.host} onClose={close} />}
      {open === 'test' && <SmsTestDialog gateway={gateway} onClose={close} />}
      {open === 'removal' && (
        <RemoveQuestion
          title={say('removeHost', { host: gateway.host ?? '' })}
          onRemove={remove}
          onClose={close}
        >
          {say('removeHostEffect')}
        </RemoveQuestion>
      )}
    </>
  );
}

function NotSetUp() {
  return (
    <p className={classes['hint']} role="status">
      {say('noProvider')}
    </p>
  );
}

function SetUp({ gateway }: { readonly gateway: SmsGateway }) {
  const { host, changedBy, changedAt, lastSentAt, lastFailedAt, lastFault, lastFaultSaid } = gateway;
  const fault = lastFaultSaid === null ? lastFault : saySaid(lastFaultSaid, lastFault ?? '');
  const failing = lastFailedAt !== null && (lastSentAt === null || lastFailedAt > lastSentAt);
  return (
    <>
      <p>
        {show('sentBy', {
          host: <b className="mono">{host}</b>,
          changedBy,
          when: <RelativeTime at={changedAt} />,
        })}{' '}
        {!failing &&
          (lastSentAt === null
            ? say('noneSentYet')
            : show('lastTaken', { when: <RelativeTime at={lastSentAt} /> }))}
      </p>
      {failing && (
        <p className={classes['fault']} role="status">
          <b>{show('lastNotSent', { when: <RelativeTime at={lastFailedAt} /> })}</b> {fault}{' '}
          {say('noCodesUntil')}
        </p>
      )}
    </>
  );
}
