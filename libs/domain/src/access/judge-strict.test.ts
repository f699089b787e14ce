import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMacAddress } from '../mac-address.ts';
import { judgeStrict } from './judge-strict.ts';

const mac = parseMacAddress('C4:E9:84:1F:22:0A');
const privateMac = parseMacAddress('9A:3B:00:00:00:01');

for (const kind of ['pppoe', 'hotspot'] as const) {
  test(`strict lets in what is registered, whatever its address (${kind})`, () => {
    assert.equal(judgeStrict({ kind, mac, own: true }), null);
    assert.equal(judgeStrict({ kind, mac: privateMac, own: true }), null);
  });
  test(`strict refuses what is not, and what tells no address (${kind})`, () => {
    assert.equal(judgeStrict({ kind, mac, own: false }), 'device-not-registered');
    assert.equal(judgeStrict({ kind, mac: null, own: false }), 'mac-missing');
  });
}
