import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textsIn } from '../texts/translate.ts';
import { describePackage } from './describe-package.ts';

test('a line breaks between the facts of a package; within one only where it is too long to stand beside a price', () => {
  const described = describePackage(textsIn('en'), {
    id: 1,
    name: 'Month',
    rateDownKbps: 20_480,
    validitySeconds: 86_400,
    onlineSeconds: 5400,
    quotaBytes: 10_000_000_000,
    deviceLimit: 2,
    priceMinor: 123_456_700,
    currency: 'BDT',
    trial: false,
    mayBuy: true,
  });
  const facts = described.replaceAll('\u00a0', '_').split('_· ');
  assert.deepEqual(facts, ['20_Mb/s_down', '1_day', '1 hour 30 minutes online', '10_GB', '2_devices']);
});
