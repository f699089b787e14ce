import assert from 'node:assert/strict';
import { test } from 'node:test';
import { currencyFault, moneyFault, readMoney, writeMoney } from './money-amount.ts';

test('a typed amount becomes minor units of its currency, exactly', () => {
  assert.equal(readMoney('1,200.5', 'BDT'), 120_050);
  assert.equal(readMoney(' 1200 ', 'JPY'), 1200);
  assert.equal(readMoney('1.005', 'KWD'), 1005);
  // 1.15 × 100 is 114.99999999999999 in floating point.
  assert.equal(readMoney('1.15', 'USD'), 115);
  assert.equal(readMoney('90071992547409.91', 'USD'), Number.MAX_SAFE_INTEGER);
  for (const typed of ['', '-5', '12,5', '1.005', '1e3', '90071992547409.92'])
    assert.equal(readMoney(typed, 'USD'), null, typed);
});

test('an amount is written back as one would type it', () => {
  assert.equal(writeMoney(120_000, 'BDT'), '1200');
  assert.equal(writeMoney(120_050, 'BDT'), '1200.50');
  assert.equal(writeMoney(1200, 'JPY'), '1200');
});

test('what is wrong with an amount is said in words', () => {
  assert.equal(moneyFault('', 'BDT'), null);
  assert.equal(moneyFault('12.345', 'BDT'), 'Type an amount, like 1200 or 1200.50.');
  assert.equal(moneyFault('12.5', 'JPY'), 'Type an amount, like 1200.');
  assert.match(moneyFault('600', 'BDT', 50_000) ?? '', /^It can be BDT.500\.00 at most\.$/);
});

test('a currency is one that somebody can pay with', () => {
  for (const code of ['BDT', 'KES', 'USD', 'JPY']) assert.equal(currencyFault(code), null, code);
  for (const code of ['', 'BD', 'bdt']) assert.match(currencyFault(code) ?? '', /Three capitals/, code);
  for (const code of ['QQQ', 'XXX', 'XTS', 'XAU'])
    assert.match(currencyFault(code) ?? '', /is no currency/, code);
});
