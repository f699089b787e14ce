import assert from 'node:assert/strict';
import { test } from 'node:test';
import { discardReasons } from '@gatehouse/radius/packet/discard-reasons';
import { readRadiusStats } from '../system/radius-stats.ts';
import type { RadiusNode } from '../system/system.schemas.ts';
import { renderRadiusMetrics } from './radius-metrics.ts';

const node = (name: string, stats: unknown): RadiusNode => ({
  id: name,
  name,
  startedAt: '2026-01-01T00:00:00.000Z',
  heartbeatAt: '2026-01-01T00:00:00.000Z',
  heartbeatAgeSeconds: 0,
  feedLagSeconds: 0,
  directoryAgeSeconds: 0,
  state: 'ok',
  stats: readRadiusStats(stats),
});

const linesOf = (text: string, family: string): string[] =>
  text.split('\n').filter((line) => line.startsWith(`gatehouse_${family}{`));

test('every reason for a discard is there from the start, at 0, so that its first step counts', () => {
  const text = renderRadiusMetrics([node('dhaka', {})]);
  const discards = linesOf(text, 'radius_discards_total');
  assert.deepEqual(
    discards,
    discardReasons.map((reason) => `gatehouse_radius_discards_total{node="dhaka",reason="${reason}"} 0`),
  );
  assert.equal(linesOf(text, 'radius_listeners').length, 2);
  assert.equal(linesOf(text, 'radius_requests_total').length, 3);
  const one = renderRadiusMetrics([node('dhaka', { discards: { 'unknown-nas': 3 } })]);
  assert.match(one, /radius_discards_total\{node="dhaka",reason="unknown-nas"\} 3\n/);
});

test('all processes have the same buckets, whatever they have counted, so that they can be added up', () => {
  const bounds = (batchSizes: readonly number[]) =>
    linesOf(
      renderRadiusMetrics([node('dhaka', { accounting: { batchSizes } })]),
      'accounting_commit_events_bucket',
    ).map((line) => /le="([^"]+)"/.exec(line)?.[1]);
  assert.deepEqual(bounds([]), bounds([5, 0, 2, 1]));
  assert.deepEqual(bounds(Array(20).fill(1)), bounds([5]));
  const text = renderRadiusMetrics([node('dhaka', { accounting: { batchSizes: [5, 0, 2, 1] } })]);
  const buckets = linesOf(text, 'accounting_commit_events_bucket').map((line) => Number(line.split(' ')[1]));
  assert.deepEqual(buckets, [5, 5, 7, ...Array(11).fill(8)]);
});
