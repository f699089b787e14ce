import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutAt } from './without-at.ts';

const now = new Date(2026, 10, 23, 12).getTime();
const moment = (...time: [number, number, number, number]) =>
  ({ at: new Date(...time).toISOString(), as: 'moment' }) as const;

test('“at” stands before an hour of today, and before no other time', () => {
  const today = moment(2026, 10, 23, 8);
  const yesterday = moment(2026, 10, 22, 22);
  assert.deepEqual(withoutAt(['Refused at ', today, ': suspended.'], now)[0], 'Refused at ');
  assert.deepEqual(withoutAt(['Refused at ', yesterday, '.'], now)[0], 'Refused ');
  assert.deepEqual(withoutAt(['4 times since ', yesterday, '.'], now)[0], '4 times since ');
  assert.deepEqual(withoutAt(['from what ', { mac: 'C4:E9:84:1F:22:0A' }], now)[0], 'from what ');
});
