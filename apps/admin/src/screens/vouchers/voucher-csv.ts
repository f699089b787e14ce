import { groupVoucherCode } from '@gatehouse/domain/vouchers/voucher-code';
import { writeDecimal } from '@gatehouse/domain/money';
import { stringify } from 'csv-stringify/browser/esm/sync';
import { addressOfCode } from './address-of-code.ts';
import type { MadeVouchers } from './voucher-types.ts';

const HEADER = ['serial', 'code', 'batch', 'package', 'price', 'currency', 'redeem before', 'address'];

/** One line a voucher. What a spreadsheet would take for a formula begins with an apostrophe. */
export function vouchersCsv({ batch, vouchers }: MadeVouchers, portalUrl: string | null): string {
  const { name, servicePackageName, amountMinor, currency, validUntil } = batch;
  const price =
    amountMinor === null || currency === null ? '' : writeDecimal({ minor: amountMinor, currency });
  const rows = vouchers.map(({ serial, code }) => [
    serial,
    groupVoucherCode(code),
    name,
    servicePackageName,
    price,
    currency ?? '',
    validUntil ?? '',
    portalUrl === null ? '' : addressOfCode(portalUrl, code),
  ]);
  return stringify([HEADER, ...rows], { escape_formulas: true, bom: true });
}

/** As what a file of this name is saved: letters with their marks, whatever they are written in. */
export function csvName(name: string): string {
  return `${name.replaceAll(/[^\p{L}\p{M}\p{N} _.-]/gu, '-')}.csv`;
}

/** Gives the browser a file to save. */
export function saveCsv(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = csvName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
