import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { knownHoles, ROUTER_OS_WITHOUT_HOLES, readRouterOsVersion } from './router-os-version.ts';

const holesOf = (text: string) => {
  const version = readRouterOsVersion(text);
  assert.ok(version, text);
  return knownHoles(version).map((hole) => sayInEnglish(hole).replace(/:.*/, ''));
};

test('reads a version as RouterOS writes it, and nothing that is none', () => {
  assert.deepEqual(readRouterOsVersion('7.19.2 (stable)'), [7, 19, 2]);
  assert.deepEqual(readRouterOsVersion('7.20rc3'), [7, 20, 0]);
  assert.deepEqual(readRouterOsVersion('6.49.17 (long-term)'), [6, 49, 17]);
  for (const text of ['', 'latest', '7', '7.x', '7.1.2.3', 'v7.1', '7.99999', '<b>7.1'])
    assert.equal(readRouterOsVersion(text), null, text);
});

test('names the holes of a version by number, not by text: 7.9 is older than 7.15', () => {
  const [forged, script, ssh] = ['CVE-2024-3596', 'CVE-2025-6563', 'CVE-2026-67279 and CVE-2026-86060'];
  assert.deepEqual(holesOf('6.49.17'), [forged, script, ssh]);
  assert.deepEqual(holesOf('7.9'), [forged, script, ssh]);
  assert.deepEqual(holesOf('7.14.3'), [forged, script, ssh]);
  assert.deepEqual(holesOf('7.15'), [script, ssh]);
  assert.deepEqual(holesOf('7.19.1'), [script, ssh]);
  assert.deepEqual(holesOf('7.19.2'), [ssh]);
  for (const fine of [ROUTER_OS_WITHOUT_HOLES, '7.25', '8.0']) assert.deepEqual(holesOf(fine), [], fine);
});

test('a hole that was mended in several branches is gone from each of them, and from none between', () => {
  const ssh = 'CVE-2026-67279 and CVE-2026-86060';
  for (const open of ['7.20.1', '7.23.3', '7.24', '7.24.1']) assert.deepEqual(holesOf(open), [ssh], open);
  for (const fine of ['7.23.4', '7.23.9', '7.24.2']) assert.deepEqual(holesOf(fine), [], fine);
  assert.deepEqual(holesOf('6.49.20').at(-1), ssh);
  assert.deepEqual(holesOf('6.49.21'), ['CVE-2024-3596', 'CVE-2025-6563']);
});
