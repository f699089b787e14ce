import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayTime, trafficPlots, trafficSpan } from './traffic-plots.ts';

const traffic = {
  stepSeconds: 3600,
  items: [
    { from: '2026-11-22T10:00:00.000Z', inputBytes: 10, outputBytes: 200, onlineSeconds: 3600 },
    { from: '2026-11-22T11:00:00.000Z', inputBytes: 0, outputBytes: 0, onlineSeconds: 0 },
  ],
};

test('what a router sends to the device is its download', () => {
  const [bytes, time] = trafficPlots(traffic);
  assert.deepEqual(
    bytes?.series.map(({ name, values }) => [name, values[0]]),
    [
      ['Download', 200],
      ['Upload', 10],
    ],
  );
  assert.equal(time?.title, 'Time online by the hour');
});

test('the span ends with the last step', () => {
  const { from, to, times } = trafficSpan(traffic);
  assert.deepEqual([to - from, times.length], [2 * 3_600_000, 2]);
});

test('an axis has one unit, that of its highest', () => {
  const [bytes, time] = trafficPlots(traffic);
  const volumes = [0, 500_000, 1_000_000].map((tick) => bytes?.sayShort(tick, 1_000_000));
  assert.deepEqual(volumes, ['0 MB', '0.5 MB', '1 MB']);
  assert.deepEqual(
    [0, 1800, 3600].map((tick) => time?.sayShort(tick, 3600)),
    ['0 h', '0.5 h', '1 h'],
  );
});

test('time online is said in minutes, then in hours', () => {
  assert.deepEqual([0, 90, 3599, 5400].map(sayTime), ['0 min', '2 min', '60 min', '1.5 h']);
});
