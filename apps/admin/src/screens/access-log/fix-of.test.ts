import assert from 'node:assert/strict';
import { test } from 'node:test';
import { said } from '@gatehouse/domain/said/said';
import type { Attempt } from '../../api/types.ts';
import { fixLabel, fixOf, newTrouble } from './fix-of.ts';

const may = { mayAdd: true, maySell: true, mayChange: true };

function refused(present: Partial<NonNullable<Attempt['present']>> | null, more: Partial<Attempt> = {}) {
  const stillRefused = {
    outcome: 'reject',
    reason: 'device-not-registered',
    sentence: 'An unregistered TP-Link uses the right password.',
    acceptedSince: false,
    deviceCount: 1,
    deviceLimit: 1,
    devices: [],
  } as const;
  return {
    reason: 'device-not-registered',
    mac: 'C4:E9:84:77:01:9C',
    customerId: '1',
    holderName: null,
    facts: { method: 'pap' },
    present: present && { ...stillRefused, ...present },
    ...more,
  } as Attempt;
}

test('a registration says which place it takes, or that it goes above the limit', () => {
  const label = (deviceCount: number, deviceLimit: number) =>
    fixLabel('register-device', refused({ deviceCount, deviceLimit }));
  assert.equal(label(0, 1), 'Register this device');
  assert.equal(label(1, 3), 'Register as another device · 2 of 3');
  assert.equal(label(1, 1), 'Register above the limit of 1');
  assert.equal(label(3, 2), 'Register above the limit of 2');
  assert.equal(fixLabel('register-device', refused({}, { holderName: 'Karim' })), 'Move this device here');
});

test('a ticket with a wrong password leads to the router that changed it, not to the customer', () => {
  const wrong = { reason: 'wrong-password', present: null } as const;
  assert.equal(fixOf(refused(null, wrong), may), 'open-customer');
  assert.equal(
    fixOf(refused(null, { ...wrong, facts: { method: 'chap', ticket: true } }), may),
    'set-up-router',
  );
});

test('what was mended since needs no button', () => {
  assert.equal(fixOf(refused({ outcome: 'accept', reason: null }), may), null);
});

test('what stands in the way now decides the button, not what stood there then', () => {
  const unpaid = refused({
    reason: 'no-subscription',
    sentence: 'Home 20 has ended.',
    sentenceSaid: said('packageEnded', { servicePackage: 'Home 20' }),
  });
  assert.equal(fixOf(unpaid, may), 'renew');
  assert.equal(newTrouble(unpaid), 'Home 20 has ended.');
  assert.equal(newTrouble(refused({})), null);
});

test('where the present is not known, the attempt itself decides', () => {
  assert.equal(fixOf(refused(null, { reason: 'wrong-password' }), may), 'open-customer');
});
