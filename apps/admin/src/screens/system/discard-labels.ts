import type { DiscardReason } from '@gatehouse/radius/packet/discard-reasons';
import { has, say } from './texts.ts';

/** Why packets got no answer, in a word or two; one that only the server knows is shown as it is. */
export function labelDiscard(reason: string): string {
  return has(`discard_${reason}`) ? sayReason(reason as DiscardReason) : reason;
}

function sayReason(reason: DiscardReason): string {
  return say(`discard_${reason}`);
}
