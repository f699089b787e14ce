import { ActionIcon, Button, Menu, Switch } from '@mantine/core';
import { IconDots, IconKey, IconPencil, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { showError } from '../../parts/show-error.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import payment from '../payment-methods/PaymentMethods.module.css';
import { sayHowItWent } from './say-how-it-went.ts';
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
            done: on ? `${name} is told what happens.` : `${name} is told nothing any more.`,
            undone: `${name} is as before.`,
            undo: () => change.mutateAsync({ id, enabled: !on }),
          }),
        onError: (error) => showError(error, `${name} was not changed.`),
      },
    );
  const sendTest = () =>
    tester.mutate(id, {
      onSuccess: ({ value }) => sayHowItWent(value),
      onError: (error) => showError(error, 'No test was sent.'),
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
          <bdi>{host}</bdi> · {events.length === 1 ? events[0] : `${events.length} events`}
        </span>
        <WebhookState webhook={webhook} />
      </div>
      <Switch
        label="On"
        aria-label={`Tell ${name} what happens`}
        checked={enabled}
        disabled={!mayChange}
        onChange={(event) => set(event.currentTarget.checked)}
      />
      {mayChange && (
        <>
          <Button
            size="xs"
            variant="default"
            aria-label={`Send a test to ${name}`}
            loading={tester.isPending}
            onClick={sendTest}
          >
            Send a test
          </Button>
          <Menu>
            <Menu.Target>
              <ActionIcon size={28} aria-label={`Actions for ${name}`}>
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => onAsk('edit', webhook)}>
                Edit
              </Menu.Item>
              <Menu.Item leftSection={<IconKey size={16} />} onClick={() => onAsk('secret', webhook)}>
                New secret…
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => onAsk('remove', webhook)}>
                Remove…
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      )}
    </li>
  );
}
