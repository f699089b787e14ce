import type { SecretBox } from '../secrets.ts';
import { readSignedId, writeSignedId } from './signed-id.ts';

/** Of each kind a key of its own: what a provider is told opens no page, and the other way round. Fixed for ever. */
const LINK = 'payment-link';
const REFERENCE = 'payment-reference';

/** What stands behind `/p/` for whoever pays on another phone: `k3f-9q2x-wm8r-tz4ab`. */
export function paymentLink(secretBox: SecretBox, paymentId: number): string {
  const text = writeSignedId(secretBox.fileKey(LINK), paymentId);
  return text.replace(/^(.+)(.{4})(.{4})(.{5})$/, '$1-$2-$3-$4');
}

/** `null`: nobody was given such a link. */
export function readPaymentLink(secretBox: SecretBox, text: string): number | null {
  return readSignedId(secretBox.fileKey(LINK), text);
}

/** What a provider knows a payment by: its order number and idempotency key. */
export function paymentReference(secretBox: SecretBox, paymentId: number): string {
  return writeSignedId(secretBox.fileKey(REFERENCE), paymentId);
}

export function readPaymentReference(secretBox: SecretBox, text: string): number | null {
  return readSignedId(secretBox.fileKey(REFERENCE), text);
}
