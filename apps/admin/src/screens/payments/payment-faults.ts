import { textFault } from '../../parts/form/text-faults.ts';

export const REFERENCE_LENGTH_MAX = 100;
export const REASON_LENGTH_MAX = 500;

export function noteFault(text: string): string | null {
  return textFault(text, REASON_LENGTH_MAX);
}

/** Where it must be said why. */
export function reasonFault(text: string): string | null {
  return text.trim() === '' ? 'Say why: it stands in the record.' : noteFault(text);
}
