import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatCount,
  formatDuration,
  formatSpeed,
  formatVolume,
  formatVolumeUsed,
} from './describe-amounts.ts';
import { describeServicePackage } from './describe-service-package.ts';

test('speeds', () => {
  assert.equal(formatSpeed(20_480), '20 Mbps');
  assert.equal(formatSpeed(20_000), '20 Mbps');
  assert.equal(formatSpeed(512), '512 kbps');
  assert.equal(formatSpeed(1_500), '1.5 Mbps');
  assert.equal(formatSpeed(1_000_000), '1 Gbps');
  assert.equal(formatSpeed(null), 'unlimited');
});

test('volumes', () => {
  assert.equal(formatVolume(10 * 1024 ** 3), '10 GB');
  assert.equal(formatVolume(10_000_000_000), '10 GB');
  assert.equal(formatVolume(1.5 * 1024 ** 4), '1.5 TB');
  assert.equal(formatVolume(0), '0 bytes');
  assert.equal(formatVolume(1), '1 byte');
  assert.equal(formatVolume(1023), '1 kB');
  assert.equal(formatVolume(null), 'unlimited');
});

test('volumes used, in the steps of the whole', () => {
  assert.equal(formatVolumeUsed(5 * 1024 ** 3, 10 * 1024 ** 3), '5 GB of 10 GB');
  assert.equal(formatVolumeUsed(5_000_000_000, 10_000_000_000), '5 GB of 10 GB');
  assert.equal(formatVolumeUsed(3 * 1024 ** 3, null), '3 GB');
});

test('durations', () => {
  assert.equal(formatDuration(30 * 86_400), '30 days');
  assert.equal(formatDuration(86_400 + 43_200 + 60), '1 day 12 hours');
  assert.equal(formatDuration(86_400 + 60), '1 day');
  assert.equal(formatDuration(2_700), '45 minutes');
  assert.equal(formatDuration(0), '0 seconds');
  assert.equal(formatDuration(null), 'unlimited');
});

test('counts', () => {
  assert.equal(formatCount(1, 'device'), '1 device');
  assert.equal(formatCount(12_408, 'device'), '12,408 devices');
  assert.equal(formatCount(2, 'person', 'people'), '2 people');
});

test('a package in one line', () => {
  const home = {
    rateDownKbps: 20_480,
    rateUpKbps: 10_240,
    validitySeconds: 30 * 86_400,
    quotaBytes: null,
    deviceLimit: null,
  };
  assert.equal(describeServicePackage(home), '20 Mbps down, 10 Mbps up · 30 days · no volume limit');
  const guest = {
    rateDownKbps: 5_120,
    rateUpKbps: 5_120,
    validitySeconds: 86_400,
    quotaBytes: 2 * 1024 ** 3,
    deviceLimit: 2,
  };
  assert.equal(describeServicePackage(guest), '5 Mbps · 1 day · 2 GB · 2 devices');
  const hours = { ...guest, validFrom: 'first-use', onlineSeconds: 5 * 3600 } as const;
  assert.equal(
    describeServicePackage(hours),
    '5 Mbps · 1 day from the first login · 5 hours online · 2 GB · 2 devices',
  );
});
