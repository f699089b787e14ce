import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ntPassword, readNtPassword } from '@gatehouse/radius/packet/credentials/ms-chap';
import { NtPasswordCache } from './nt-password-cache.ts';
import { NO_ROW } from './records.ts';

function keep(cache: NtPasswordCache, row: number, password: string): void {
  readNtPassword(password, cache.password);
  cache.keep(row);
}

test('gives back what was kept for a row, and nothing for one that took no place yet', () => {
  const cache = new NtPasswordCache(8);
  keep(cache, 3, 'clientPass');
  keep(cache, NO_ROW, 'nobody knows');
  readNtPassword('something else meanwhile', cache.password);
  assert.ok(cache.find(3));
  assert.deepEqual(cache.password, ntPassword('clientPass'));
  assert.ok(cache.find(NO_ROW));
  assert.deepEqual(cache.password, ntPassword('nobody knows'));
  assert.ok(!cache.find(4));
});

test('of two rows with one place the last has it, and a row that was forgotten is gone', () => {
  const cache = new NtPasswordCache(4);
  keep(cache, 1, 'one');
  keep(cache, 5, 'five');
  assert.ok(!cache.find(1));
  cache.forget(1);
  assert.ok(cache.find(5), 'who is not there is not forgotten in another’s place');
  cache.forget(5);
  assert.ok(!cache.find(5));
});
