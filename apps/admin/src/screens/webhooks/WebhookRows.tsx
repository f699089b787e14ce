import { ActionIcon, Button, Menu, Switch } from '@mantine/core';
import { IconDots, IconKey, IconPencil, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { showError } from '../../parts/show-error.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import payment from '../payment-methods/PaymentMethods.module.css';
import { sayHowItWent } from './say-how-it-went.ts';
import { say } from './texts.ts';
import { useSwitchWebhook, useTestWebhook } from './use-webhooks.ts';
import type { Webhook } from './webhook-types.ts';
import { WebhookState } from './WebhookState.tsx';
import classes from './Webhooks.module.css';

export type Asked = 'edit' | 'secret' | 'remove';

type Props = {
  readonly webhooks: readonly Webhook[];
  readonly mayChange: boolean;
  readonly onAsk: (what: Asked, webhook: Webhook) => void;
};

export function WebhookRows({ webhooks, mayChange, onAsk }: Props) {
  return (
    <ul className={payment['rows']}>
      {webhooks.map((webhook) => (
        <WebhookRow key={webhook.id} webhook={webhook} mayChange={mayChange} onAsk={onAsk} />
      ))}
    </ul>
  );
}

function WebhookRow({ webhook, mayChange, onAsk }: Omit<Props, 'webhooks'> & { readonly webhook: Webhook }) {
  const { id, name, host, enabled, events } = webhook;
  const offerUndo = useOfferUndo();
  const change = useSwitchWebhook();
  const tester = useTestWebhook();
  const set = (on: boolean) =>
    change.mutate(
      { id, enabled: on },
      {
        onSuccess: () =>
          offerUndo({
            done: on ? say('isTold', { name }) : say('isToldNothing', { name }),
            undone: say('asBefore', { name }),
            undo: () => change.mutateAsync({ id, enabled: !on }),
          }),
        onError: (error) => showError(error, say('notChanged', { name })),
      },
    );
  const sendTest = () =>
    tester.mutate(id, {
      onSuccess: ({ value }) => sayHowItWent(value),
      onError: (error) => showError(error, say('noTest')),
    });
  return (
    <li data-off={!enabled || undefined} className={classes['row']}>
      <div className={payment['what']}>
        <b>
          <Link to="/settings/webhooks/$webhookId" params={{ webhookId: id }}>
            {name}
          </Link>
        </b>
        <span>
          <bdi>{host}</bdi> ·{' '}
          {events.length === 1 ? <bdi>{events[0]}</bdi> : say('events', { count: events.length })}
        </span>
        <WebhookState webhook={webhook} />
      </div>
      <Switch
        label={say('on')}
        aria-label={say('tellWhatHappens', { name })}
        checked={enabled}
        disabled={!mayChange}
        onChange={(event) => set(event.currentTarget.checked)}
      />
      {mayChange && (
        <>
          <Button
            size="xs"
            variant="default"
            aria-label={say('sendTestTo', { name })}
            loading={tester.isPending}
            onClick={sendTest}
          >
            {say('sendTest')}
          </Button>
          <Menu>
            <Menu.Target>
              <ActionIcon size={28} aria-label={say('actionsFor', { name })}>
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => onAsk('edit', webhook)}>
                {say('edit')}
              </Menu.Item>
              <Menu.Item leftSection={<IconKey size={16} />} onClick={() => onAsk('secret', webhook)}>
                {say('newSecretDots')}
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => onAsk('remove', webhook)}>
                {say('removeDots')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      )}
    </li>
  );
}
