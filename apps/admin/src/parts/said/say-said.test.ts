import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Said, said } from '@gatehouse/domain/said/said';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { sayMoment, saySaid } from './say-said.ts';

const SENTENCES: readonly Said[] = [
  said('customerSuspended', { customer: 'Rahima' }),
  [said('customerSuspended', { customer: said('thisCustomerFirst') }), said('passwordWasRight')],
  said('onlineWithOthers', { customer: 'Rahima', count: 1, limit: 2 }),
  said('onlineWithOthers', { customer: 'Rahima', count: 1200, limit: 2 }),
  said('allVolumeUsedUp', {
    volume: { bytes: 10_737_418_240, step: 1024 },
    servicePackage: '<b>{{mac}}</b>',
  }),
  said('allTimeUsedUp', { time: { seconds: 129_600 }, servicePackage: 'Home 20' }),
  said('deviceIsBlocked', { device: said('devicePrivate', { mac: { mac: '9A:3B:00:00:00:01' } }) }),
];

test('in English the app says what the server says', () => {
  for (const sentence of SENTENCES) assert.equal(saySaid(sentence), sayInEnglish(sentence));
});

test('what this app has no text for is said as the server says it', () => {
  const newer = { key: 'of tomorrow' } as unknown as Said;
  assert.equal(saySaid(newer, 'Something new.'), 'Something new.');
  assert.equal(
    saySaid(said('reasonAlone', { reason: newer }), 'Refused for something new.'),
    'Refused for something new.',
  );
  assert.equal(saySaid([said('passwordWasRight'), newer], 'All of it.'), 'All of it.');
});

test('a time that is no hour of today says itself when it was', () => {
  const now = new Date(2026, 10, 23, 12).getTime();
  const [today, yesterday] = [
    new Date(2026, 10, 23, 8, 40).getTime(),
    new Date(2026, 10, 22, 22, 10).getTime(),
  ];
  assert.equal(sayMoment(today, false, now), 'at 08:40');
  assert.equal(sayMoment(today, true, now), '08:40');
  assert.equal(sayMoment(yesterday, false, now), 'yesterday 22:10');
});
