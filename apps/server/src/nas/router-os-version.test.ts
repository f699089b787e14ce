import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownHoles, ROUTER_OS_WITHOUT_HOLES, readRouterOsVersion } from './router-os-version.ts';

const holesOf = (text: string) => {
  const version = readRouterOsVersion(text);
  assert.ok(version, text);
  return knownHoles(version).map((hole) => hole.slice(0, hole.indexOf(':')));
};

test('reads a version as RouterOS writes it, and nothing that is none', () => {
  assert.deepEqual(readRouterOsVersion('7.19.2 (stable)'), [7, 19, 2]);
  assert.deepEqual(readRouterOsVersion('7.20rc3'), [7, 20, 0]);
  assert.deepEqual(readRouterOsVersion('6.49.17 (long-term)'), [6, 49, 17]);
  for (const text of ['', 'latest', '7', '7.x', '7.1.2.3', 'v7.1', '7.99999', '<b>7.1'])
    assert.equal(readRouterOsVersion(text), null, text);
});

test('names the holes of a version by number, not by text: 7.9 is older than 7.15', () => {
  assert.deepEqual(holesOf('6.49.17'), ['CVE-2024-3596', 'CVE-2025-6563']);
  assert.deepEqual(holesOf('7.9'), ['CVE-2024-3596', 'CVE-2025-6563']);
  assert.deepEqual(holesOf('7.14.3'), ['CVE-2024-3596', 'CVE-2025-6563']);
  assert.deepEqual(holesOf('7.15'), ['CVE-2025-6563']);
  assert.deepEqual(holesOf('7.19.1'), ['CVE-2025-6563']);
  for (const fine of [ROUTER_OS_WITHOUT_HOLES, '7.20', '8.0']) assert.deepEqual(holesOf(fine), [], fine);
});
