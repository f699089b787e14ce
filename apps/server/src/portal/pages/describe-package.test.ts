import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textsIn } from '../texts/translate.ts';
import { describePackage } from './describe-package.ts';

test('a line breaks between the facts of a package; within one only where it is too long to stand beside a price', () => {
  const described = describePackage(textsIn('en'), {
    id: 1,
    name: 'Month',
    rateDownKbps: 20_480,
    rateUpKbps: 5120,
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

test('a package of which only what is sent is limited is none of full speed', () => {
  const limits = { validitySeconds: null, onlineSeconds: null, quotaBytes: null, deviceLimit: null };
  const describe = (rateDownKbps: number | null, rateUpKbps: number | null) =>
    describePackage(textsIn('en'), { ...limits, rateDownKbps, rateUpKbps }).replaceAll('\u00a0', ' ');
  assert.match(describe(null, 512), /^512 kb\/s up · no/);
  assert.match(describe(null, null), /^full speed · no/);
  assert.match(describe(20_480, 64), /^20 Mb\/s down · no/);
});
