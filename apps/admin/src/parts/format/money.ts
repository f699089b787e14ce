import { language } from '../../languages/current.ts';
import { type Money, minorDigits, writeDecimal } from '@gatehouse/domain/money';

/** Minor units and an ISO 4217 code: `120000, BDT` → `BDT 1,200.00`. Exact: the amount stays text on its way. */
export function formatMoney(minor: number, currency: string): string {
  const digits = digitsOf(currency);
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    ...digits,
  });
  return format.format(writeExact({ minor, currency }));
}

/** `1,200.00`, where the currency is said elsewhere. */
export function formatAmountOf(minor: number, currency: string): string {
  const format = new Intl.NumberFormat(language, digitsOf(currency));
  return format.format(writeExact({ minor, currency }));
}

/** ISO's own, whatever a browser would write it with. */
function digitsOf(currency: string) {
  const digits = minorDigits(currency);
  return { minimumFractionDigits: digits, maximumFractionDigits: digits };
}

/** As `Intl` takes it exactly; what was taken back stands below zero. */
function writeExact({ minor, currency }: Money): Intl.StringNumericLiteral {
  const text = writeDecimal({ minor: Math.abs(minor), currency });
  return `${minor < 0 ? '-' : ''}${text}` as Intl.StringNumericLiteral;
}
