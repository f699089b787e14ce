import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError } from '../../api/call-api.ts';
import { useMay } from '../../api/use-me.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import type { ListColumn, ListFilter } from '../../parts/data-list/list-types.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { NoSuch } from '../../parts/NotFound.tsx';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { showError } from '../../parts/show-error.ts';
import { SideSheet } from '../../parts/SideSheet.tsx';
import { type Meaning, StateMark } from '../../parts/StateMark.tsx';
import { sayHowItWent } from './say-how-it-went.ts';
import { useSendAgain, useTestWebhook, useWebhook } from './use-webhooks.ts';
import type { WebhookDelivery } from './webhook-types.ts';
import classes from './Webhooks.module.css';

const STATES: Readonly<Record<WebhookDelivery['state'], { word: string; meaning: Meaning }>> = {
  waiting: { word: 'Waiting', meaning: 'amber' },
  delivered: { word: 'Taken', meaning: 'green' },
  failed: { word: 'Given up', meaning: 'red' },
};

const FILTERS: readonly ListFilter[] = [
  {
    name: 'state',
    label: 'State',
    options: Object.entries(STATES).map(([value, { word }]) => ({ value, label: word })),
  },
];

const COLUMNS: readonly ListColumn<WebhookDelivery>[] = [
  { id: 'type', title: 'Event', width: 180, grows: 2, phone: 'title', cell: ({ type }) => type },
  {
    id: 'state',
    title: 'State',
    width: 110,
    phone: 'line',
    cell: ({ state }) => <StateMark meaning={STATES[state].meaning}>{STATES[state].word}</StateMark>,
  },
  {
    id: 'answer',
    title: 'Answer',
    width: 160,
    grows: 3,
    phone: 'line',
    cell: (row) => <Quiet text={answerOf(row)} />,
  },
  { id: 'tries', title: 'Tries', width: 60, align: 'end', rank: 3, cell: ({ tries }) => tries },
  {
    id: 'ms',
    title: 'Took',
    width: 80,
    align: 'end',
    rank: 2,
    cell: ({ lastMs }) => <Quiet text={lastMs === null ? null : `${lastMs} ms`} />,
  },
  {
    id: 'occurredAt',
    title: 'Happened',
    width: 104,
    sort: 'occurredAt',
    phone: 'side',
    cell: ({ occurredAt }) => <RelativeTime at={occurredAt} />,
  },
];

function answerOf({ lastStatus, lastSaid, lastFault }: WebhookDelivery): string | null {
  if (lastStatus === null) return lastFault;
  return lastSaid === null ? String(lastStatus) : `${lastStatus} · ${lastSaid}`;
}

/** Settings › Webhooks › one: what it was told, and how that went. */
export function WebhookScreen() {
  const { webhookId = '' } = useParams({ strict: false });
  const webhook = useWebhook(webhookId);
  const mayChange = useMay('webhooks.change');
  const tester = useTestWebhook();
  const [shown, setShown] = useState<WebhookDelivery | null>(null);
  if (webhook.error instanceof ApiError && webhook.error.status === 404) return <NoSuch what="webhook" />;
  const sendTest = () =>
    tester.mutate(webhookId, {
      onSuccess: ({ value }) => sayHowItWent(value),
      onError: (error) => showError(error, 'No test was sent.'),
    });
  const testButton = mayChange && (
    <Button
      leftSection={<IconSend size={16} aria-hidden />}
      variant="default"
      loading={tester.isPending}
      onClick={sendTest}
    >
      Send a test
    </Button>
  );
  return (
    <>
      <p className={classes['path']}>
        <Link to="/settings/webhooks">Webhooks</Link> ›
      </p>
      <DataList<WebhookDelivery>
        title={webhook.data?.name ?? 'Webhook'}
        thing="webhook-deliveries"
        noun="delivery"
        path={`/webhooks/${webhookId}/deliveries`}
        rowId={({ id }) => id}
        rowName={({ type }) => type}
        columns={COLUMNS}
        filters={FILTERS}
        defaultSort="-occurredAt"
        searchHint="Search a MAC, a name, anything sent"
        refreshSeconds={5}
        onOpen={setShown}
        headerActions={testButton}
        empty={
          <EmptyState icon={IconSend} title="Nothing was sent yet" action={testButton || undefined}>
            Send a test, or wait for something to happen.
          </EmptyState>
        }
      />
      {shown !== null && (
        <DeliverySheet
          delivery={shown}
          mayChange={mayChange}
          onChanged={setShown}
          onClose={() => setShown(null)}
        />
      )}
    </>
  );
}

type SheetProps = {
  readonly delivery: WebhookDelivery;
  readonly mayChange: boolean;
  readonly onChanged: (delivery: WebhookDelivery) => void;
  readonly onClose: () => void;
};

function DeliverySheet({ delivery, mayChange, onChanged, onClose }: SheetProps) {
  const again = useSendAgain();
  const send = () =>
    again.mutate(delivery.id, {
      onSuccess: ({ value }) => {
        sayHowItWent(value);
        onChanged(value);
      },
      onError: (error) => showError(error, 'It was not sent again.'),
    });
  const { state, lastAt, lastFault, lastSaid, lastStatus, lastMs, nextAt, tries } = delivery;
  return (
    <SideSheet title={delivery.type} onClose={onClose}>
      <div className={classes['facts']}>
        <StateMark meaning={STATES[state].meaning}>{STATES[state].word}</StateMark>
        {lastAt !== null && (
          <p>
            Try {tries}, <RelativeTime at={lastAt} />: {lastStatus ?? 'no answer'} after {lastMs} ms
          </p>
        )}
        {lastFault !== null && state !== 'delivered' && <p className={classes['fault']}>{lastFault}</p>}
        {lastSaid !== null && (
          <p>
            It said: <q>{lastSaid}</q>
          </p>
        )}
        {nextAt !== null && (
          <p>
            Tried again <RelativeTime at={nextAt} />
          </p>
        )}
      </div>
      {/* A region that scrolls is reached by the keyboard too. */}
      <pre className={classes['body']} dir="ltr">
        {JSON.stringify(JSON.parse(delivery.body), null, 2)}
      </pre>
      {mayChange && (
        <Button onClick={send} loading={again.isPending} leftSection={<IconSend size={16} aria-hidden />}>
          Send again
        </Button>
      )}
    </SideSheet>
  );
}
