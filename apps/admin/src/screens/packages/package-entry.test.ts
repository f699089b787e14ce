import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ServicePackage } from '../../api/types.ts';
import { checkPackage, copyOf, entryOf, toPackage } from './package-entry.ts';

const home20 = {
  name: 'Home 20',
  kind: 'pppoe',
  rateDownKbps: 20_480,
  rateUpKbps: 10_240,
  validitySeconds: 30 * 86_400,
  validFrom: 'purchase',
  onlineSeconds: null,
  quotaBytes: null,
  deviceLimit: 2,
  sessionLimit: null,
  macBinding: 'learn',
  zoneIds: [],
  framedPool: null,
  privateMacPolicy: 'warn',
  priceMinor: 120_000,
  currency: 'BDT',
  trial: false,
} as unknown as ServicePackage;

test('what is shown for editing is what people say', () => {
  const entry = entryOf(home20);
  assert.equal(entry.downMbps, '20');
  assert.equal(entry.validity, '30');
  assert.equal(entry.validityUnit, 'days');
  assert.equal(entry.price, '1200');
});

test('a package that is opened and saved unchanged stays as it is', () => {
  const { kind: _kind, ...stored } = home20;
  assert.deepEqual(toPackage(entryOf(home20), false), stored);
});

test('a hotspot package by the hour stays as it is too, and a line is good in no zone', () => {
  const hours = { validFrom: 'first-use', onlineSeconds: 5 * 3_600, zoneIds: ['7'] } as const;
  const { kind: _kind, ...stored } = { ...home20, kind: 'hotspot' as const, ...hours, zoneIds: ['7'] };
  const entry = entryOf({ ...stored, kind: 'hotspot' });
  assert.deepEqual([entry.online, entry.onlineUnit], ['5', 'hours']);
  assert.deepEqual(toPackage(entry, false), stored);
  assert.deepEqual((toPackage({ ...entry, kind: 'pppoe' }, true) as ServicePackage).zoneIds, []);
});

test('a trial stays one, and a line is none', () => {
  const entry = entryOf({ ...home20, kind: 'hotspot', trial: true, priceMinor: 0 });
  assert.equal((toPackage(entry, false) as ServicePackage).trial, true);
  assert.equal((toPackage({ ...entry, kind: 'pppoe' }, true) as ServicePackage).trial, false);
});

test('a copy is the same under another name, and the name fits', () => {
  const entry = entryOf(home20);
  assert.deepEqual(copyOf(entry), { ...entry, name: 'Home 20 (new)' });
  const long = copyOf({ ...entry, name: 'x'.repeat(100) }).name;
  assert.equal(checkPackage.name(long), null);
  assert.notEqual(long, 'x'.repeat(100));
});

test('a price is in money that there is', () => {
  const entry = { ...entryOf(home20), price: '5' };
  assert.equal(checkPackage.currency('KES', entry), null);
  for (const code of ['QQQ', 'XXX', 'XAU'])
    assert.match(checkPackage.currency(code, entry) ?? '', /is no currency/);
  assert.equal(checkPackage.currency('', { ...entry, price: '0' }), null);
});

test('hours stay hours', () => {
  const entry = entryOf({ ...home20, validitySeconds: 3 * 3_600 });
  assert.equal(entry.validityUnit, 'hours');
  assert.equal(entry.validity, '3');
});

test('a currency without a price is not stored', () => {
  const sent = toPackage({ ...entryOf(undefined), name: 'Free', currency: 'BDT' }, true) as Record<
    string,
    unknown
  >;
  assert.equal(sent['currency'], null);
  assert.equal(sent['priceMinor'], null);
});

test('no number is taken that the server would not store, and each is told in its own unit', () => {
  const entry = entryOf(undefined);
  assert.equal(checkPackage.downMbps('20'), null);
  assert.match(checkPackage.downMbps('-5') ?? '', /more than 0/);
  assert.match(checkPackage.quotaGb('9e99') ?? '', /Type a number/);
  assert.match(checkPackage.quotaGb('99999999') ?? '', /9,007,199 GB at most/);
  assert.match(checkPackage.validity('40000', entry) ?? '', /36,500 days at most/);
  assert.match(checkPackage.downMbps('0.0001') ?? '', /next to nothing/);
  assert.match(checkPackage.deviceLimit('1.5') ?? '', /whole number/);
  assert.equal(checkPackage.sessionLimit(''), null);
});
