import { notifications } from '@mantine/notifications';
import type { WebhookDelivery } from './webhook-types.ts';

/** What came of sending by hand. */
export function sayHowItWent({ state, lastStatus, lastMs, lastFault }: WebhookDelivery): void {
  if (state === 'delivered')
    notifications.show({ color: 'green', message: `Taken: ${lastStatus} after ${lastMs} ms.` });
  else
    notifications.show({
      color: 'red',
      title: 'It was not taken.',
      message: lastFault ?? '',
      autoClose: 9_000,
    });
}
