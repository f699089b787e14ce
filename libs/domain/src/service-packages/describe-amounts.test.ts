import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatCount,
  formatDuration,
  formatSpeed,
  formatVolume,
  formatVolumeUsed,
} from './describe-amounts.ts';

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
