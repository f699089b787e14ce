import { crc32 } from 'node:zlib';
import type { WebhookEvent } from './event-shapes.ts';

/** So many deliveries at a time go to one webhook, each in a lane of its own. */
export const LANES = 4;

/** What is about one customer, or one MAC address that is nobody's, is sent one after the other. */
export function laneOf({ customer, device }: Pick<WebhookEvent, 'customer' | 'device'>): number {
  const about = customer?.id ?? device?.mac;
  return about === undefined || about === null ? 0 : crc32(about) % LANES;
}
