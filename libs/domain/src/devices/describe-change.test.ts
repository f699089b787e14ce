import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Said } from '../said/said.ts';
import { sayInEnglish } from '../said/say-in-english.ts';
import { describeDeviceChange } from './describe-change.ts';
import { describeSession } from './describe-session.ts';

const old = { mac: 'C4:E9:84:00:00:01', label: null, type: 'Router' };

test('a change of a device is a sentence', () => {
  const fresh = { ...old, mac: 'C4:E9:84:00:00:02' };
  const sentences: readonly (readonly [sentence: Said, expected: string])[] = [
    [describeDeviceChange('devices.add', {}, old), 'Added.'],
    [describeDeviceChange('devices.add', {}, { ...old, overLimit: true }), 'Added above the device limit.'],
    [
      describeDeviceChange('devices.replace', old, fresh),
      'Replaced: C4:E9:84:00:00:01 gave way to C4:E9:84:00:00:02.',
    ],
    [
      describeDeviceChange('devices.replace', old, { ...fresh, swapWindowOpenedBy: 'Anika' }),
      'Replaced in a swap window that Anika opened: C4:E9:84:00:00:01 gave way to C4:E9:84:00:00:02.',
    ],
    [describeDeviceChange('devices.change', old, { ...old, label: 'Home' }), 'Label: – → Home.'],
    [
      describeDeviceChange('devices.change', old, { ...old, label: 'Home', type: null }),
      'Label: – → Home. Type: Router → –.',
    ],
    [describeDeviceChange('blocked-macs.add', {}, { reason: 'Stolen' }), 'Blocked: Stolen'],
    [describeDeviceChange('something.new', {}, {}), 'something.new.'],
  ];
  for (const [sentence, expected] of sentences) assert.equal(sayInEnglish(sentence), expected);
});

test('a session is a sentence', () => {
  const session = {
    open: false,
    silentSeconds: 0,
    sessionSeconds: 7200,
    bytes: 1_200_000_000,
    terminateCause: null,
  };
  const sentences: readonly (readonly [sentence: Said, expected: string])[] = [
    [describeSession(session), 'Online for 2 hours, 1.2 GB.'],
    [
      describeSession({ ...session, terminateCause: 'User-Request' }),
      'Online for 2 hours, 1.2 GB; the device hung up.',
    ],
    [
      describeSession({ ...session, terminateCause: 'Odd-Cause' }),
      'Online for 2 hours, 1.2 GB; ended: Odd-Cause.',
    ],
    [describeSession({ ...session, open: true }), 'Online for 2 hours, 1.2 GB, and still is.'],
    [
      describeSession({ ...session, open: true, silentSeconds: 5000 }),
      'Online for 2 hours, 1.2 GB; its router has gone silent.',
    ],
    [describeSession({ ...session, sessionSeconds: 0, bytes: 0 }), 'Online.'],
  ];
  for (const [sentence, expected] of sentences) assert.equal(sayInEnglish(sentence), expected);
});
