import { type Money, readDecimal } from '@gatehouse/domain/money';
import type { Intent, Told } from '../provider.ts';
import type { Answered } from './hosted-call.ts';
import { type HostedSettings, onlyCurrency } from './hosted-settings.ts';
import { readPath, readText } from './read-document.ts';

/** What an answer means. `take`: the visitor has agreed, and the money has yet to be taken. */
export type Meaning = Told | { readonly told: 'take' };

const nothing = (why: string): Told => ({ told: 'nothing', why });

/** What the gateway says about this payment. Whatever is not exactly as it was set up tells nothing. */
export function readTold(
  settings: HostedSettings,
  { document, status }: Answered,
  intent: Intent,
  providerReference: string | null,
): Meaning {
  if (document === undefined) return nothing(`It answered ${status}, and not with JSON.`);
  const readings = itemsIn(settings, document).map((item) =>
    readItem(settings, item, intent, providerReference),
  );
  for (const wanted of ['paid', 'take', 'pending', 'failed'] as const) {
    const found = readings.find(({ told }) => told === wanted);
    if (found !== undefined) return found;
  }
  return readings[0] ?? { told: 'pending' };
}

/** A gateway that lists several attempts to pay says so with a list. */
function itemsIn({ itemsPath }: HostedSettings, document: unknown): readonly unknown[] {
  if (itemsPath === '') return [document];
  const items = readPath(document, itemsPath);
  return Array.isArray(items) ? items : [];
}

function readItem(
  settings: HostedSettings,
  item: unknown,
  intent: Intent,
  providerReference: string | null,
): Meaning {
  const words = settings.statePath
    .split(',')
    .flatMap((path) => readText(item, path.trim())?.toLowerCase() ?? []);
  const says = (list: readonly string[]) => words.some((word) => list.includes(word));
  if (says(settings.paidWords)) return readPaid(settings, item, intent, providerReference);
  if (says(settings.takeWords)) return { told: 'take' };
  if (says(settings.failedWords)) return { told: 'failed' };
  if (says(settings.pendingWords)) return { told: 'pending' };
  if (words.length === 0) return nothing(`Its answer has nothing at ${settings.statePath}.`);
  return nothing(`It said ${JSON.stringify(words.join(', '))}, which no list of words has.`);
}

function readPaid(
  settings: HostedSettings,
  item: unknown,
  intent: Intent,
  providerReference: string | null,
): Told {
  const { askReferencePath } = settings;
  if (askReferencePath !== '') {
    const named = readText(item, askReferencePath);
    if (named === null || (named !== intent.reference && named !== providerReference))
      return nothing(`Its answer is about another payment: see ${askReferencePath}.`);
  }
  const amount = readAmount(settings, item, intent);
  return typeof amount === 'string' ? nothing(amount) : { told: 'paid', amount, providerReference };
}

function readAmount(settings: HostedSettings, item: unknown, intent: Intent): Money | string {
  const { amountUnit, amountPath, currencyPath } = settings;
  const named = onlyCurrency(settings) ?? readText(item, currencyPath);
  const currency = named?.trim().toUpperCase() ?? '';
  if (!/^[A-Z]{3}$/.test(currency)) return `Its answer has no currency at ${currencyPath}.`;
  if (amountUnit === 'as-begun') return { minor: intent.amount.minor, currency };
  const text = readText(item, amountPath) ?? '';
  const minor = amountUnit === 'minor' ? readMinor(text) : readDecimal(text, currency);
  return minor === null ? `Its answer has no amount at ${amountPath}.` : { minor, currency };
}

function readMinor(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
