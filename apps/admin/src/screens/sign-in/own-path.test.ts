import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownPath } from './own-path.ts';

test('goes on to where one was', () => {
  assert.equal(ownPath('/customers/7/devices?search=c4'), '/customers/7/devices?search=c4');
});

test('never goes on to another site', () => {
  for (const next of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    undefined,
  ]) {
    assert.equal(ownPath(next), '/');
  }
});
