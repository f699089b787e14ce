import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type MacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';
import { findVendorBlocks, vendorOf } from './vendor-of.ts';

function mac(text: string): MacAddress {
  const parsed = parseMacAddress(text);
  assert.ok(parsed !== null);
  return parsed;
}

test('names the maker of a device by its first three octets', () => {
  assert.equal(vendorOf(mac('C4:E9:84:1F:22:0A')), 'TP-Link Technologies');
  assert.equal(vendorOf(mac('48:8F:5A:00:00:01')), 'MikroTik');
});

test('lets a longer prefix decide where a block is divided among many', () => {
  assert.equal(vendorOf(mac('70:B3:D5:78:E1:23')), 'effectas');
  assert.equal(vendorOf(mac('60:15:92:8F:FF:FF')), 'Yangzhou Wanfang Electronic Technology');
});

test('calls nobody the maker of a private address, nor of one that is not registered', () => {
  assert.equal(vendorOf(mac('C6:E9:84:1F:22:0A')), null);
  assert.equal(vendorOf(mac('FC:FF:FF:00:00:01')), null);
});

test('finds every block of a vendor by a part of its name, and none by a single letter', () => {
  const { large } = findVendorBlocks('tp-link');
  assert.ok(large.includes('C4:E9:84:00:00:00'));
  assert.ok(findVendorBlocks('effectas').small.includes('70:B3:D5:78:E0:00'));
  assert.deepEqual(findVendorBlocks('t'), { large: [], medium: [], small: [] });
});

test('has the whole registry: large, medium and small blocks, none of them within another', () => {
  const table = readFileSync(new URL('./generated/vendors.txt', import.meta.url), 'utf8');
  const blocks = table.split('\n').flatMap((line) => line.split('\t')[1]?.split(' ') ?? []);
  const ofLength = (digits: number) => new Set(blocks.filter((block) => block.length === digits));
  const [large, medium, small] = [ofLength(6), ofLength(7), ofLength(9)];
  assert.ok(large.size > 39_000 && medium.size > 6000 && small.size > 7000);
  assert.equal(large.size + medium.size + small.size, blocks.length);
  for (const block of [...medium, ...small]) {
    assert.ok(!large.has(block.slice(0, 6)), block);
    assert.ok(block.length === 7 || !medium.has(block.slice(0, 7)), block);
  }
});
