import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type GrantedByPackage, whatGetsLess } from './what-gets-less.ts';

const sold: GrantedByPackage = {
  rateDownKbps: 20_480,
  rateUpKbps: 10_240,
  validitySeconds: 86_400,
  validFrom: 'purchase',
  onlineSeconds: null,
  quotaBytes: 1_000_000_000,
  deviceLimit: null,
  sessionLimit: null,
  zoneIds: ['1', '2'],
};

test('what was sold gets less, or it does not', () => {
  const table: readonly (readonly [edit: Partial<GrantedByPackage>, less: readonly string[]])[] = [
    [{}, []],
    // As much or more.
    [{ quotaBytes: 2_000_000_000 }, []],
    [{ quotaBytes: null, rateUpKbps: null, validitySeconds: null }, []],
    [{ validitySeconds: 172_800, rateDownKbps: 40_960 }, []],
    [{ deviceLimit: 1 }, []],
    [{ deviceLimit: 3 }, []],
    [{ zoneIds: ['1', '2', '3'] }, []],
    [{ zoneIds: [] }, []],
    // Less, of one thing or of several.
    [{ quotaBytes: 999_999_999 }, ['volume']],
    [{ onlineSeconds: 36_000 }, ['time online']],
    [{ validitySeconds: 3600 }, ['how long it runs']],
    [{ rateUpKbps: 5120 }, ['speed']],
    [{ rateDownKbps: 40_960, rateUpKbps: 5120 }, ['speed']],
    [{ deviceLimit: 0 }, ['devices']],
    [{ sessionLimit: 1 }, ['devices at the same time']],
    [{ zoneIds: ['2', '3'] }, ['places']],
    [{ quotaBytes: 5, validitySeconds: 172_800 }, ['volume']],
    [{ quotaBytes: 5, zoneIds: ['1'] }, ['volume', 'places']],
    // Other, and nobody can say whether it is more.
    [{ validFrom: 'first-use' }, ['when it begins']],
  ];
  for (const [edit, less] of table)
    assert.deepEqual(whatGetsLess(sold, { ...sold, ...edit }), less, JSON.stringify(edit));
});

test('what was good everywhere is less in one place, and what had no limit with one', () => {
  const free = { ...sold, zoneIds: [], sessionLimit: null, deviceLimit: 3 };
  assert.deepEqual(whatGetsLess(free, { ...free, zoneIds: ['1'], deviceLimit: null }), ['devices', 'places']);
});
