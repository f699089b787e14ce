import { Checkbox, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { EVENT_TYPES, eventTypes } from '@gatehouse/domain/events/event-types';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { useSaveThing } from '../../parts/use-save-thing.ts';
import classes from './Webhooks.module.css';
import type { Webhook, WebhookWithSecret } from './webhook-types.ts';

type Props = {
  readonly webhook?: Webhook;
  readonly onClose: () => void;
  /** With its secret where it is new. */
  readonly onSaved: (webhook: Webhook | WebhookWithSecret) => void;
};

/** Where deliveries go, and what is told there. */
export function WebhookForm({ webhook, onClose, onSaved }: Props) {
  const isNew = webhook === undefined;
  const save = useSaveThing<Webhook | WebhookWithSecret>('webhooks', '/webhooks', webhook?.id);
  const form = useEntryForm({
    initialValues: {
      name: webhook?.name ?? '',
      url: '',
      events: [...(webhook?.events ?? eventTypes)] as string[],
    },
    validate: {
      name: (name) => (name.trim() === '' ? 'Give it a name.' : null),
      url: (url) => (isNew && url.trim() === '' ? 'Enter the address that deliveries go to.' : null),
      events: (events) => (events.length === 0 ? 'Choose one event or more.' : null),
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ name, url, events }) => {
    const address = url.trim();
    const { value } = await save.mutateAsync({ name, events, ...(address !== '' && { url: address }) });
    notifications.show({ color: 'green', message: `${value.name} ${isNew ? 'added' : 'changed'}.` });
    onSaved(value);
  });
  return (
    <FormDrawer
      title={isNew ? 'Add a webhook' : `Edit ${webhook.name}`}
      saveLabel={isNew ? 'Add webhook' : 'Save'}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
    >
      <TextInput
        label="Name"
        name="name"
        withAsterisk
        placeholder="Billing"
        autoComplete="off"
        maxLength={80}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label="Address"
        name="url"
        withAsterisk={isNew}
        description={
          isNew
            ? 'https:// or http://. Deliveries are posted there as JSON, signed.'
            : `Leads to ${webhook.host}. It is not shown again; leave it empty to keep it.`
        }
        placeholder="https://billing.example.net/gatehouse"
        inputMode="url"
        autoComplete="off"
        dir="ltr"
        classNames={{ input: 'mono' }}
        {...form.getInputProps('url')}
      />
      <Checkbox.Group label="Events" withAsterisk {...form.getInputProps('events')}>
        <div className={classes['events']}>
          {eventTypes.map((type) => (
            <Checkbox key={type} value={type} label={<code>{type}</code>} description={EVENT_TYPES[type]} />
          ))}
        </div>
      </Checkbox.Group>
    </FormDrawer>
  );
}
