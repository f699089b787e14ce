import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DATABASE_AWAY, judgeReadiness, readinessText } from './judge-readiness.ts';
import { readRadiusStats } from './radius-stats.ts';
import type { RadiusNode } from './system.schemas.ts';

const sockets = (...services: string[]) =>
  readRadiusStats({ listening: services.map((service) => ({ service, address: '192.0.2.1', port: 1812 })) });

const journalOf = (state: string) => readRadiusStats({ journal: { state } }).journal;

const well: RadiusNode = {
  id: '1',
  name: 'dhaka',
  startedAt: '2026-01-01T00:00:00.000Z',
  heartbeatAt: '2026-01-01T00:00:00.000Z',
  heartbeatAgeSeconds: 0.4,
  feedLagSeconds: 0,
  directoryAgeSeconds: 0.4,
  state: 'ok',
  stats: sockets('authentication', 'accounting'),
};
const silent: RadiusNode = { ...well, name: 'sylhet', state: 'silent', heartbeatAgeSeconds: 12.3 };

test('is ready when a RADIUS process listens and knows what is stored', () => {
  assert.deepEqual(judgeReadiness([well]), { ready: true, reasons: [] });
  assert.equal(readinessText(judgeReadiness([well])), 'ready\n');
});

test('is not ready without a RADIUS process, or without a database, and says what that means', () => {
  assert.equal(judgeReadiness([]).ready, false);
  assert.match(judgeReadiness([]).reasons[0] ?? '', /No RADIUS process is running/);
  assert.match(readinessText(DATABASE_AWAY), /^not ready\nThe database cannot be reached/);
  assert.match(readinessText(DATABASE_AWAY), /started since answers from its snapshot, or not at all/);
});

test('names what each process lacks', () => {
  const faults = (node: RadiusNode) => {
    const { ready, reasons } = judgeReadiness([node]);
    assert.equal(ready, false);
    return reasons.join(' ');
  };
  assert.match(faults(silent), /sylhet has given no sign of life for 12 s/);
  assert.match(faults({ ...well, stats: sockets('accounting') }), /listens on no address for logins/);
  assert.match(faults({ ...well, stats: sockets('authentication') }), /listens on no address for accounting/);
  assert.match(
    faults({ ...well, state: 'stale', feedLagSeconds: 9 }),
    /a change of 9 s ago is not in force there yet/,
  );
  const journal = (state: string) => ({ ...well, stats: { ...well.stats, journal: journalOf(state) } });
  assert.match(faults(journal('full')), /has no room left in its accounting journal/);
  assert.match(faults(journal('failing')), /cannot write its accounting journal/);
  assert.equal(judgeReadiness([journal('holding')]).ready, true, 'what waits in it is safe');
});

test('a damaged file of the journal is named, and stands against nothing', () => {
  const { journal } = readRadiusStats({ journal: { damagedFiles: 2 } });
  const { ready, reasons } = judgeReadiness([{ ...well, stats: { ...well.stats, journal } }]);
  assert.equal(ready, true);
  assert.match(reasons.join(), /^dhaka keeps 2 damaged files of its accounting journal .*delete them\.$/);
});

test('one process that can do everything is enough, and the other is named all the same', () => {
  const readiness = judgeReadiness([well, silent]);
  assert.equal(readiness.ready, true);
  assert.match(readinessText(readiness), /^ready\nsylhet has given no sign of life/);
});
