import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MacAddress } from '@gatehouse/domain/mac-address';
import { SlowGuessing } from './slow-guessing.ts';

const MAC = 0x02_00_00_00_00_01 as MacAddress;

test('the first wrong tries are answered at once, later ones after at most 500 ms', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const guessing = new SlowGuessing();
  let answered = 0;
  const guess = (username = 'rahima', now = 0) => guessing.answer(username, MAC, now, () => (answered += 1));
  guess();
  guess();
  assert.equal(answered, 2);
  for (let i = 0; i < 20; i += 1) guess();
  assert.equal(answered, 2);
  guess('somebody else');
  assert.equal(answered, 3, 'counted by username and device');
  context.mock.timers.tick(500);
  assert.equal(answered, 23);
  guess('rahima', 3600_000);
  assert.equal(answered, 24, 'forgotten after a while');
});

test('a bounded number waits: beyond it rejects leave at once', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const guessing = new SlowGuessing();
  let answered = 0;
  for (let i = 0; i < 1502; i += 1) guessing.answer('rahima', MAC, 0, () => (answered += 1));
  assert.equal(guessing.waiting, 1000);
  assert.equal(answered, 502);
});
