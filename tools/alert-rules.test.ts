import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { rejectReasons } from '@gatehouse/domain/access/reject-reasons';
import { discardReasons } from '@gatehouse/radius/packet/discard-reasons';
import { renderPaymentMetrics } from '@gatehouse/server/http/payment-metrics';
import { renderRadiusMetrics } from '@gatehouse/server/http/radius-metrics';
import { renderSystemMetrics } from '@gatehouse/server/http/system-metrics';
import { readRadiusStats } from '@gatehouse/server/system/radius-stats';

const project = path.resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(project, file), 'utf8');
const rules = read('docs/monitoring/alerts.yml');
const page = read('docs/handbook/monitoring.md');
const handbook = readdirSync(path.join(project, 'docs/handbook'))
  .map((name) => read(`docs/handbook/${name}`))
  .join('\n');

/** All that a system with everything in it tells Prometheus. */
const metrics = [
  renderSystemMetrics(
    { ok: true, version: '18', answerMs: 1, sizeBytes: 1, connections: 1, connectionsMax: 100 },
    { total: 1, silent: 0, broken: 0, look: 0, unknown: 0 },
    { total: 2, refused: 1, worst: null },
  ),
  renderPaymentMetrics({
    states: { open: 1, 'to-approve': 1, paid: 1, refused: 1, expired: 1, refunded: 1 },
    needPerson: 1,
    callbacks: { heard: 1, repeated: 1, forged: 1, 'unknown-payment': 1 },
  }),
  renderRadiusMetrics([
    {
      id: 'a',
      name: 'dhaka',
      startedAt: '2026-01-01T00:00:00.000Z',
      heartbeatAt: '2026-01-01T00:00:00.000Z',
      heartbeatAgeSeconds: 0,
      feedLagSeconds: 0,
      directoryAgeSeconds: 0,
      state: 'ok',
      stats: readRadiusStats({
        journal: {},
        snapshotAgeSeconds: 60,
        rejected: Object.fromEntries(rejectReasons.map((reason) => [reason, 1])),
        discards: Object.fromEntries(discardReasons.map((reason) => [reason, 1])),
        listening: [{ service: 'authentication', address: '::1', port: 1812 }],
      }),
    },
  ]),
].join('\n');

test('every metric in the alert rules and in the handbook is one that Gatehouse tells', () => {
  const told = new Set([...metrics.matchAll(/^(gatehouse_\w+)/gm)].map(([, name]) => name));
  for (const text of [rules, handbook]) {
    const named = [...text.matchAll(/\bgatehouse_[a-z_]+\b/g)].map(([name]) => name);
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((name) => !told.has(name)),
      [],
    );
  }
});

test('every value of a label in the alert rules is one that occurs', () => {
  const wanted = [...rules.matchAll(/(\w+)=~?"([^"]+)"/g)].filter(([, label]) => label !== 'job');
  assert.ok(wanted.length > 5);
  for (const [, label, values] of wanted) {
    for (const value of (values ?? '').split('|')) {
      assert.ok(metrics.includes(`${label}="${value}"`), `${label}="${value}"`);
    }
  }
});

test('the handbook gives a reason for every alert, and names none that is not there', () => {
  const alerts = [...rules.matchAll(/alert: (\w+)/g)].map(([, name]) => name ?? '');
  const explained = [...page.matchAll(/^\| `(Gatehouse\w+)`/gm)].map(([, name]) => name ?? '');
  assert.deepEqual(explained.toSorted(), alerts.toSorted());
});
