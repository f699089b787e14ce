import { languages, type Language, textFor } from '@gatehouse/domain/hotspot-zones/portal-languages';
import { writeDecimal } from '@gatehouse/domain/money';
import { z } from 'zod';
import { fillTemplate, unknownPlaces } from './fill-template.ts';
import type { Intent, ProviderField } from './provider.ts';

const PLACES = ['amount', 'currency', 'reference'];

/** One field for each language of the portal; the first one has the name that it had when it was the only one. */
const FIELDS = {
  en: 'instructions',
  bn: 'instructionsBn',
  es: 'instructionsEs',
  ar: 'instructionsAr',
} as const satisfies Record<Language, string>;

const OTHER_NAMES = { bn: 'Bengali', es: 'Spanish', ar: 'Arabic' } as const;

/** What visitors are told to do, in the operator's own words. */
export function instructionsFields(placeholder: string): readonly ProviderField[] {
  const others = Object.entries(OTHER_NAMES) as [keyof typeof OTHER_NAMES, string][];
  return [
    {
      name: FIELDS.en,
      label: 'What visitors are told',
      kind: 'lines',
      required: false,
      isWording: true as const,
      placeholder,
      help: 'In English, or in the one language that everybody reads there. Leave all empty for our own words. {{amount}}, {{currency}} and {{reference}} are filled in.',
    },
    ...others.map(([language, name]) => ({
      name: FIELDS[language],
      label: `In ${name}`,
      kind: 'lines' as const,
      required: false,
      isWording: true as const,
      group: 'What visitors are told in other languages',
      help: `Where it is empty, who reads the portal in ${name} is told the first that is there.`,
    })),
  ];
}

const instructionsSetting = z
  .string()
  .max(1000)
  .default('')
  .transform((text) => text.trim())
  .refine(
    (text) => unknownPlaces(text, PLACES).length === 0,
    'may hold {{amount}}, {{currency}} and {{reference}} and no other braces',
  );

/** Part of the settings of every provider that has visitors told what to do. */
export const instructionsSettings = {
  instructions: instructionsSetting,
  instructionsBn: instructionsSetting,
  instructionsEs: instructionsSetting,
  instructionsAr: instructionsSetting,
};

export type Instructions = Readonly<Record<(typeof FIELDS)[Language], string>>;

/** In the visitor's language, else in the first that is there; empty: there are none. */
export function fillInstructions(
  settings: Instructions,
  { amount, reference }: Intent,
  language: Language,
): string {
  const written = languages.flatMap((each) =>
    settings[FIELDS[each]] === '' ? [] : [[each, settings[FIELDS[each]]]],
  );
  const template = textFor(Object.fromEntries(written), language, language)?.text ?? '';
  const values: Record<string, string> = {
    amount: writeDecimal(amount),
    currency: amount.currency,
    reference,
  };
  return fillTemplate(template, (name) => values[name] ?? '');
}
