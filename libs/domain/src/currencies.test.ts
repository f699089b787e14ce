import assert from 'node:assert/strict';
import { test } from 'node:test';
import { currencies, isCurrency } from './currencies.ts';

test('money is known by its code, and nothing else is money', () => {
  for (const code of ['BDT', 'KES', 'USD', 'EUR', 'JPY', 'KWD', 'XOF', 'XAF', 'XPF', 'XCD'])
    assert.ok(isCurrency(code), code);
  for (const code of ['XXX', 'XTS', 'QQQ', 'XAU', 'XAG', 'XPT', 'XPD', 'XDR', 'XBA', 'CLF', 'DEM', 'bdt', ''])
    assert.ok(!isCurrency(code), code);
});

test('every code is one that the rest of the world knows, and has a name', () => {
  const known = new Set(Intl.supportedValuesOf('currency'));
  const names = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' });
  for (const code of currencies) assert.ok(known.has(code) && names.of(code) !== undefined, code);
  assert.equal(currencies.size, 154);
});
