import { notifications } from '@mantine/notifications';
import type { WebhookDelivery } from './webhook-types.ts';
import { say } from './texts.ts';

/** What came of sending by hand. */
export function sayHowItWent({ state, lastStatus, lastMs, lastFault }: WebhookDelivery): void {
  if (state === 'delivered')
    notifications.show({
      color: 'green',
      message: say('taken', { status: String(lastStatus), ms: lastMs ?? 0 }),
    });
  else
    notifications.show({
      color: 'red',
      title: say('notTaken'),
      message: lastFault ?? '',
      autoClose: 9_000,
    });
}
