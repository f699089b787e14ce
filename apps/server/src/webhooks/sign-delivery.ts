import { createHmac } from 'node:crypto';

/** The header that says who sent it, and when: `t=<seconds since the epoch>,v1=<hex>`. */
export const SIGNATURE_HEADER = 'Gatehouse-Signature';

/**
 * HMAC-SHA256 under the webhook's secret over `<t>.<body>`, the body octet for octet as it is sent. A receiver makes the same,
 * compares in constant time, and refuses what is older than some minutes.
 */
export function signDelivery(secret: string, seconds: number, body: string): string {
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${mac}`;
}
