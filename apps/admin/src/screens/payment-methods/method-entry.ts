import { currencyFault } from '../../parts/form/money-amount.ts';
import { nameFault, textFault } from '../../parts/form/text-faults.ts';
import type { PaymentMethod, Provider, ProviderField } from './method-types.ts';
import { say } from './texts.ts';

/** A method as typed: what the provider declares is a text for each of its fields. */
export type MethodEntry = {
  readonly name: string;
  /** `BDT, USD`; empty: any. */
  readonly currencies: string;
  readonly settings: Readonly<Record<string, string>>;
};

export function entryOf(provider: Provider, method: PaymentMethod | undefined): MethodEntry {
  return {
    name: method?.name ?? (provider.kind === 'counter' ? provider.label : ''),
    currencies: method?.currencies.join(', ') ?? '',
    settings: Object.fromEntries(
      provider.fields.map(({ name, kind, choices }) => [
        name,
        method?.settings[name] ?? (kind === 'choice' ? (choices?.[0]?.value ?? '') : ''),
      ]),
    ),
  };
}

/** What the API takes. A secret that was left empty is not sent: the stored one stays. */
export function toMethod(provider: Provider, entry: MethodEntry, isNew: boolean): object {
  const secrets = new Set(provider.fields.filter(({ kind }) => kind === 'secret').map(({ name }) => name));
  const settings = Object.entries(entry.settings).filter(
    ([name, value]) => !(secrets.has(name) && value === ''),
  );
  return {
    ...(isNew && { provider: provider.id }),
    name: entry.name.trim(),
    currencies: readCurrencies(entry.currencies),
    settings: Object.fromEntries(settings),
  };
}

export function readCurrencies(typed: string): readonly string[] {
  return [
    ...new Set(
      typed
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter((each) => each !== ''),
    ),
  ];
}

/** A known gateway's filling; what was typed into other fields stays. */
export function withPreset(entry: MethodEntry, values: Readonly<Record<string, string>>): MethodEntry {
  return { ...entry, settings: { ...entry.settings, ...values } };
}

export function checksOf(provider: Provider, method: PaymentMethod | undefined) {
  return {
    name: (name: string) => nameFault(name, say('sayName'), NAME_LENGTH_MAX),
    currencies: (typed: string) =>
      readCurrencies(typed)
        .map(currencyFault)
        .find((fault) => fault !== null) ?? null,
    settings: Object.fromEntries(
      provider.fields.map((field) => [field.name, (text: string) => fieldFault(field, text, method)]),
    ),
  };
}

const NAME_LENGTH_MAX = 60;
const FIELD_LENGTH_MAX = 8000;

function fieldFault(field: ProviderField, text: string, method: PaymentMethod | undefined): string | null {
  const kept = field.kind === 'secret' && (method?.secretsSet.includes(field.name) ?? false);
  if (field.required && !kept && text.trim() === '') return say('isNeeded');
  if (field.kind === 'url' && text.trim() !== '' && !/^https?:\/\/[^\s/]/.test(text.trim()))
    return say('addressFault');
  return textFault(text, FIELD_LENGTH_MAX);
}

/** The fields under their headings, in the order in which the provider declares them. */
export function groupsOf(
  fields: readonly ProviderField[],
): readonly { readonly title: string | null; readonly fields: readonly ProviderField[] }[] {
  const titles = [...new Set(fields.map(({ group }) => group ?? null))];
  return titles.map((title) => ({ title, fields: fields.filter(({ group }) => (group ?? null) === title) }));
}
