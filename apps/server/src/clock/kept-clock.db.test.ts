import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import pg from 'pg';
import { pino } from 'pino';
import { createTestDatabase } from '../db/testing.ts';
import { type KeptClock, openKeptClock } from './kept-clock.ts';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const TEN_YEARS = 3652 * DAY;
const NOW = Date.parse('2026-11-22T08:40:00.000Z');

const folder = await mkdtemp(join(tmpdir(), 'gatehouse-clock-'));
const database = await createTestDatabase();
const nobody = new pg.Pool({ host: '127.0.0.1', port: 2801, connectionTimeoutMillis: 200 });
const opened: KeptClock[] = [];
after(async () => {
  for (const clock of opened) await clock.stop();
  await nobody.end();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  for (const clock of opened.splice(0)) await clock.stop();
  await database.pool.query('truncate house_clock, clock_corrections restart identity');
  for (const name of ['web', 'radius', 'other']) await rm(join(folder, name), { force: true });
});

/** A machine: its clock can be set, it runs on, it can be switched off. */
const machine = { wall: NOW, steady: 1000, run: 'first' };
function reset(): void {
  Object.assign(machine, { wall: NOW, steady: 1000, run: 'first' });
}
function goOn(ms: number): void {
  machine.wall += ms;
  machine.steady += ms;
}

async function openClock(name: string, pool = database.pool): Promise<KeptClock> {
  const clock = await openKeptClock({
    path: join(folder, name),
    pool,
    log: pino({ level: 'silent' }),
    run: machine.run,
    sources: { wall: () => machine.wall, steady: () => machine.steady },
  });
  opened.push(clock);
  return clock;
}

/** To a few milliseconds: what is kept on the disk is whole milliseconds. */
function assertTime(clock: KeptClock, time: number, message?: string): void {
  assert.ok(Math.abs(clock.now() - time) < 5, message ?? `${new Date(clock.now()).toISOString()}`);
}

test('a clock set while the process was gone is found out at its start, to the millisecond', async () => {
  reset();
  await (await openClock('web')).stop();
  goOn(3 * HOUR);
  machine.wall += HOUR;
  const clock = await openClock('web');
  assertTime(clock, NOW + 3 * HOUR);
  assert.equal(Math.round((clock.jump?.aheadMs ?? 0) / 1000), 3600);
});

test('the same without a database', async () => {
  reset();
  await (await openClock('web')).stop();
  machine.wall += TEN_YEARS;
  assertTime(await openClock('web', nobody), NOW);
});

test('after the machine was switched off its clock is believed for days, and never for years', async () => {
  reset();
  await (await openClock('web')).stop();
  Object.assign(machine, { wall: NOW + 2 * DAY, steady: 50, run: 'second' });
  assertTime(await openClock('web'), NOW + 2 * DAY);
  machine.wall = NOW + TEN_YEARS;
  machine.run = 'third';
  const clock = await openClock('web');
  assertTime(clock, NOW + 2 * DAY);
  assert.ok(clock.jump);
});

test('a process that joins believes the time that the others told', async () => {
  reset();
  await openClock('radius');
  machine.wall += TEN_YEARS;
  assertTime(await openClock('other'), NOW);
});

test('a correction that was confirmed reaches every process, also one that was away, and each takes it once', async () => {
  reset();
  const [web, radius] = [await openClock('web'), await openClock('radius')];
  await (await openClock('other')).stop();
  machine.wall += HOUR;
  const steps: number[] = [];
  radius.onStep((ms) => steps.push(ms));
  await database.pool.query(
    `insert into clock_corrections (step_ms, from_time, to_time, confirmed_by) values ($1, now(), now(), 'x')`,
    [HOUR],
  );
  for (let twice = 0; twice < 2; twice += 1) for (const clock of [web, radius]) await clock.refresh();
  assert.deepEqual(steps, [HOUR]);
  for (const clock of [web, radius, await openClock('other'), await openClock('new')]) {
    assertTime(clock, NOW + HOUR);
    assert.equal(clock.stepsMs(), HOUR);
  }
});

test('a kept time that is torn is none', async () => {
  reset();
  await writeFile(join(folder, 'web'), '12');
  assertTime(await openClock('web'), NOW);
});

test('the database is told the time while its own clock cannot be used', async () => {
  reset();
  machine.wall = Date.now();
  const clock = await openClock('web');
  assert.equal(clock.forDatabase(), null);
  machine.wall += TEN_YEARS;
  assert.equal(clock.forDatabase(), clock.now(), 'at once, not at the next look');
});
