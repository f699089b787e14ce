import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Customer } from '../../api/types.ts';
import { checkCustomer, entryOf, toChanges, toCustomer } from './customer-entry.ts';

const rahima = {
  name: 'Rahima Akter',
  username: 'rahima.home',
  kind: 'pppoe',
  macBinding: 'strict',
  deviceLimit: 2,
  sessionLimit: null,
  framedIpAddress: null,
  phone: '0171',
  email: null,
  subscription: null,
} as unknown as Customer;

test('an edit sends only what was changed', () => {
  assert.deepEqual(toChanges({ ...entryOf(rahima), phone: '0172' }, rahima), { phone: '0172' });
});

test('an emptied field inherits again', () => {
  const entry = { ...entryOf(rahima), macBinding: '' as const, deviceLimit: '' };
  assert.deepEqual(toChanges(entry, rahima), { macBinding: null, deviceLimit: null });
});

test('a new customer leaves out what was not filled in', () => {
  const entry = { ...entryOf(undefined), name: 'A', username: 'a', password: 'k7mw-h3xq-9tfp' };
  assert.deepEqual(toCustomer(entry), {
    name: 'A',
    username: 'a',
    password: 'k7mw-h3xq-9tfp',
    kind: 'pppoe',
  });
});

test('a password is needed for a new customer and may stay empty in an edit', () => {
  assert.notEqual(checkCustomer(true).password(''), null);
  assert.equal(checkCustomer(false).password(''), null);
});

test('limits are sent as numbers', () => {
  assert.deepEqual(toChanges({ ...entryOf(rahima), deviceLimit: '3' }, rahima), { deviceLimit: 3 });
});

test('what cannot be is said at its field before anything is sent', () => {
  const check = checkCustomer(true);
  assert.match(check.phone('xx') ?? '', /telephone number/);
  assert.match(check.email('rahima') ?? '', /e-mail/);
  assert.match(check.framedIpAddress('300.1.2.3') ?? '', /IPv4/);
  assert.match(check.deviceLimit('-1') ?? '', /at least 0/);
  assert.match(check.name('x'.repeat(201)) ?? '', /200 characters/);
});

test('a MAC address is refused as a username', () => {
  assert.match(checkCustomer(true).username('AA:BB:CC:DD:EE:FF') ?? '', /must not be a MAC/);
});
