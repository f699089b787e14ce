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
import { say } from './texts.ts';
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
      {say('addWebhook')}
    </Button>
  );
  const isFilled = webhooks.data !== undefined && webhooks.data.length > 0;
  return (
    <div className={settings['page']}>
      <SettingsTabs />
      <header className={payment['header']}>
        <h1>{say('webhooks')}</h1>
        {isFilled && addButton}
      </header>
      <section>
        {webhooks.isPending && <Skeleton h={140} />}
        {webhooks.isError && !webhooks.data && (
          <NotRead
            title={say('notRead')}
            heading={false}
            error={webhooks.error}
            onRetry={() => void webhooks.refetch()}
          />
        )}
        {webhooks.data?.length === 0 && (
          <EmptyState icon={IconWebhook} title={say('nobodyTold')} action={addButton || undefined}>
            {say('whatItDoes')}
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
        title={say('removeQuestion', { name: open.webhook.name })}
        onRemove={() => remove.mutate(open.webhook)}
        onClose={close}
      >
        {say('removeEffect')}
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
      onError: (error) => showError(error, say('secretAsBefore')),
    });
  return (
    <Dialog title={say('newSecretQuestion', { name: webhook.name })} onClose={() => setOpen(null)}>
      <p>{say('newSecretEffect')}</p>
      <Button onClick={make} loading={renew.isPending} data-autofocus>
        {say('makeNewSecret')}
      </Button>
    </Dialog>
  );
}
