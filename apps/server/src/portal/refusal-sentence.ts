import type { RejectReason } from '@gatehouse/domain/access/reject-reasons';
import type { Texts } from './texts/translate.ts';

/** What a visitor is told of a refusal: what happened and what to do, never more than the gateway could tell. */
export function refusalSentence(texts: Texts, reason: RejectReason | null, hasHadPackage: boolean): string {
  if (reason === 'no-subscription' && !hasHadPackage) return texts.say('refused_never');
  if (reason?.startsWith('ticket-')) return texts.say('refused_ticket');
  const key = `refused_${reason}`;
  return texts.say(texts.has(key) ? key : 'refused_else');
}
