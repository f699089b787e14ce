import type { Meaning } from '../../parts/StateMark.tsx';
import type { WebhookDelivery } from './webhook-types.ts';

type Shown = { readonly word: string; readonly meaning: Meaning };

export const DELIVERY_STATES: Readonly<Record<WebhookDelivery['state'], Shown>> = {
  waiting: { word: 'Waiting', meaning: 'amber' },
  delivered: { word: 'Taken', meaning: 'green' },
  failed: { word: 'Given up', meaning: 'red' },
};
