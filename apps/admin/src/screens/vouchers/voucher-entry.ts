import {
  CODE_LENGTH_DEFAULT,
  CODE_LENGTH_MAX,
  CODE_LENGTH_MIN,
} from '@gatehouse/domain/vouchers/voucher-code';
import { MONEY_MINOR_MAX } from '@gatehouse/domain/money';
import { VOUCHERS_OF_BATCH_MAX } from '@gatehouse/domain/vouchers/voucher-words';
import { amountFault, readAmount } from '../../parts/form/amount.ts';
import type { ServerNames } from '../../parts/form/faults-of.ts';
import { currencyFault, moneyFault, readMoney } from '../../parts/form/money-amount.ts';
import { NAME_LENGTH_MAX, nameFault } from '../../parts/form/text-faults.ts';
import { say } from './texts.ts';

/** A batch as typed: numbers as text. */
export type VoucherEntry = {
  readonly name: string;
  readonly servicePackageId: string;
  readonly count: string;
  /** What one is sold for; empty: not said. */
  readonly price: string;
  readonly currency: string;
  /** `2026-12-31`, the last day on which they are redeemed; empty: for ever. */
  readonly lastDay: string;
  readonly codeLength: string;
};

/** So many stand on a sheet. */
export const ON_A_SHEET = 24;

export const EMPTY_ENTRY: VoucherEntry = {
  name: '',
  servicePackageId: '',
  count: String(ON_A_SHEET),
  price: '',
  currency: '',
  lastDay: '',
  codeLength: String(CODE_LENGTH_DEFAULT),
};

/** What the API takes. */
export function toBatch(entry: VoucherEntry): object {
  const amountMinor = entry.price.trim() === '' ? null : readMoney(entry.price, entry.currency);
  return {
    name: entry.name,
    servicePackageId: entry.servicePackageId,
    count: readAmount(entry.count),
    codeLength: readAmount(entry.codeLength) ?? CODE_LENGTH_DEFAULT,
    amountMinor,
    currency: amountMinor === null ? null : entry.currency,
    validUntil: endOfDay(entry.lastDay)?.toISOString() ?? null,
  };
}

/** The midnight that ends a day, where this browser is; `null`: no such day. */
export function endOfDay(day: string): Date | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (year === undefined) return null;
  const end = new Date(Number(year), Number(month) - 1, Number(date) + 1);
  return Number.isNaN(end.getTime()) ? null : end;
}

/** What is wrong with each field, in words. The server keeps to the same bounds. */
export function checkVouchers(now: () => number) {
  return {
    name: (name: string) => nameFault(name, say('giveBatchName'), NAME_LENGTH_MAX),
    servicePackageId: (id: string) => (id === '' ? say('choosePackage') : null),
    count: (typed: string) =>
      typed.trim() === ''
        ? say('sayHowMany')
        : amountFault(typed, { min: 1, max: VOUCHERS_OF_BATCH_MAX, whole: true }),
    price: (typed: string, { currency }: VoucherEntry) => moneyFault(typed, currency, MONEY_MINOR_MAX),
    currency: (currency: string, { price }: VoucherEntry) =>
      price.trim() === '' ? null : currencyFault(currency),
    lastDay: (day: string) => {
      if (day === '') return null;
      const end = endOfDay(day);
      if (end === null || end.getFullYear() > 2199) return say('chooseDay');
      return end.getTime() <= now() ? say('dayIsOver') : null;
    },
    codeLength: (typed: string) =>
      amountFault(typed, {
        min: CODE_LENGTH_MIN,
        max: CODE_LENGTH_MAX,
        whole: true,
        empty: say('ifEmptyTen'),
      }),
  };
}

export const voucherServerNames: ServerNames = {
  amountMinor: { field: 'price', say: say('amountNotStored') },
  validUntil: { field: 'lastDay', say: say('dayIsOver') },
};
