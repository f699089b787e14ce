import { saySaid } from '../../parts/said/say-said.ts';
import type { Webhook, WebhookDelivery } from './webhook-types.ts';

/** Why the last one was not taken; `null`: it was, or none was sent. */
export function faultOf({
  lastFault,
  lastFaultSaid,
}: Pick<Webhook | WebhookDelivery, 'lastFault' | 'lastFaultSaid'>): string | null {
  return lastFaultSaid === null ? lastFault : saySaid(lastFaultSaid, lastFault ?? '');
}
