import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeSystem } from './judge-system.ts';
import type { RadiusNode } from './system.schemas.ts';

const node = (name: string, state: RadiusNode['state']): RadiusNode => ({
  id: name,
  name,
  startedAt: '2026-01-01T00:00:00.000Z',
  heartbeatAt: '2026-01-01T00:00:00.000Z',
  heartbeatAgeSeconds: 0,
  state,
  stats: {},
});
const nas = { total: 3, silent: 0, broken: 0 };

test('says that all is well when every node and router is heard', () => {
  assert.equal(judgeSystem({ nodes: [node('a', 'ok')], nas }).word, 'all well');
});

test('is red when no RADIUS process is alive, and before one ever was', () => {
  assert.equal(judgeSystem({ nodes: [], nas }).level, 'red');
  assert.equal(judgeSystem({ nodes: [node('a', 'silent')], nas }).level, 'red');
});

test('names the node that is silent or behind', () => {
  const silent = judgeSystem({ nodes: [node('dhaka', 'silent'), node('sylhet', 'ok')], nas });
  assert.equal(silent.level, 'amber');
  assert.match(silent.sentence, /^dhaka gives no sign of life/);
  assert.match(
    judgeSystem({ nodes: [node('sylhet', 'stale')], nas }).sentence,
    /^sylhet cannot follow changes/,
  );
});

test('counts the routers that are silent, after those that are in trouble', () => {
  assert.equal(
    judgeSystem({ nodes: [node('a', 'ok')], nas: { total: 3, silent: 2, broken: 1 } }).word,
    '1 router in trouble',
  );
  assert.equal(
    judgeSystem({ nodes: [node('a', 'ok')], nas: { total: 3, silent: 2, broken: 0 } }).word,
    '2 routers silent',
  );
});
