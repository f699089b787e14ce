import { reasonFault, textFault } from '../../parts/form/text-faults.ts';

export const REFERENCE_LENGTH_MAX = 100;
const REASON_LENGTH_MAX = 500;

export function noteFault(text: string): string | null {
  return textFault(text, REASON_LENGTH_MAX);
}

/** Of what must be given a reason. */
export function decisionFault(text: string): string | null {
  return reasonFault(text, REASON_LENGTH_MAX);
}
