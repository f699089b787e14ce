import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PassersByLines } from './passers-by-lines.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const writtenOf = (lines: PassersByLines, zoneId: number, from: number, count: number) =>
  Array.from({ length: count }, (_, i) => lines.mayWrite(zoneId, from + i)).filter((may) => may).length;

test('of a crowd a few have a line each minute, and of a few everyone', () => {
  const lines = new PassersByLines();
  assert.equal(writtenOf(lines, 1, NOON, 2), 2);
  assert.equal(writtenOf(lines, 1, NOON + 1000, 10_000), 1);
  assert.equal(writtenOf(lines, 1, NOON + 60_000, 10_000), 3);
});

test('a crowd in one zone leaves room for another zone', () => {
  const lines = new PassersByLines();
  assert.equal(writtenOf(lines, 1, NOON, 10_000), 3);
  assert.equal(writtenOf(lines, 2, NOON, 1), 1);
});

test('a day of crowds in a hundred zones is a few lines a minute all the same', () => {
  const lines = new PassersByLines();
  let written = 0;
  for (let minute = 0; minute < 24 * 60; minute += 1)
    for (let zone = 1; zone <= 100; zone += 1) written += writtenOf(lines, zone, NOON + minute * 60_000, 5);
  assert.equal(written, 24 * 60 * 12);
});
