import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedPlot } from './home-plots.ts';

const logins = (...refused: Record<string, number>[]) => ({
  from: '2026-11-22T12:00:00Z',
  to: '2026-11-22T13:00:00Z',
  pointSeconds: 60,
  points: refused.map((each, index) => ({
    at: new Date(Date.UTC(2026, 10, 22, 12, index)).toISOString(),
    accepted: 0,
    refused: each,
  })),
});

test('the most frequent reasons are told apart by their names, the others are one', () => {
  const { series } = refusedPlot(
    logins(
      { suspended: 1, 'wrong-password': 9 },
      { 'mac-missing': 3, 'no-subscription': 5, 'unknown-username': 2 },
    ),
    'hour',
  );
  assert.deepEqual(
    series.map(({ name, values }) => [name, values]),
    [
      ['Wrong password', [9, 0]],
      ['No package', [0, 5]],
      ['No device address', [0, 3]],
      ['Other reasons', [1, 2]],
    ],
  );
});

test('an hour without a refusal is a plot of nothing, not no plot', () => {
  assert.deepEqual(refusedPlot(logins({}, {}), 'day').series, [
    { name: 'Refused', tone: 'red', values: [0, 0] },
  ]);
});
