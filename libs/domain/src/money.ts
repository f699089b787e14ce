/** An amount in the smallest unit of its currency: `{ minor: 120000, currency: 'BDT' }` is 1,200.00 taka. */
export type Money = { readonly minor: number; readonly currency: string };

/** Digits behind the point that a currency (ISO 4217) is written with; two where nobody knows it. */
export function minorDigits(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
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
