import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError } from '../../api/call-api.ts';
import { useMay } from '../../api/use-me.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import type { ListColumn, ListFilter } from '../../parts/data-list/list-types.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatNumber } from '../../parts/format/number.ts';
import { NoSuch } from '../../parts/NotFound.tsx';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { showError } from '../../parts/show-error.ts';
import { StateMark } from '../../parts/StateMark.tsx';
import { DELIVERY_STATES, wordOf } from './delivery-states.ts';
import { DeliverySheet } from './DeliverySheet.tsx';
import { faultOf } from './fault-of.ts';
import { sayHowItWent } from './say-how-it-went.ts';
import { say } from './texts.ts';
import { useTestWebhook, useWebhook } from './use-webhooks.ts';
import type { WebhookDelivery } from './webhook-types.ts';
import classes from './Webhooks.module.css';
import { WebhookState } from './WebhookState.tsx';

const FILTERS: readonly ListFilter[] = [
  {
    name: 'state',
    label: say('state'),
    options: (['waiting', 'delivered', 'failed'] as const).map((value) => ({ value, label: wordOf(value) })),
  },
];

const COLUMNS: readonly ListColumn<WebhookDelivery>[] = [
  {
    id: 'type',
    title: say('event'),
    width: 180,
    grows: 2,
    phone: 'title',
    cell: ({ type }) => <bdi>{type}</bdi>,
  },
  {
    id: 'about',
    title: say('about'),
    width: 150,
    grows: 2,
    rank: 2,
    phone: 'line',
    cell: ({ body }) => <Quiet text={aboutOf(body)} />,
  },
  {
    id: 'state',
    title: say('state'),
    width: 110,
    phone: 'line',
    cell: ({ state }) => <StateMark meaning={DELIVERY_STATES[state].meaning}>{wordOf(state)}</StateMark>,
  },
  {
    id: 'answer',
    title: say('answer'),
    width: 160,
    grows: 3,
    phone: 'line',
    cell: (row) => <Quiet text={answerOf(row)} />,
  },
  {
    id: 'tries',
    title: say('tries'),
    width: 60,
    align: 'end',
    rank: 3,
    cell: ({ tries }) => formatNumber(tries),
  },
  {
    id: 'ms',
    title: say('took'),
    width: 80,
    align: 'end',
    rank: 2,
    cell: ({ lastMs }) => <Quiet text={lastMs === null ? null : say('ms', { number: lastMs })} />,
  },
  {
    id: 'occurredAt',
    title: say('happened'),
    width: 124,
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

function answerOf(delivery: WebhookDelivery): string | null {
  const { lastStatus, lastSaid } = delivery;
  if (lastStatus === null) return faultOf(delivery);
  return lastSaid === null ? String(lastStatus) : `${lastStatus} · ${lastSaid}`;
}

/** Settings › Webhooks › one: what it was told, and how that went. */
export function WebhookScreen() {
  const { webhookId = '' } = useParams({ strict: false });
  const webhook = useWebhook(webhookId);
  const mayChange = useMay('webhooks.change');
  const tester = useTestWebhook();
  const [shown, setShown] = useState<WebhookDelivery | null>(null);
  if (webhook.error instanceof ApiError && webhook.error.status === 404)
    return <NoSuch what={say('aWebhook')} />;
  const sendTest = () =>
    tester.mutate(webhookId, {
      onSuccess: ({ value }) => sayHowItWent(value),
      onError: (error) => showError(error, say('noTest')),
    });
  const testButton = mayChange && (
    <Button
      leftSection={<IconSend size={16} aria-hidden />}
      variant="default"
      loading={tester.isPending}
      onClick={sendTest}
    >
      {say('sendTest')}
    </Button>
  );
  return (
    <>
      <div className={classes['path']}>
        <span>
          <Link to="/settings/webhooks">{say('webhooks')}</Link> › <bdi>{webhook.data?.host}</bdi>
        </span>
        {webhook.data && <WebhookState webhook={webhook.data} />}
      </div>
      <DataList<WebhookDelivery>
        title={webhook.data?.name ?? say('webhook')}
        thing="webhook-deliveries"
        noun={say('delivery')}
        path={`/webhooks/${webhookId}/deliveries`}
        rowId={({ id }) => id}
        rowName={({ type }) => type}
        columns={COLUMNS}
        filters={FILTERS}
        defaultSort="-occurredAt"
        searchHint={say('searchHint')}
        refreshSeconds={5}
        onOpen={setShown}
        headerActions={testButton}
        empty={
          <EmptyState icon={IconSend} title={say('nothingWasSent')} action={testButton || undefined}>
            {say('sendOrWait')}
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
