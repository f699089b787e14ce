import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PassersByLines } from './passers-by-lines.ts';

test('of a crowd some have a line each minute, and of a few everyone', () => {
  const lines = new PassersByLines();
  const noon = Date.UTC(2026, 10, 22, 12);
  const written = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => lines.mayWrite(from + i)).filter((may) => may).length;
  assert.equal(written(noon, 20), 20);
  assert.equal(written(noon + 1000, 10_000), 40);
  assert.equal(written(noon + 60_000, 10_000), 60);
});
