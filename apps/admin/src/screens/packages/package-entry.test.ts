import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ServicePackage } from '../../api/types.ts';
import { entryOf, toPackage } from './package-entry.ts';

const home20 = {
  name: 'Home 20',
  kind: 'pppoe',
  rateDownKbps: 20_480,
  rateUpKbps: 10_240,
  validitySeconds: 30 * 86_400,
  quotaBytes: null,
  deviceLimit: 2,
  sessionLimit: null,
  macBinding: 'learn',
  framedPool: null,
  priceMinor: 120_000,
  currency: 'BDT',
} as unknown as ServicePackage;

test('what is shown for editing is what people say', () => {
  const entry = entryOf(home20);
  assert.equal(entry.downMbps, 20);
  assert.equal(entry.validity, 30);
  assert.equal(entry.validityUnit, 'days');
  assert.equal(entry.price, 1200);
});

test('a package that is opened and saved unchanged stays as it is', () => {
  const { kind: _kind, ...stored } = home20;
  assert.deepEqual(toPackage(entryOf(home20), false), stored);
});

test('hours stay hours', () => {
  const entry = entryOf({ ...home20, validitySeconds: 3 * 3_600 });
  assert.equal(entry.validityUnit, 'hours');
  assert.equal(entry.validity, 3);
});

test('a currency without a price is not stored', () => {
  const sent = toPackage({ ...entryOf(undefined), name: 'Free', currency: 'BDT' }, true) as Record<
    string,
    unknown
  >;
  assert.equal(sent['currency'], null);
  assert.equal(sent['priceMinor'], null);
});
