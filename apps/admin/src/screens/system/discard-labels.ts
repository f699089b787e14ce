import type { DiscardReason } from '@gatehouse/radius/packet/discard-reasons';

const LABELS: Readonly<Record<DiscardReason, string>> = {
  'unknown-nas': 'From no router of yours',
  'too-short': 'Cut short',
  'too-long': 'Too long',
  malformed: 'Malformed',
  'wrong-code': 'Wrong port or code',
  'bad-authenticator': 'Wrong secret (accounting)',
  'bad-message-authenticator': 'Wrong secret',
  'message-authenticator-missing': 'Unsigned',
  'proxy-state-unsigned': 'Unsigned, through a proxy',
  'too-busy': 'Too busy',
};

/** Why packets got no answer, in a word or two; one that only the server knows is shown as it is. */
export function labelDiscard(reason: string): string {
  return Object.hasOwn(LABELS, reason) ? LABELS[reason as DiscardReason] : reason;
}
