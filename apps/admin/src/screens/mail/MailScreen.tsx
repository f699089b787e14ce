import { Button, Group, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { MailServer } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { NotRead } from '../../parts/NotRead.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RemoveQuestion } from '../../parts/RemoveQuestion.tsx';
import { showError } from '../../parts/show-error.ts';
import classes from '../settings/Settings.module.css';
import { SettingsTabs } from '../settings/SettingsTabs.tsx';
import { MailFaultText } from './MailFaultText.tsx';
import { MailForm } from './MailForm.tsx';
import { MailTestDialog } from './MailTestDialog.tsx';
import { say, show } from './texts.ts';
import { useMailServer, useRemoveMailServer } from './use-mail-server.ts';

/** Settings › Mail. */
export function MailScreen() {
  return (
    <div className={classes['page']}>
      <SettingsTabs />
      <h1>{say('mail')}</h1>
      <section>
        <p className={classes['quiet']}>{say('lead')}</p>
        {useMay('operators.change') ? <Server /> : <p>{say('ownersMay')}</p>}
      </section>
    </div>
  );
}

function Server() {
  const { data, isError, error, refetch } = useMailServer();
  if (isError) return <NotRead title={say('notRead')} error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton h={120} mt="sm" />;
  return <ServerState server={data.server} />;
}

function ServerState({ server }: { readonly server: MailServer | null }) {
  const [open, setOpen] = useState<'form' | 'test' | 'removal' | null>(null);
  const removal = useRemoveMailServer();
  const close = () => setOpen(null);
  const remove = () =>
    removal.mutate(undefined, {
      onSuccess: () => notifications.show({ message: say('removed') }),
      onError: (error) => showError(error, say('asBefore')),
    });
  return (
    <>
      {server === null ? (
        <p className={classes['hint']} role="status">
          {say('notSetUp')}
        </p>
      ) : (
        <SetUp server={server} />
      )}
      <Group gap="xs" mt={14}>
        <Button variant={server === null ? 'filled' : 'default'} onClick={() => setOpen('form')}>
          {server === null ? say('setUpMail') : say('changeMail')}
        </Button>
        {server !== null && (
          <>
            <Button onClick={() => setOpen('test')}>{say('sendTest')}</Button>
            <Button variant="subtle" color="gray" onClick={() => setOpen('removal')}>
              {say('removeMail')}
            </Button>
          </>
        )}
      </Group>
      {open === 'form' && <MailForm server={server} onClose={close} />}
      {open === 'test' && server !== null && <MailTestDialog server={server} onClose={close} />}
      {open === 'removal' && server !== null && (
        <RemoveQuestion
          title={say('removeQuestion', { host: server.host })}
          onRemove={remove}
          onClose={close}
        >
          {say('removeEffect')}
        </RemoveQuestion>
      )}
    </>
  );
}

function SetUp({ server }: { readonly server: MailServer }) {
  const { host, port, senderAddress, appUrl, changedBy, changedAt } = server;
  const { lastSentAt, lastFailedAt, lastFault, lastSaid } = server;
  const isFailing = lastFailedAt !== null && (lastSentAt === null || lastFailedAt > lastSentAt);
  return (
    <>
      <p style={{ marginBlockStart: 14 }}>
        {show('sentBy', {
          host: (
            <b className="mono" dir="ltr">
              {host}:{port}
            </b>
          ),
          sender: <bdi>{senderAddress}</bdi>,
          changedBy,
          when: <RelativeTime at={changedAt} />,
        })}{' '}
        {show('linksLead', { url: <bdi>{appUrl}</bdi> })}{' '}
        {!isFailing &&
          (lastSentAt === null
            ? say('noneSentYet')
            : show('lastTaken', { when: <RelativeTime at={lastSentAt} /> }))}
      </p>
      {isFailing && (
        <p className={classes['fault']} role="status">
          <b>{show('lastNotSent', { when: <RelativeTime at={lastFailedAt} /> })}</b>{' '}
          <MailFaultText server={server} fault={lastFault} said={lastSaid} />
        </p>
      )}
    </>
  );
}
