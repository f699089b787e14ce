import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { askWhenSignalled } from './ask-when-signalled.ts';
import { hearSignals, setStreaming, signal } from './live-signals.ts';

test('asks at once, then no sooner than the gap, and once for all signals in between', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  let now = 1000;
  mock.method(performance, 'now', () => now);
  let asked = 0;
  const { signalled, stop } = askWhenSignalled(() => Promise.resolve((asked += 1)), 500);
  const pass = async (ms: number) => {
    now += ms;
    mock.timers.tick(ms);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  signalled();
  await pass(0);
  assert.equal(asked, 1);
  for (let times = 0; times < 20; times += 1) signalled();
  await pass(499);
  assert.equal(asked, 1);
  await pass(1);
  assert.equal(asked, 2);
  await pass(5000);
  assert.equal(asked, 2, 'nothing was signalled since');
  stop();
  signalled();
  await pass(5000);
  assert.equal(asked, 2);
  mock.reset();
});

test('a signal that comes while it asks is not lost', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = 0;
  const { signalled } = askWhenSignalled(() => ((asked += 1), asked === 1 ? promise : Promise.resolve()), 0);
  signalled();
  signalled();
  assert.equal(asked, 1, 'never twice at the same time');
  resolve();
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  assert.equal(asked, 2);
});

test('who follows a topic hears of it, and of the beginning and the end of signals; of others and afterwards nothing', () => {
  let heard = 0;
  const end = hearSignals(['sessions', 'attempts'], () => (heard += 1));
  signal(['payments', 'something new']);
  assert.equal(heard, 0);
  signal(['sessions', 'attempts']);
  assert.equal(heard, 1);
  setStreaming(true);
  setStreaming(true);
  assert.equal(heard, 2);
  setStreaming(false);
  assert.equal(heard, 3);
  end();
  signal(['sessions']);
  setStreaming(true);
  assert.equal(heard, 3);
});
