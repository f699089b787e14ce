import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import type pg from 'pg';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { describeHistory, describeLastMinute } from './history.queries.ts';
import { type RadiusStats, readRadiusStats } from './radius-stats.ts';
import { openSampleRecorder } from './sample-recorder.ts';
import { trimSamples } from './trim-samples.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());
beforeEach(async () => {
  await api.database.pool.query('delete from radius_samples');
});

const samples = () => api.database.db.selectFrom('radius_samples').selectAll().orderBy('at').execute();

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < 500 && !(await condition()); round++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.ok(await condition(), 'it did not happen in five seconds');
}

/** A process whose clock and counters the test moves. */
function openTestRecorder(pool: Pick<pg.Pool, 'query'>, waitingMax = 100) {
  const state: { now: number; stats: RadiusStats; errors: unknown[] } = {
    now: 0,
    stats: readRadiusStats({}),
    errors: [],
  };
  const recorder = openSampleRecorder({
    pool: pool as pg.Pool,
    nodeId: randomUUID(),
    read: () => state.stats,
    onError: (error) => state.errors.push(error),
    clock: () => state.now,
    tickMs: 5,
    steps: [{ seconds: 10, waitingMax }],
  });
  return { state, recorder };
}

test('what a process counted is shown as rates, and as the last minute', async (t) => {
  const { state, recorder } = openTestRecorder(api.database.pool);
  t.after(() => recorder.close());
  state.stats = readRadiusStats({
    accepted: 200,
    rejected: { suspended: 10 },
    latency: { accept: { count: 200, sumMs: 20, buckets: [16, 200] } },
  });
  state.now += 10_000;
  await until(async () => (await samples()).length === 1);

  const history = await describeHistory(api.database.db, 'hour', Date.now());
  assert.equal(history.points.length, 1);
  assert.equal(history.points[0]?.accepted, 20);
  assert.deepEqual(history.points[0]?.rejected, { suspended: 1 });
  assert.ok((history.points[0]?.acceptP99Ms ?? 0) > 0.1);
  assert.equal((await describeLastMinute(api.database.db))?.accepted, 20);
});

test('while the database is away spans wait, the oldest give way, and all are dated rightly afterwards', async (t) => {
  let away = true;
  const query = (...args: unknown[]) =>
    away
      ? Promise.reject(new Error('away'))
      : (api.database.pool.query as (...all: unknown[]) => unknown)(...args);
  const { state, recorder } = openTestRecorder({ query } as unknown as pg.Pool, 3);
  t.after(() => recorder.close());
  for (let span = 1; span <= 5; span++) {
    state.stats = readRadiusStats({ accepted: span * 100 });
    state.now += 10_000;
    await until(async () => state.errors.length === span);
  }
  away = false;
  state.stats = readRadiusStats({ accepted: 600 });
  state.now += 10_000;
  await until(async () => (await samples()).length === 3);

  const rows = await samples();
  const ages = rows.map(({ at }) => Math.round((Date.now() - at.getTime()) / 10_000));
  assert.deepEqual(ages, [2, 1, 0]);
  const stored = rows.map(({ sample }) => sample as { accepted: number; databaseAway: boolean });
  assert.deepEqual(
    stored.map(({ accepted, databaseAway }) => [accepted, databaseAway]),
    [
      [100, true],
      [100, true],
      [100, true],
    ],
  );
});

test('history is kept as long as it is shown, and no longer', async () => {
  await api.database.pool.query(
    `insert into radius_samples (node_id, step_seconds, at, seconds, sample)
     select gen_random_uuid(), step, now() - age::interval, 10, '{}'
       from (values (10, '61 minutes'), (10, '3 hours'), (300, '7 days'), (300, '9 days')) as row (step, age)`,
  );
  assert.equal(await trimSamples(api.database.pool), 2);
  assert.equal(await trimSamples(api.database.pool), 0);
});

test('the API gives the hour, the day and the week, in so few points that a telephone can draw them', async () => {
  await api.database.pool.query(
    `insert into radius_samples (node_id, step_seconds, at, seconds, sample)
     select $1, step, now() - make_interval(secs => step * i), step, '{"accepted": 10}'
       from (values (10, 720), (300, 2304)) as row (step, many), generate_series(0, many) as i`,
    [randomUUID()],
  );
  for (const [span, most] of [
    ['hour', 181],
    ['day', 145],
    ['week', 169],
  ] as const) {
    const { status, body } = await api.call('GET', `/system/history?span=${span}`);
    assert.equal(status, 200);
    const points = body['points'] as unknown as { accepted: number }[];
    assert.ok(points.length <= most && points.length >= most - 2, `${span}: ${points.length}`);
    assert.ok(points.every(({ accepted }) => accepted === (span === 'hour' ? 1 : 0.03333)));
  }
  assert.equal((await api.call('GET', '/system/history?span=year')).status, 400);
});
