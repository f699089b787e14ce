import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MadeVouchers } from './voucher-types.ts';
import { csvName, vouchersCsv } from './voucher-csv.ts';

const made = {
  batch: {
    name: '=cmd|"/c calc"!A1',
    servicePackageName: 'Day, pass',
    amountMinor: 5000,
    currency: 'BDT',
    validUntil: null,
  },
  vouchers: [
    { serial: 1, code: 'K7MWH3X9TA' },
    { serial: 2, code: 'ACDEFGHJKM' },
  ],
} as unknown as MadeVouchers;

test('a line a voucher, its price exact, and nothing that a spreadsheet runs', () => {
  const [header, first, second, last] = vouchersCsv(made, 'https://wifi.example.net').split('\n');
  assert.equal(header, '\uFEFFserial,code,batch,package,price,currency,redeem before,address');
  assert.equal(
    first,
    `1,K7MW-H3X-9TA,"'=cmd|""/c calc""!A1","Day, pass",50.00,BDT,,https://wifi.example.net/c/K7MWH3X9TA`,
  );
  assert.ok(second?.startsWith('2,ACDE-FGH-JKM,'));
  assert.equal(last, '');
  assert.match(vouchersCsv(made, null), /BDT,,\n$/);
});

test('the file is named as the batch is, in any writing', () => {
  assert.equal(csvName('ঈদের ছুটি'), 'ঈদের ছুটি.csv');
  assert.equal(csvName('a/b:c'), 'a-b-c.csv');
});
