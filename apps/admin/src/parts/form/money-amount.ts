import { isCurrency } from '@gatehouse/domain/currencies';
import { minorDigits, readDecimal, writeDecimal } from '@gatehouse/domain/money';
import { formatMoney } from '../format/money.ts';
import { say } from '../texts.ts';

/** What was typed, in minor units, exactly: `1,200.50` BDT → 120050. `null` when it is no amount of this currency. */
export function readMoney(typed: string, currency: string): number | null {
  return readDecimal(typed.trim().replace(/(?<=\d)[ ,](?=\d{3}(?!\d))/g, ''), currency);
}

/** As one would type it: `1200`, `1200.50`. */
export function writeMoney(minor: number, currency: string): string {
  return writeDecimal({ minor, currency }).replace(/\.0+$/, '');
}

/** What is wrong with a code that was typed, in words; `null` when it is that of money. */
export function currencyFault(code: string): string | null {
  if (!/^[A-Z]{3}$/.test(code)) return say('threeCapitals');
  return isCurrency(code) ? null : say('noCurrency', { code });
}

/** What is wrong with a typed amount, in words; `null` when nothing is. Empty is nothing typed. */
export function moneyFault(typed: string, currency: string, minorMax?: number): string | null {
  if (typed.trim() === '') return null;
  const minor = readMoney(typed, currency);
  if (minor === null) {
    const digits = minorDigits(currency);
    const example = digits === 0 ? '1200' : say('orAmount', { digits: '5'.padEnd(digits, '0') });
    return say('typeMoney', { example });
  }
  if (minorMax !== undefined && minor > minorMax)
    return say('moneyAtMost', { minorMax: formatMoney(minorMax, currency) });
  return null;
}
