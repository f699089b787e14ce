import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guessDeviceType } from './guess-device-type.ts';

test('what a device is, is guessed by its maker, and not where a maker makes everything', () => {
  for (const [vendor, type] of [
    ['TP-Link Technologies', 'Router'],
    ['Routerboard.com', 'Router'],
    ['Ubiquiti Inc', 'Access point'],
    ['Hangzhou Hikvision Digital Technology', 'Camera'],
    ['Seiko Epson Corporation', 'Printer'],
    ['Nintendo Co.', 'Console'],
    ['GUANGDONG OPPO MOBILE TELECOMMUNICATIONS', 'Phone'],
    ['Apple', null],
    ['Samsung Electronics', null],
    ['Huawei Technologies', null],
    [null, null],
  ] as const)
    assert.equal(guessDeviceType(vendor), type, vendor ?? 'private');
});
