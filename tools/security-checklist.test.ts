import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const text = readFileSync(`${root}docs/security-checklist.md`, 'utf8');
const rows = text.split('\n').flatMap((line) => {
  const [, point, , where, shown] = line.split('|').map((cell) => cell.trim());
  return point !== undefined && /^\d/.test(point) ? [{ point, where: where ?? '', shown: shown ?? '' }] : [];
});

/** How many points level 1 of ASVS 5.0.0 has, by chapter. */
const POINTS = {
  1: 8,
  2: 4,
  3: 8,
  4: 2,
  5: 4,
  6: 13,
  7: 6,
  8: 4,
  9: 4,
  10: 5,
  11: 3,
  12: 3,
  13: 1,
  14: 2,
  15: 3,
};

test('every point of level 1 is answered, once', () => {
  const counted = Object.fromEntries(
    Object.keys(POINTS).map((chapter) => [
      chapter,
      rows.filter(({ point }) => point.startsWith(`${chapter}.`)).length,
    ]),
  );
  assert.deepEqual(counted, POINTS);
  assert.equal(new Set(rows.map(({ point }) => point)).size, 70);
});

test('every file that it names is there, and whatever says nothing of a test says why', () => {
  for (const { point, where, shown } of rows) {
    const named = [...`${where} ${shown}`.matchAll(/`((?:apps|libs|acceptance|tools)\/[^`]+)`/g)];
    for (const [, file] of named) assert.ok(existsSync(`${root}${file}`), `${point}: ${file}`);
    if (shown === '–') assert.match(where, /not here|there are none|SECURITY\.md|pinned/, point);
    else assert.match(shown, /\.test\.ts`/, point);
  }
});

test('no library runs a script of its own when it is installed, as SECURITY.md says', () => {
  assert.match(readFileSync(`${root}.npmrc`, 'utf8'), /^ignore-scripts=true$/m);
});
