import { ERROR_CODES } from '@gatehouse/domain/error-codes';
import { has, say } from './texts.ts';

/** A refusal in the operator's language, by its code. Where the server says more than the code does, its own words stand. */
export function refusalSentence(code: string, message: string): string {
  const key = `error_${code}`;
  const known = Object.hasOwn(ERROR_CODES, code)
    ? ERROR_CODES[code as keyof typeof ERROR_CODES].message
    : null;
  return message === known && has(key) ? say(key) : message;
}
