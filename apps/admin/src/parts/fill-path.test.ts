import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillPath } from './fill-path.ts';

test('names in a path are filled in, and the search stands behind', () => {
  assert.equal(fillPath('/customers/$customerId/devices', { customerId: '42' }), '/customers/42/devices');
  assert.equal(fillPath('/zones', {}, { search: 'Café & Bar' }), '/zones?search=Caf%C3%A9+%26+Bar');
  assert.equal(fillPath('/customers'), '/customers');
});

test('what is filled in stays one part of the path', () => {
  assert.equal(fillPath('/imports/$importId', { importId: '../x?y' }), '/imports/..%2Fx%3Fy');
});
