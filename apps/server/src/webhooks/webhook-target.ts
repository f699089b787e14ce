import type { SecretBox } from '../secrets.ts';

/** Where a webhook's deliveries go, and what they are signed with. Both are sealed: addresses hold keys too. */
export type WebhookTarget = { readonly url: string; readonly secret: string };

export function sealTarget(secretBox: SecretBox, target: WebhookTarget): Buffer {
  return secretBox.seal(JSON.stringify(target), 'webhook');
}

export function openTarget(secretBox: SecretBox, cipher: Uint8Array): WebhookTarget {
  return JSON.parse(secretBox.open(cipher, 'webhook')) as WebhookTarget;
}
