import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeSales, type PastSubscription } from './make-sales.ts';

const NOW = Date.UTC(2026, 10, 23);
const HOUR = 3_600_000;

const past = Array.from(
  { length: 400 },
  (_, index): PastSubscription => ({
    id: index,
    customerId: index,
    zoneId: 1,
    servicePackageId: 1 + (index % 2),
    packageName: index % 2 === 0 ? 'Hotspot Day' : 'Hotspot Month',
    amountMinor: 80,
    currency: 'USD',
    startsAt: NOW - (index + 2) * HOUR,
  }),
);
const sales = makeSales(past, { seed: 1, now: NOW, voucherPackage: 'Hotspot Day' });

test('every package of the past was sold once: by a voucher or a payment', () => {
  const paid = sales.payments.filter(({ outcome }) => outcome === 'paid' || outcome === 'refunded');
  const sold = [...paid.map(({ subscription }) => subscription.id), ...sales.redeemed.map(({ id }) => id)];
  assert.deepEqual(
    sold.toSorted((a, b) => a - b),
    past.map(({ id }) => id),
  );
  assert.ok(
    sales.redeemed.length > 20 && sales.redeemed.every(({ packageName }) => packageName === 'Hotspot Day'),
  );
});

test('an operator finds something of every kind to do, and no transaction is told twice', () => {
  const waiting = sales.payments.filter(
    ({ outcome }) => outcome === 'to-approve' || outcome === 'wrong-amount',
  );
  assert.deepEqual(new Set(waiting.map(({ by }) => by)), new Set(['card', 'phone', 'cash']));
  assert.equal(new Set(sales.payments.map(({ reference }) => reference)).size, sales.payments.length);
  assert.ok(sales.payments.every(({ begunAt }) => begunAt < NOW));
});

test('it comes out the same for the same seed', () => {
  assert.deepEqual(makeSales(past, { seed: 1, now: NOW, voucherPackage: 'Hotspot Day' }), sales);
});
