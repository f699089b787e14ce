import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HistoryPoint, SystemHistory } from '../../api/types.ts';
import { plotsOf, plotSpan, reasonLines } from './plots.ts';
import { ratesFor, sayMs, sayMsShort, saySeconds } from './say-amounts.ts';

const empty: HistoryPoint = {
  at: '2026-01-01T00:00:00.000Z',
  accepted: 0,
  rejected: {},
  discards: {},
  accounting: 0,
  accountingFailed: 0,
  overflowed: 0,
  acceptP50Ms: null,
  acceptP99Ms: null,
  accountingP99Ms: null,
  commitEvents: null,
  eventLoopDelayMs: null,
  databaseMs: null,
  databaseAway: false,
  directoryAgeSeconds: 0,
  journalDepth: 0,
  inProgress: 0,
  cpu: 0,
};

function historyOf(...points: Partial<HistoryPoint>[]): SystemHistory {
  return {
    from: '2026-01-01T00:00:00.000Z',
    to: '2026-01-01T01:00:00.000Z',
    pointSeconds: 20,
    points: points.map((point) => ({ ...empty, ...point })),
    totals: { accepted: 0, rejected: { suspended: 3, 'wrong-zone': 20 }, discards: {}, accounting: 0 },
  };
}

test('refusals are counted by reason, the most frequent first, over the whole time', () => {
  const lines = reasonLines(
    historyOf({ rejected: { suspended: 0.05 } }, { rejected: { suspended: 0.1, 'wrong-zone': 1 } }, {}),
    'rejected',
  );
  assert.deepEqual(
    lines.map(({ reason, count, series }) => [reason, count, series.values]),
    [
      ['wrong-zone', 20, [0, 1, 0]],
      ['suspended', 3, [0.05, 0.1, 0]],
    ],
  );
});

test('every plot has a value or a gap for every point, and names its unit', () => {
  const history = historyOf({ accepted: 12, rejected: { suspended: 1, 'wrong-zone': 2 } }, {});
  const { first, more } = plotsOf(history);
  for (const plot of [...first, ...more]) {
    for (const { values } of plot.series) assert.equal(values.length, 2, plot.title);
  }
  const [logins] = first;
  assert.equal(logins?.title, 'Logins per second');
  assert.deepEqual(
    logins?.series.map(({ values }) => values[0]),
    [12, 3],
  );
  assert.equal(plotsOf(historyOf({ accepted: 0.05 })).first[0]?.title, 'Logins per minute');
  assert.equal(plotSpan(history).pointMs, 20_000);
});

test('amounts are said in the units that people say them in', () => {
  assert.equal(ratesFor([null, 0.05]).say(0.05), '3');
  assert.equal(ratesFor([1200.4]).say(1200.4), '1,200');
  assert.deepEqual([0.12, 35.44, 1234].map(sayMs), ['0.12 ms', '35.4 ms', '1.23 s']);
  assert.deepEqual([0.01, 0.1, 10].map(sayMsShort), ['10 µs', '0.1 ms', '10 ms']);
  assert.deepEqual([0.44, 12.3, 185, 9000].map(saySeconds), ['0.4 s', '12 s', '3 min', '2.5 h']);
});

test('accounting that was lost has its line only where there was some', () => {
  const names = (history: SystemHistory) => plotsOf(history).more[0]?.series.map(({ name }) => name);
  assert.deepEqual(names(historyOf({ accounting: 3 })), ['Answered']);
  assert.equal(names(historyOf({ accounting: 3, accountingFailed: 1 }))?.length, 2);
});
