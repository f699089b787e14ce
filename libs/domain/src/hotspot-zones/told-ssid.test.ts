import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldSsid } from './told-ssid.ts';

test('a Wi-Fi name is read where it stands behind a MAC (RFC 3580 §3.20), and nowhere else', () => {
  assert.equal(toldSsid('C4-E9-84-1F-22-0A:Lakeside'), 'Lakeside');
  assert.equal(toldSsid('c4:e9:84:1f:22:0a:Lake: side'), 'Lake: side');
  assert.equal(toldSsid('C4E9841F220A:Café'), 'Café');
  assert.equal(toldSsid('c4e9.841f.220a:x'), 'x');
  assert.equal(toldSsid('C4-E9-84-1F-22-0A'), null);
  assert.equal(toldSsid('C4-E9-84-1F-22-0A:'), null);
  assert.equal(toldSsid('hotspot1'), null);
  assert.equal(toldSsid('server:Lakeside'), null);
  assert.equal(toldSsid(''), null);
});
