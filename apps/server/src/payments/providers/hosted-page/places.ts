import { type Money, minorDigits, writeDecimal } from '@gatehouse/domain/money';
import { placesIn } from '../fill-template.ts';
import type { Intent } from '../provider.ts';
import type { HostedSettings } from './hosted-settings.ts';

/** What the gateway gave to the owner. */
export const CREDENTIAL_PLACES = ['account', 'username', 'password', 'key', 'secret'] as const;
const TIME_PLACES = ['timestamp', 'timestampEat'] as const;
const INTENT_PLACES = [
  'reference',
  'paymentId',
  'amount',
  'amountMinor',
  'amountWhole',
  'currency',
  'currencyLower',
  'description',
  'phone',
  'phoneDigits',
  'phoneIfAny',
  'returnUrl',
  'callbackUrl',
] as const;

/** What may stand in braces, of each call. */
export const PLACES = {
  token: [...CREDENTIAL_PLACES, ...TIME_PLACES],
  begin: [...CREDENTIAL_PLACES, ...TIME_PLACES, ...INTENT_PLACES, 'token'],
  ask: [...CREDENTIAL_PLACES, ...TIME_PLACES, ...INTENT_PLACES, 'token', 'providerReference'],
} as const;

/** Cannot be filled in for this payment; a sentence for operators. */
export class Unfillable extends Error {
  override readonly name = 'Unfillable';
}

export type PlaceFacts = {
  readonly settings: HostedSettings;
  readonly intent: Intent | null;
  readonly providerReference: string | null;
  readonly token: string;
  readonly now: number;
};

/** @throws Unfillable */
export function placeValue(name: string, facts: PlaceFacts): string {
  const { settings, intent, providerReference, token, now } = facts;
  if (isCredential(name)) return settings[name];
  if (name === 'token') return token;
  if (name === 'timestamp') return compactTime(now);
  if (name === 'timestampEat') return compactTime(now + 3 * 3600 * 1000);
  if (name === 'providerReference') {
    if (providerReference === null)
      throw new Unfillable('The gateway has not told its name for this payment yet.');
    return providerReference;
  }
  return intent === null ? '' : intentValue(name, intent);
}

function isCredential(name: string): name is (typeof CREDENTIAL_PLACES)[number] {
  return CREDENTIAL_PLACES.some((each) => each === name);
}

function intentValue(name: string, intent: Intent): string {
  const { amount, phone } = intent;
  switch (name) {
    case 'reference':
      return intent.reference;
    case 'paymentId':
      return String(intent.paymentId);
    case 'amount':
      return writeDecimal(amount);
    case 'amountMinor':
      return String(amount.minor);
    case 'amountWhole':
      return wholeAmount(intent);
    case 'currency':
      return amount.currency;
    case 'currencyLower':
      return amount.currency.toLowerCase();
    case 'description':
      return intent.description;
    case 'phone':
    case 'phoneDigits':
      if (phone === null)
        throw new Unfillable('The gateway asks by telephone, and the visitor has no number.');
      return name === 'phone' ? phone : phone.replace(/^\+/, '');
    case 'phoneIfAny':
      return phone ?? 'unknown';
    case 'returnUrl':
      return intent.returnUrl;
    default:
      return intent.callbackUrl;
  }
}

function wholeAmount({ amount }: Intent): string {
  const text = writeDecimal(amount);
  if (!isWhole(amount))
    throw new Unfillable(
      `The gateway takes whole amounts only, and the price is ${text} ${amount.currency}.`,
    );
  return text.replace(/\..*$/, '');
}

/** Without cents, or whatever they are called there. */
export function isWhole({ minor, currency }: Money): boolean {
  return minor % 10 ** minorDigits(currency) === 0;
}

/** `20261123065012` */
function compactTime(now: number): string {
  return new Date(now).toISOString().slice(0, 19).replaceAll(/[-T:]/g, '');
}

/** Whether any of these templates asks for this place. */
export function asksFor(name: string, templates: readonly string[]): boolean {
  return templates.some((template) => placesIn(template).includes(name));
}
