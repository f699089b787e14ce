import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceTypes } from '@gatehouse/domain/devices/device-types';
import { deviceTypeOf, saidDeviceTypes, sayDeviceType } from './device-type.ts';
import en from './texts/en.json' with { type: 'json' };

test('every type to choose from is said in a text, and stored as it is known', () => {
  assert.deepEqual(
    deviceTypes.filter((type) => !Object.hasOwn(en, `type_${type}`)),
    [],
  );
  assert.deepEqual(saidDeviceTypes.map(deviceTypeOf), deviceTypes);
});

test('what somebody typed stays as it is, and nothing is no type', () => {
  assert.equal(sayDeviceType('Doorbell'), 'Doorbell');
  assert.equal(deviceTypeOf(' Doorbell '), 'Doorbell');
  assert.equal(deviceTypeOf(' '), null);
});
