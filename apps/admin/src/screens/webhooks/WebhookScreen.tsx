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
import { StateMark } from '../../parts/StateMark.tsx';
import { DELIVERY_STATES } from './delivery-states.ts';
import { DeliverySheet } from './DeliverySheet.tsx';
import { sayHowItWent } from './say-how-it-went.ts';
import { useTestWebhook, useWebhook } from './use-webhooks.ts';
import type { WebhookDelivery } from './webhook-types.ts';
import classes from './Webhooks.module.css';
import { WebhookState } from './WebhookState.tsx';

const FILTERS: readonly ListFilter[] = [
  {
    name: 'state',
    label: 'State',
    options: Object.entries(DELIVERY_STATES).map(([value, { word }]) => ({ value, label: word })),
  },
];

const COLUMNS: readonly ListColumn<WebhookDelivery>[] = [
  { id: 'type', title: 'Event', width: 180, grows: 2, phone: 'title', cell: ({ type }) => type },
  {
    id: 'about',
    title: 'About',
    width: 150,
    grows: 2,
    rank: 2,
    phone: 'line',
    cell: ({ body }) => <Quiet text={aboutOf(body)} />,
  },
  {
    id: 'state',
    title: 'State',
    width: 110,
    phone: 'line',
    cell: ({ state }) => (
      <StateMark meaning={DELIVERY_STATES[state].meaning}>{DELIVERY_STATES[state].word}</StateMark>
    ),
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

type Sent = {
  readonly customer: { readonly name: string } | null;
  readonly device: { readonly mac: string | null } | null;
};

/** Whom and what it is about. */
function aboutOf(body: string): string | null {
  const { customer, device } = JSON.parse(body) as Sent;
  return [customer?.name, device?.mac].filter(Boolean).join(' · ') || null;
}

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
      <div className={classes['path']}>
        <span>
          <Link to="/settings/webhooks">Webhooks</Link> › {webhook.data?.host}
        </span>
        {webhook.data && <WebhookState webhook={webhook.data} />}
      </div>
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
