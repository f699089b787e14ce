import assert from 'node:assert/strict';
import { test } from 'node:test';
import { legendValue } from './legend-value.ts';
import { areaOf, barsOf, pathOf, stackBelow, strokes, stretches } from './plot-path.ts';
import { nearestPoint, placeTime, timeTicks, valueAxis } from './plot-scale.ts';
import type { PlotSpan } from './plot-types.ts';

const span: PlotSpan = { from: 0, to: 100, times: [0, 10, 20, 50, 60], pointMs: 10 };
const asIs = (x: number, y: number) => ({ x, y });

test('an axis ends in a round number that holds every value', () => {
  assert.deepEqual(valueAxis([0, 7, null], 'linear').ticks, [0, 4, 8]);
  assert.deepEqual(valueAxis([130], 'linear').ticks, [0, 100, 200]);
  assert.deepEqual(valueAxis([], 'linear').ticks, [0, 0.5, 1]);
  assert.deepEqual(valueAxis([3], 'linear', 100).ticks, [0, 50, 100], 'what is usual looks small');
  const { place } = valueAxis([0.037], 'linear');
  assert.ok(place(0.037) > 0.9 && place(0.037) <= 1);
});

test('an axis of seconds ends in what people say', () => {
  const tops = [0, 15, 45, 330, 4000, 90_000].map((most) => valueAxis([most], 'seconds').ticks.at(-1));
  assert.deepEqual(tops, [10, 20, 60, 600, 7200, 172_800]);
});

test('a logarithmic axis goes from power of ten to power of ten', () => {
  const axis = valueAxis([0.2, 30, null], 'log');
  assert.deepEqual(axis.ticks, [0.1, 1, 10, 100]);
  assert.deepEqual([axis.place(0.1), axis.place(100)], [0, 1]);
  assert.ok(Math.abs(axis.place(1) - 1 / 3) < 1e-9);
  assert.equal(axis.place(0), 0);
  assert.deepEqual(valueAxis([1], 'log').ticks, [1, 10]);
  assert.ok(valueAxis([0.001, 90_000], 'log').ticks.length <= 4);
  const empty = valueAxis([], 'log');
  assert.deepEqual(empty.ticks.map(empty.place), [0, 1], 'labels do not lie on each other');
});

test('a line is broken where a time or a value is missing', () => {
  const values = [1, 2, null, 4, 5];
  assert.deepEqual(
    strokes(span, { values }, asIs).map((points) => points.map(({ x }) => x)),
    [
      [0, 10],
      [50, 60],
    ],
  );
  assert.deepEqual(strokes(span, { values: [null, null, null, null, null] }, asIs), []);
});

test('a single point is seen, and fills nothing', () => {
  const alone = [[{ x: 5, y: 7 }]];
  assert.equal(pathOf(alone), 'M4 7h2');
  assert.equal(areaOf(alone, 9), '');
  const two = [
    [
      { x: 0, y: 1 },
      { x: 4, y: 2.26 },
    ],
  ];
  assert.equal(pathOf(two), 'M0 1L4 2.3');
  assert.equal(areaOf(two, 9), 'M0 9L0 1L4 2.3L4 9Z');
});

test('a bar stands over the whole of its point, with air beside it; what counted nothing has none', () => {
  const axes = { x: (place: number) => place * 100, y: (value: number) => 50 - value * 10 };
  const bars = barsOf({ from: 0, to: 100, times: [0, 50, 60], pointMs: 10 }, [2, 0, null], axes);
  assert.equal(bars, 'M1.2 50V30H8.8V50Z');
});

test('bars of several reasons stand on top of each other', () => {
  const below = stackBelow([{ values: [2, 0] }, { values: [1, null] }, { values: [4, 5] }]);
  assert.deepEqual(below, [
    [0, 0],
    [2, 0],
    [3, 0],
  ]);
  const axes = { x: (place: number) => place * 100, y: (value: number) => 50 - value * 10 };
  const bar = barsOf({ from: 0, to: 100, times: [0], pointMs: 10 }, [1], axes, [2]);
  assert.equal(bar, 'M1.2 30V20H8.8V30Z');
});

test('neighbouring faults are one stretch', () => {
  assert.deepEqual(stretches(span, [true, true, false, true, false]), [
    { from: 0, to: 20 },
    { from: 50, to: 60 },
  ]);
});

test('the point nearest to the pointer is found, across gaps too', () => {
  assert.equal(nearestPoint(span, 0), 0);
  assert.equal(nearestPoint(span, 0.36), 2);
  assert.equal(nearestPoint(span, 0.45), 3);
  assert.equal(nearestPoint({ ...span, times: [] }, 0.5), -1);
  assert.equal(placeTime(span, 90), 0.95);
});

test('time is labelled at round hours of the reader’s own clock, five times at most', () => {
  const hour = 3_600_000;
  const ticks = timeTicks({ from: 10 * hour + 60_000, to: 11 * hour + 60_000 }, 0);
  assert.deepEqual(
    ticks.map(({ at }) => (at / 60_000) % 60),
    [15, 30, 45, 0],
  );
  const day = timeTicks({ from: 0, to: 24 * hour }, 5.5 * hour);
  assert.ok(day.length <= 5 && day.every(({ at }) => (at + 5.5 * hour) % (6 * hour) === 0));
});

test('a legend that adds up says the sum, of what was counted; at a moment it says that one', () => {
  assert.equal(legendValue([5, null, 0], 'all'), 5);
  assert.equal(legendValue([null, null], 'all'), null);
  assert.deepEqual([legendValue([5, 0], 0), legendValue([5, 0], 1), legendValue([], 3)], [5, 0, null]);
});
