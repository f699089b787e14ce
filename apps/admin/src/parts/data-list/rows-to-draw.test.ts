import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { rowsToDraw } from './rows-to-draw.ts';

const COUNT = 10_000;
const span = ({ first, last }: { first: number; last: number }) => [first, last];

describe('which rows are drawn', () => {
  const atTop = rowsToDraw({ first: 0, last: 20 }, COUNT, null, false);

  test('those in view, with some around them', () => {
    assert.deepEqual(span(atTop), [0, 28]);
    assert.deepEqual(span(rowsToDraw({ first: 30, last: 50 }, COUNT, atTop, false)), [22, 58]);
    assert.deepEqual(span(rowsToDraw({ first: 9_985, last: 9_999 }, COUNT, atTop, false)), [9_977, 9_999]);
  });

  test('as many while one scrolls on: some of them are there already', () => {
    assert.deepEqual(span(rowsToDraw({ first: 15, last: 35 }, COUNT, atTop, true)), [7, 43]);
  });

  test('little more than what is in view after a jump, and what is around it once the scrolling rests', () => {
    const view = { first: 500, last: 520 };
    const jumped = rowsToDraw(view, COUNT, atTop, true);
    assert.deepEqual(span(jumped), [499, 521]);
    const again = rowsToDraw(view, COUNT, jumped, true);
    assert.deepEqual(span(again), [499, 521]);
    assert.deepEqual(span(rowsToDraw(view, COUNT, again, false)), [492, 528]);
    assert.deepEqual(span(rowsToDraw({ first: 400, last: 420 }, COUNT, again, true)), [399, 421]);
    assert.deepEqual(span(rowsToDraw({ first: 512, last: 532 }, COUNT, again, true)), [511, 533]);
    assert.deepEqual(span(rowsToDraw({ first: 506, last: 526 }, COUNT, again, true)), [498, 534]);
  });
});
