import { language } from '../../languages/current.ts';
import { say } from '../texts.ts';

/** Bounds of a number that is typed; `null` where there is none. */
export type AmountRule = {
  /** What stands behind the number: "Mbps", "GB", "days". */
  readonly unit?: string;
  /** The least that can be; "more than 0" unless told otherwise. */
  readonly min?: number;
  readonly max: number;
  readonly whole?: boolean;
  /** What an empty field means, as a sentence's end: "no limit". */
  readonly empty?: string;
};

/** The number that was typed: `20`, `2.5`, `1,200`. `null` when it is none. */
export function readAmount(typed: string): number | null {
  const text = typed.trim().replace(/(?<=\d)[ ,](?=\d{3}(?!\d))/g, '');
  return /^-?\d{1,20}(\.\d+)?$/.test(text) ? Number(text) : null;
}

/** What is wrong with a typed number, in words; `null` when nothing is. Empty is nothing typed. */
export function amountFault(typed: string, rule: AmountRule): string | null {
  if (typed.trim() === '') return null;
  const { unit = '', min, max, whole = false, empty } = rule;
  const amount = readAmount(typed);
  const left = empty === undefined ? '' : ` ${say('leaveEmpty', { meaning: empty })}`;
  if (amount === null) return say(whole ? 'typeNumber' : 'typeAmount') + left;
  if (whole && !Number.isInteger(amount)) return say('typeWholeNumber');
  if (min === undefined && amount <= 0) return say('moreThanZero') + left;
  if (min !== undefined && amount < min) return say('atLeast', { least: said(min, unit) }) + left;
  if (amount > max) return say('atMost', { most: said(max, unit) }) + left;
  return null;
}

function said(amount: number, unit: string): string {
  return `${amount.toLocaleString(language)} ${unit}`.trim();
}
