import { writeDecimal } from '@gatehouse/domain/money';
import { z } from 'zod';
import { fillTemplate, unknownPlaces } from './fill-template.ts';
import type { Intent, ProviderField } from './provider.ts';

const PLACES = ['amount', 'currency', 'reference'];

/** What visitors are told to do, in the operator's own words. */
export const instructionsField = {
  name: 'instructions',
  label: 'What visitors are told',
  kind: 'lines',
  required: false,
  isWording: true,
  help: 'Leave it empty for our own words. {{amount}}, {{currency}} and {{reference}} are filled in.',
} as const satisfies ProviderField;

export const instructionsSetting = z
  .string()
  .max(1000)
  .default('')
  .transform((text) => text.trim())
  .refine(
    (text) => unknownPlaces(text, PLACES).length === 0,
    'may hold {{amount}}, {{currency}} and {{reference}} and no other braces',
  );

export function fillInstructions(template: string, { amount, reference }: Intent): string {
  const values: Record<string, string> = {
    amount: writeDecimal(amount),
    currency: amount.currency,
    reference,
  };
  return fillTemplate(template, (name) => values[name] ?? '');
}
