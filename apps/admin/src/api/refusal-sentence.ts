import type { Said } from '@gatehouse/domain/said/said';
import type { Language } from '@gatehouse/domain/languages';
import { language } from '../languages/current.ts';
import { saySaid } from '../parts/said/say-said.ts';
import { has, say } from './texts.ts';

/**
 * A refusal in the operator's language, by its code. In English the server's own words stand, which may say more than
 * the code does; in another language what is read is worth more than what is exact.
 */
export function refusalSentence(code: string, message: string, spoken: Language = language): string {
  const key = `error_${code}`;
  return spoken !== 'en' && has(key) ? say(key) : message;
}

export type FieldFault = { readonly code: string; readonly message: string; readonly messageSaid?: Said };

/** What is wrong with one field; by the refusal's code, where the field's own fault is told in English only. */
export function fieldSentence(
  refusal: string,
  { message, messageSaid }: FieldFault,
  spoken: Language = language,
): string {
  if (messageSaid !== undefined) return sentence(saySaid(messageSaid, message), spoken);
  if (refusal === 'bad-request' && spoken !== 'en') return say('fieldUnfit');
  return refusalSentence(refusal, sentence(message, spoken), spoken);
}

/** A field's fault begins with its verb ("must be at least 1"), to stand behind a field's name. */
function sentence(words: string, spoken: Language): string {
  const begun = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?।]$/.test(begun) ? begun : `${begun}${spoken === 'bn' ? '।' : '.'}`;
}
