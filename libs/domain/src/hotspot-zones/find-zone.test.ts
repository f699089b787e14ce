import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findZone, ssidOf } from './find-zone.ts';

const nas = { defaultZone: 'café', zonesByServerName: new Map([['hotspot2', 'library']]) };

test('the hotspot server decides, where it is mapped, else the router’s own zone', () => {
  assert.equal(findZone(nas, 'hotspot2'), 'library');
  assert.equal(findZone(nas, 'hotspot1'), 'café');
  assert.equal(findZone(nas, null), 'café');
});

test('a router without a zone has none', () => {
  assert.equal(findZone({ defaultZone: null, zonesByServerName: new Map() }, 'hotspot1'), null);
});

test('the SSID is told only in the form MAC:SSID', () => {
  assert.equal(ssidOf('B0-95-75-E6-E9-C8:eap225'), 'eap225');
  assert.equal(ssidOf('d4:76:a0:41:15:3b:Gast (Testing)'), 'Gast (Testing)');
  assert.equal(ssidOf('00:00:01:00:00:01:my:ssid'), 'my:ssid');
  for (const untold of ['hotspot1', '', '44-38-39-e4-a7-77:', '44-38-39-e4-a7-77', '192.0.2.1:x']) {
    assert.equal(ssidOf(untold), null, untold);
  }
});
