import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describePackage } from './describe-package.ts';

test('a package in one line', () => {
  const home = {
    rateDownKbps: 20_480,
    rateUpKbps: 10_240,
    validitySeconds: 30 * 86_400,
    validFrom: 'purchase',
    onlineSeconds: null,
    quotaBytes: null,
    deviceLimit: null,
  } as const;
  assert.equal(describePackage(home), '20 Mbps down, 10 Mbps up · 30 days · no volume limit');
  const guest = {
    ...home,
    rateDownKbps: 5_120,
    rateUpKbps: 5_120,
    validitySeconds: 86_400,
    quotaBytes: 2 * 1024 ** 3,
    deviceLimit: 2,
  } as const;
  assert.equal(describePackage(guest), '5 Mbps · 1 day · 2 GB · 2 devices');
  const hours = { ...guest, validFrom: 'first-use', onlineSeconds: 5 * 3600 } as const;
  assert.equal(
    describePackage(hours),
    '5 Mbps · 1 day from the first login · 5 hours online · 2 GB · 2 devices',
  );
});
