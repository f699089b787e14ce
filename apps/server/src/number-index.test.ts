import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { NumberIndex } from './number-index.ts';

/** Few different keys, far apart and close together, so that runs form and close again. */
const key = fc.oneof(
  fc.nat(40),
  fc.nat(40).map((n) => 0x02_00_00_00_00_00 + n * 0x1_0000_0000),
  fc.maxSafeNat(),
);
const step = fc.oneof(
  fc.record({ verb: fc.constant('set' as const), key, row: fc.nat(1000) }),
  fc.record({ verb: fc.constant('delete' as const), key, row: fc.constant(0) }),
);

test('holds what a Map would hold, whatever is set and deleted in whatever order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const index = new NumberIndex(1);
      const map = new Map<number, number>();
      for (const { verb, key, row } of steps) {
        if (verb === 'set') {
          index.set(key, row);
          map.set(key, row);
        } else {
          index.delete(key);
          map.delete(key);
        }
      }
      assert.equal(index.size, map.size);
      for (const { key } of steps) assert.equal(index.get(key), map.get(key) ?? -1);
    }),
  );
});
