import { notifications } from '@mantine/notifications';
import { faultOf } from './fault-of.ts';
import type { WebhookDelivery } from './webhook-types.ts';
import { say } from './texts.ts';

/** What came of sending by hand. */
export function sayHowItWent(delivery: WebhookDelivery): void {
  const { state, lastStatus, lastMs } = delivery;
  if (state === 'delivered')
    notifications.show({
      color: 'green',
      message: say('taken', { status: String(lastStatus), ms: lastMs ?? 0 }),
    });
  else
    notifications.show({
      color: 'red',
      title: say('notTaken'),
      message: faultOf(delivery) ?? '',
      autoClose: 9_000,
    });
}
