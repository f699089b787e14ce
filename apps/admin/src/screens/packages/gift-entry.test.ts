import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkGift, type GiftEntry, localTime, movedBy, readLocalTime } from './gift-entry.ts';

test('a time goes into its field and comes back the same, to the minute', () => {
  const at = '2026-12-03T22:10:00.000Z';
  assert.equal(readLocalTime(localTime(at)), at);
  assert.equal(localTime(null), '');
  for (const typed of ['', '2026-12-03', 'soon']) assert.equal(readLocalTime(typed), null, typed);
});

test('so many days more are the same hour of a later day', () => {
  assert.equal(movedBy('2026-12-31T22:10', 1), '2027-01-01T22:10');
  assert.equal(movedBy('2026-02-01T00:00', 30), '2026-03-03T00:00');
  assert.equal(movedBy('', 7), '');
});

test('who moves an end must say why, who gives a package need not', () => {
  const entry: GiftEntry = { way: 'end', servicePackageId: '', endsAt: '', reason: '' };
  assert.match(checkGift.reason('', entry) ?? '', /Say why/);
  assert.match(checkGift.endsAt('', entry) ?? '', /day and the time/);
  assert.equal(checkGift.servicePackageId('', entry), null);
  const gift = { ...entry, way: 'present' } as const;
  assert.equal(checkGift.reason('', gift), null);
  assert.equal(checkGift.endsAt('', gift), null);
  assert.equal(checkGift.servicePackageId('', gift), 'Choose a package.');
});
