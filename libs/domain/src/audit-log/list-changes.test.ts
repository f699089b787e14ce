import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { listChanges, sayField, sayValue } from './list-changes.ts';

describe('what an entry of the audit log changed', () => {
  test('is what differs, and all there is of what was added or removed', () => {
    assert.deepEqual(listChanges({ label: 'Attic', mac: 'A' }, { label: 'Cellar', mac: 'A' }), [
      { field: 'label', before: 'Attic', after: 'Cellar' },
    ]);
    assert.deepEqual(listChanges(null, { mac: 'A', type: null }), [
      { field: 'mac', before: undefined, after: 'A' },
    ]);
    assert.deepEqual(listChanges({ zones: [1] }, null), [{ field: 'zones', before: [1], after: undefined }]);
    assert.deepEqual(listChanges({ zones: [1, 2] }, { zones: [1, 2] }), []);
  });

  test('is nothing where the log has no fields', () => {
    for (const value of [null, undefined, 'text', 7, ['a']]) assert.deepEqual(listChanges(value, value), []);
  });

  test('is said in words', () => {
    assert.deepEqual(['deviceLimit', 'macBinding', 'framedIpAddress', 'mac', 'customerId'].map(sayField), [
      'Device limit',
      'MAC binding',
      'Framed IP address',
      'MAC',
      'Customer id',
    ]);
    assert.deepEqual([true, false, null, '', 3, ['a'], 'x'].map(sayValue), [
      'yes',
      'no',
      null,
      null,
      '3',
      '["a"]',
      'x',
    ]);
    assert.equal(sayValue('a'.repeat(500))?.length, 201);
  });
});
