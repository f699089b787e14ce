import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { createTestDatabase, type TestDatabase } from '@gatehouse/server/db/testing';
import type { ApiClient } from '../api-client.ts';
import { addNas, playNas, type TestNas } from '../ask-as-nas.ts';
import { newMac } from '../shop.ts';
import { type Gatehouse, makeDataFolder, removeDataFolder, startGatehouse } from '../start-gatehouse.ts';
import { type MachineClock, openMachineClock } from './set-clock.ts';

const HOUR = 3600_000;
const TEN_YEARS = 3652 * 24 * HOUR;
const DAY_SECONDS = 86_400;

/** A shop whose machine's clock, the database's included, is set while it runs and while it is stopped. */
let database: TestDatabase;
let clock: MachineClock;
let dataFolder: string;
let gatehouse: Gatehouse;
let api: ApiClient;
let token: string;
let nas: TestNas;
let dayId: string;
const login = { username: 'rahima.home', password: 'wonderland', callingStationId: newMac() };
/** When the customer’s day and session began. */
let startedAt: number;

before(async () => {
  database = await createTestDatabase();
  dataFolder = await makeDataFolder();
  clock = await openMachineClock(path.join(path.dirname(dataFolder), 'ahead'), database);
  gatehouse = await start();
  token = (await gatehouse.command('token', 'create', '--name', 'test', '--role', 'owner')).trim();
  api = await openApi();
  nas = await addNas(gatehouse, api, { name: 'North Tower', address: '127.0.0.29' });
  const day = { name: 'Day', kind: 'pppoe', validitySeconds: DAY_SECONDS };
  dayId = (await api.post<{ id: string }>('/service-packages', day)).id;
  await addCustomer(login.username);
  startedAt = Date.now();
  await account('Start', 0);
});
after(async () => {
  await nas?.close();
  await gatehouse?.stop();
  await database?.close();
  await removeDataFolder(dataFolder);
});

for (const [name, ms] of [
  ['an hour ahead', HOUR],
  ['an hour back', -HOUR],
  ['ten years ahead', TEN_YEARS],
] as const) {
  test(`set ${name} while it runs, a day stays a day, and the jump is shown`, async () => {
    await setClock(ms);
    await assertDayGoesOn();
    await account('Interim-Update', secondsOnline());
    const { jump } = await readClock();
    assert.equal(Math.round(((jump?.aheadSeconds ?? 0) * 1000) / HOUR), Math.round(ms / HOUR));
    assert.equal(await countSessions(), 1);
  });
}

test('a customer who buys a day meanwhile has it', async () => {
  await addCustomer('buys.now');
  const left = await secondsLeft({ ...login, username: 'buys.now' });
  assert.ok(left > DAY_SECONDS - 60 && left <= DAY_SECONDS);
});

test('stopped and started under a clock ten years ahead, the day goes on where it was', async () => {
  await gatehouse.stop();
  gatehouse = await start();
  await askStarted();
  await assertDayGoesOn();
  assert.ok((await readClock()).jump);
  assert.match(gatehouse.output(), /clock jumped/);
  await setClock(0);
  assert.equal((await readClock()).jump, null, 'set right, it is quiet again');
});

test('set while it was stopped, the jump is found at the start', async () => {
  await gatehouse.stop();
  await clock.setAhead(-HOUR);
  gatehouse = await start();
  await askStarted();
  await assertDayGoesOn();
  assert.equal(Math.round((await readClock()).jump?.aheadSeconds ?? 0) < -3500, true);
  await setClock(0);
});

for (const ms of [HOUR, 0]) {
  test(`a jump ${ms === 0 ? 'back' : 'ahead'} of an hour that is confirmed is the time from then on, and no session is split or lasts below nothing`, async () => {
    await setClock(ms);
    const { jump } = await readClock();
    assert.ok(jump);
    await api.post('/system/clock/confirm', { time: jump.machineTime });
    assert.equal((await readClock()).jump, null);
    const left = await secondsLeft(login);
    const expected = DAY_SECONDS - ms / 1000 - (Date.now() - startedAt) / 1000;
    assert.ok(Math.abs(left - expected) < 60, `${left} seconds are left`);
    assert.equal(await account('Interim-Update', secondsOnline()), 'Accounting-Response');
    assert.equal(await countSessions(), 1);
  });
}

test('ten years ahead and confirmed, packages have ended; sessions have not become ten years long', async () => {
  await setClock(TEN_YEARS);
  const { jump } = await readClock();
  assert.equal(jump?.packagesEnding, 2);
  await api.post('/system/clock/confirm', { time: jump?.machineTime });
  assert.equal(await nas.logIn(login), 'Access-Reject');
  assert.equal(await account('Stop', secondsOnline()), 'Accounting-Response');
  const { rows } = await database.pool.query<{ seconds: number; longest: number }>(
    `select extract(epoch from ended_at - started_at)::int as seconds, session_seconds as longest from sessions`,
  );
  assert.equal(rows.length, 1);
  assert.ok((rows[0]?.seconds ?? -1) >= 0 && (rows[0]?.seconds ?? Infinity) < 600, JSON.stringify(rows));
});

function start(): Promise<Gatehouse> {
  return startGatehouse({ databaseUrl: database.url, dataFolder, environment: clock.environment });
}

async function openApi(): Promise<ApiClient> {
  const { openApiClient } = await import('../api-client.ts');
  return openApiClient(gatehouse.adminUrl, token);
}

async function askStarted(): Promise<void> {
  const { id, address, secret } = nas;
  await nas.close();
  nas = await playNas({ id, address, secret, server: gatehouse });
  api = await openApi();
}

/** Sets the machine's clock and waits until every process has looked at it. */
async function setClock(aheadMs: number): Promise<void> {
  await clock.setAhead(aheadMs);
  await sleep(2500);
}

type Shown = { jump: { machineTime: string; aheadSeconds: number; packagesEnding: number } | null };

function readClock(): Promise<Shown> {
  return api.get<Shown>('/system/clock');
}

async function addCustomer(username: string): Promise<void> {
  const customer = {
    username,
    password: login.password,
    name: username,
    kind: 'pppoe',
    servicePackageId: dayId,
  };
  await api.post('/customers', customer);
}

async function secondsLeft(asked: typeof login): Promise<number> {
  const reply = await nas.ask(asked);
  assert.ok(reply !== 'timeout');
  assert.equal(reply.code, 'Access-Accept');
  return reply.packet.integer(rfc2865['Session-Timeout']) ?? Number.NaN;
}

async function assertDayGoesOn(): Promise<void> {
  const left = await secondsLeft(login);
  const expected = DAY_SECONDS - (Date.now() - startedAt) / 1000;
  assert.ok(Math.abs(left - expected) < 30, `${left} of ${expected} seconds are left`);
}

function secondsOnline(): number {
  return Math.round((Date.now() - startedAt) / 1000);
}

function account(event: 'Start' | 'Interim-Update' | 'Stop', sessionSeconds: number): Promise<string> {
  const { username, callingStationId } = login;
  return nas.account({ event, username, callingStationId, acctSessionId: 'one', sessionSeconds });
}

async function countSessions(): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    'select count(*)::int as count from sessions',
  );
  return rows[0]?.count ?? 0;
}
