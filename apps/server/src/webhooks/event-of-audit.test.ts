import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceOfAudit, eventOfAudit } from './event-of-audit.ts';

const fact = (action: string, more: object = {}) => ({
  action,
  subjectKind: 'device',
  subjectId: '7',
  before: null,
  after: null,
  ...more,
});

test('what happens to a customer’s status is an event of its own, any other change is a change', () => {
  const change = (before: object, after: object) => eventOfAudit(fact('customers.change', { before, after }));
  assert.equal(change({ status: 'active' }, { status: 'suspended' }), 'customer.suspended');
  assert.equal(change({ status: 'suspended' }, { status: 'active' }), 'customer.activated');
  assert.equal(change({ status: 'active' }, { status: 'ended' }), 'customer.ended');
  assert.equal(change({ name: 'Rahim' }, { name: 'Karim' }), 'customer.changed');
});

test('a login that registers is told apart from a person who does, and signing in is nobody’s event', () => {
  assert.equal(eventOfAudit(fact('devices.register')), 'device.auto-registered');
  assert.equal(eventOfAudit(fact('devices.add')), 'device.added');
  assert.equal(eventOfAudit(fact('operators.sign-in')), null);
});

test('the device is the one as it is now, and of a removed one as it was', () => {
  const was = { mac: 'C4:E9:84:00:00:01', label: 'Home Router', type: 'Router' };
  const gone = deviceOfAudit(fact('devices.remove', { before: was }));
  assert.deepEqual(gone, { id: '7', ...was });
  const replaced = deviceOfAudit(
    fact('devices.replace', { before: was, after: { ...was, mac: 'c4:e9:84:00:00:02' } }),
  );
  assert.equal(replaced?.mac, 'C4:E9:84:00:00:02');
  assert.equal(deviceOfAudit(fact('customers.add', { subjectKind: 'customer' })), null);
});
