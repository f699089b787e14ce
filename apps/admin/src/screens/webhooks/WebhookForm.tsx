import { Checkbox, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { EVENT_TYPES, type EventType, eventTypes } from '@gatehouse/domain/events/event-types';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { useSaveThing } from '../../parts/use-save-thing.ts';
import { has, say } from './texts.ts';
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
      name: (name) => (name.trim() === '' ? say('giveName') : null),
      url: (url) => (isNew && url.trim() === '' ? say('enterAddress') : null),
      events: (events) => (events.length === 0 ? say('chooseEvent') : null),
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ name, url, events }) => {
    const address = url.trim();
    const { value } = await save.mutateAsync({ name, events, ...(address !== '' && { url: address }) });
    notifications.show({
      color: 'green',
      message: isNew ? say('added', { name: value.name }) : say('changed', { name: value.name }),
    });
    onSaved(value);
  });
  return (
    <FormDrawer
      title={isNew ? say('addAWebhook') : say('editNamed', { name: webhook.name })}
      saveLabel={isNew ? say('addWebhook') : say('save')}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
    >
      <TextInput
        label={say('name')}
        name="name"
        withAsterisk
        placeholder={say('nameExample')}
        autoComplete="off"
        maxLength={80}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label={say('address')}
        name="url"
        withAsterisk={isNew}
        description={isNew ? say('addressHelp') : say('leadsTo', { host: webhook.host })}
        placeholder="https://billing.example.net/gatehouse"
        inputMode="url"
        autoComplete="off"
        dir="ltr"
        classNames={{ input: 'mono' }}
        {...form.getInputProps('url')}
      />
      <Checkbox.Group label={say('eventsTold')} withAsterisk {...form.getInputProps('events')}>
        <div className={classes['events']}>
          {eventTypes.map((type) => (
            <Checkbox
              key={type}
              value={type}
              label={<code dir="ltr">{type}</code>}
              description={meaningOf(type)}
            />
          ))}
        </div>
      </Checkbox.Group>
    </FormDrawer>
  );
}

/** What the event means; of one that has no text here, in English. */
function meaningOf(type: EventType): string {
  const key = `event_${type}`;
  return has(key) ? say(key) : EVENT_TYPES[type];
}
