/** An amount in the smallest unit of its currency: `{ minor: 120000, currency: 'BDT' }` is 1,200.00 taka. */
export type Money = { readonly minor: number; readonly currency: string };

/** The highest price: sums of thousands of sales stay exact numbers in every program that reads them. */
export const MONEY_MINOR_MAX = 1_000_000_000_000;

/**
 * Digits behind the point, where a currency has not two of them, as ISO 4217 says. From a table: what a browser or a
 * Node writes a currency with follows custom, differs from ISO and changes, and an amount that is stored would with it.
 */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

export function minorDigits(currency: string): number {
  return DIGITS.get(currency) ?? 2;
}

/**
 * Reads `1200`, `1200.5` or `1200.50` as a provider or a person writes it, exactly: through text, never through
 * floating point. `null`: no such amount in this currency, or one too large to be exact.
 */
export function readDecimal(text: string, currency: string): number | null {
  const parts = /^(\d{1,15})(?:\.(\d{1,6}))?$/.exec(text.trim());
  if (parts === null) return null;
  const digits = minorDigits(currency);
  const [, whole = '', fraction = ''] = parts;
  const kept = fraction.slice(0, digits).padEnd(digits, '0');
  if (/[1-9]/.test(fraction.slice(digits))) return null;
  const minor = Number(whole + kept);
  return Number.isSafeInteger(minor) ? minor : null;
}

/** `1200.50`, with the currency's own number of digits and no separators: how providers are told an amount. */
export function writeDecimal({ minor, currency }: Money): string {
  const digits = minorDigits(currency);
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
