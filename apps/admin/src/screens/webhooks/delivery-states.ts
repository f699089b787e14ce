import type { Meaning } from '../../parts/StateMark.tsx';
import type { WebhookDelivery } from './webhook-types.ts';
import { say } from './texts.ts';

type Shown = { readonly meaning: Meaning };

export const DELIVERY_STATES: Readonly<Record<WebhookDelivery['state'], Shown>> = {
  waiting: { meaning: 'amber' },
  delivered: { meaning: 'green' },
  failed: { meaning: 'red' },
};

export function wordOf(state: WebhookDelivery['state']): string {
  return say(`state_${state}`);
}
