import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proposeSecret } from './propose-secret.ts';

test('a secret has 24 letters and digits, whatever the random octets are', () => {
  let octet = 0;
  const rising = (count: number) => Uint8Array.from({ length: count }, () => (octet += 7) % 256);
  assert.match(proposeSecret(rising), /^[a-zA-Z2-9]{24}$/);
});

test('octets that would favour some letters are passed over', () => {
  let calls = 0;
  const first = (count: number) => new Uint8Array(count).fill(calls++ === 0 ? 255 : 0);
  assert.equal(proposeSecret(first), 'a'.repeat(24));
});
