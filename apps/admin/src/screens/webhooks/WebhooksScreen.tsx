import { Button, Skeleton } from '@mantine/core';
import { IconPlus, IconWebhook } from '@tabler/icons-react';
import { useState } from 'react';
import { useMay } from '../../api/use-me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { NotRead } from '../../parts/NotRead.tsx';
import { RemoveQuestion } from '../../parts/RemoveQuestion.tsx';
import { showError } from '../../parts/show-error.ts';
import { useRemove } from '../../parts/use-remove.ts';
import payment from '../payment-methods/PaymentMethods.module.css';
import settings from '../settings/Settings.module.css';
import { SettingsTabs } from '../settings/SettingsTabs.tsx';
import { useRenewSecret, useWebhooks } from './use-webhooks.ts';
import type { Webhook } from './webhook-types.ts';
import { WebhookForm } from './WebhookForm.tsx';
import { type Asked, WebhookRows } from './WebhookRows.tsx';
import { WebhookSecret } from './WebhookSecret.tsx';

type Open =
  | { readonly what: 'add' }
  | { readonly what: Asked; readonly webhook: Webhook }
  | { readonly what: 'show-secret'; readonly name: string; readonly secret: string };

/** Settings › Webhooks: programs that are told what happens. */
export function WebhooksScreen() {
  const webhooks = useWebhooks();
  const mayChange = useMay('webhooks.change');
  const [open, setOpen] = useState<Open | null>(null);
  const addButton = mayChange && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen({ what: 'add' })}>
      Add webhook
    </Button>
  );
  const isFilled = webhooks.data !== undefined && webhooks.data.length > 0;
  return (
    <div className={settings['page']}>
      <SettingsTabs />
      <header className={payment['header']}>
        <h1>Webhooks</h1>
        {isFilled && addButton}
      </header>
      <section>
        {webhooks.isPending && <Skeleton h={140} />}
        {webhooks.isError && !webhooks.data && (
          <NotRead
            title="The webhooks could not be read"
            heading={false}
            error={webhooks.error}
            onRetry={() => void webhooks.refetch()}
          />
        )}
        {webhooks.data?.length === 0 && (
          <EmptyState icon={IconWebhook} title="No program is told anything" action={addButton || undefined}>
            A webhook posts each event to a program of yours within a second or two: a device was registered,
            refused, replaced; a customer was suspended. Signed, and tried again for a day.
          </EmptyState>
        )}
        {isFilled && (
          <WebhookRows
            webhooks={webhooks.data}
            mayChange={mayChange}
            onAsk={(what, webhook) => setOpen({ what, webhook })}
          />
        )}
      </section>
      {open !== null && <Opened open={open} setOpen={setOpen} />}
    </div>
  );
}

type OpenedProps = { readonly open: Open; readonly setOpen: (open: Open | null) => void };

function Opened({ open, setOpen }: OpenedProps) {
  const remove = useRemove('webhooks', '/webhooks');
  const close = () => setOpen(null);
  if (open.what === 'show-secret')
    return <WebhookSecret name={open.name} secret={open.secret} onClose={close} />;
  if (open.what === 'secret') return <NewSecret webhook={open.webhook} setOpen={setOpen} />;
  if (open.what === 'remove')
    return (
      <RemoveQuestion
        title={`Remove ${open.webhook.name}?`}
        onRemove={() => remove.mutate(open.webhook)}
        onClose={close}
      >
        It is told nothing any more, what waits for it is not sent, and its list of deliveries goes.
      </RemoveQuestion>
    );
  return (
    <WebhookForm
      {...(open.what === 'edit' && { webhook: open.webhook })}
      onClose={close}
      onSaved={(saved) =>
        setOpen('secret' in saved ? { what: 'show-secret', name: saved.name, secret: saved.secret } : null)
      }
    />
  );
}

function NewSecret({
  webhook,
  setOpen,
}: {
  readonly webhook: Webhook;
  readonly setOpen: OpenedProps['setOpen'];
}) {
  const renew = useRenewSecret(webhook.id);
  const make = () =>
    renew.mutate(undefined, {
      onSuccess: ({ value }) => setOpen({ what: 'show-secret', name: value.name, secret: value.secret }),
      onError: (error) => showError(error, 'The secret is as before.'),
    });
  return (
    <Dialog title={`A new secret for ${webhook.name}?`} onClose={() => setOpen(null)}>
      <p>The old one signs nothing from then on: the receiver refuses deliveries until it has the new one.</p>
      <Button onClick={make} loading={renew.isPending} data-autofocus>
        Make a new secret
      </Button>
    </Dialog>
  );
}
