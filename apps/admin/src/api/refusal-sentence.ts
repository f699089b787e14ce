import { ERROR_CODES, type ErrorCode } from '@gatehouse/domain/error-codes';
import type { Language } from '@gatehouse/domain/languages';
import { refusalSaid } from '@gatehouse/domain/refusals/refusal-said';
import type { Said } from '@gatehouse/domain/said/said';
import { language } from '../languages/current.ts';
import { saySaid } from '../parts/said/say-said.ts';
import { say } from './texts.ts';

export type Refusal = { readonly code: string; readonly message: string; readonly messageSaid?: Said };

/**
 * A refusal in the operator's language: with what it knows more than its code, else by the code. In English the
 * server's own words stand; in another language what is read is worth more than what is exact.
 */
export function refusalSentence(
  { code, message, messageSaid }: Refusal,
  spoken: Language = language,
): string {
  if (messageSaid !== undefined) return saySaid(messageSaid, message);
  return spoken !== 'en' && isErrorCode(code) ? saySaid(refusalSaid(code), message) : message;
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CODES, code);
}

/** What is wrong with one field; by the refusal's code, where the field's own fault is told in English only. */
export function fieldSentence(
  refusal: string,
  { message, messageSaid }: Refusal,
  spoken: Language = language,
): string {
  if (messageSaid !== undefined) return sentence(saySaid(messageSaid, message), spoken);
  if (refusal === 'bad-request' && spoken !== 'en') return say('fieldUnfit');
  return refusalSentence({ code: refusal, message: sentence(message, spoken) }, spoken);
}

/** A field's fault begins with its verb ("must be at least 1"), to stand behind a field's name. */
function sentence(words: string, spoken: Language): string {
  const begun = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?।]$/.test(begun) ? begun : `${begun}${spoken === 'bn' ? '।' : '.'}`;
}
