import assert from 'node:assert/strict';
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '@gatehouse/server/db/testing';
import { writeSnapshot } from '@gatehouse/server/radius/directory-snapshot/write-snapshot';
import { openSecretBox } from '@gatehouse/server/secrets';
import type { ApiClient } from '../api-client.ts';
import { addNas, playNas, type TestNas } from '../ask-as-nas.ts';
import { newMac } from '../shop.ts';
import { type Gatehouse, makeDataFolder, removeDataFolder, startGatehouse } from '../start-gatehouse.ts';
import { type DatabaseLink, openDatabaseLink } from './database-link.ts';

/** One shop whose machine restarts while its database, on another machine, is away. */
let database: TestDatabase;
let link: DatabaseLink;
let dataFolder: string;
let gatehouse: Gatehouse;
let api: ApiClient;
let nas: TestNas;
const home = newMac();
const stolen = newMac();
const customer = { username: 'rahima.home', password: 'wonderland' };
const login = { ...customer, callingStationId: home };
const stolenLogin = { ...customer, callingStationId: stolen };
let stolenId: string;
/** Whose first login registers the device: it has something to store. */
const learner = { username: 'learner.home', password: 'wonderland' };
const learning = { ...learner, callingStationId: newMac() };

before(async () => {
  database = await createTestDatabase();
  link = await openDatabaseLink(database.url);
  dataFolder = await makeDataFolder();
  gatehouse = await start();
  api = await gatehouse.api();
  nas = await addNas(gatehouse, api, { name: 'North Tower', address: '127.0.0.28' });
  const body = { ...customer, name: 'Rahima Akter', kind: 'pppoe', macBinding: 'strict', deviceLimit: 2 };
  const { id } = await api.post<{ id: string }>('/customers', body);
  await api.post(`/customers/${id}/devices`, { mac: home });
  await api.post('/customers', { ...learner, name: 'Learner', kind: 'pppoe', macBinding: 'learn' });
  stolenId = (await api.post<{ id: string }>(`/customers/${id}/devices`, { mac: stolen })).id;
});
after(async () => {
  await nas?.close();
  await gatehouse?.stop();
  await link?.close();
  await database?.close();
  await removeDataFolder(dataFolder);
});

test('a start while the database is away answers logins from the snapshot, and says how old it is', async () => {
  await gatehouse.stop();
  await writeSnapshotOf(Date.now() - 3 * 3600_000);
  await link.cut();
  gatehouse = await start();
  await askStarted();
  assert.equal(await nas.logIn(login), 'Access-Accept');
  assert.equal(await nas.logIn(stolenLogin), 'Access-Accept', 'as it was when the snapshot was made');
  assert.equal(await nas.logIn({ ...customer, callingStationId: newMac() }), 'Access-Reject');
  assert.equal(await nas.logIn({ ...login, password: 'guessed' }), 'Access-Reject');
  assert.match(gatehouse.output(), /answered from a snapshot that is 3 hours old/);
});

test('a login that would register a device passes, holds its place, and keeps nobody waiting', async () => {
  assert.equal(await nas.logIn(learning), 'Access-Accept');
  const begun = performance.now();
  assert.equal(await nas.logIn(learning), 'Access-Accept');
  assert.ok(performance.now() - begun < 1000, 'the database is left alone for a while');
  assert.equal(await nas.logIn({ ...learner, callingStationId: newMac() }), 'Access-Reject');
});

test('meanwhile the web app answers, and says that the database is away', async () => {
  const started = performance.now();
  const headers = { authorization: 'Bearer gh_of_before' };
  const answer = await fetch(`${gatehouse.adminUrl}/api/v1/me`, { headers });
  assert.equal(answer.status, 503);
  assert.equal(((await answer.json()) as { error: { code: string } }).error.code, 'database-away');
  assert.ok(performance.now() - started < 5000);
  assert.equal((await fetch(`${gatehouse.adminUrl}/healthz`)).status, 200);
  assert.equal((await fetch(`${gatehouse.adminUrl}/readyz`)).status, 503);
  assert.equal((await fetch(`${gatehouse.adminUrl}/`)).status, 200);
});

test('once the database is reachable a device that was removed meanwhile is not let in, and changes work again', async () => {
  await database.pool.query(
    `with gone as (delete from devices where id = $1 returning *)
     insert into removed_devices select id, customer_id, mac, type, label, source, added_by, added_at, over_limit, last_seen_at,
       mac_login_paused_at, zone_ids, 'someone else', now() from gone`,
    [stolenId],
  );
  await link.mend();
  await untilReady();
  assert.equal(await nas.logIn(stolenLogin), 'Access-Reject');
  assert.equal(await nas.logIn(login), 'Access-Accept');
  api = await gatehouse.api();
  await sleep(5500);
  assert.equal(await nas.logIn(learning), 'Access-Accept');
  const registered = await api.get<{ items: unknown[] }>(`/devices?search=${learning.callingStationId}`);
  assert.equal(registered.items.length, 1, 'it registers at a later login');
  const { items } = await api.get<{ items: { id: string; mac: string }[] }>(`/devices?search=${home}`);
  assert.equal(items.length, 1);
  await untilInForce();
  await api.remove(`/devices/${items[0]?.id}`);
  assert.equal(await nas.logIn(login), 'Access-Reject');
});

test('with a snapshot over 24 hours old no login is answered, it says why, and serves when the database is back', async () => {
  await gatehouse.stop();
  await writeSnapshotOf(Date.now() - 25 * 3600_000);
  await link.cut();
  let isReady = false;
  const starting = start().then((started) => {
    isReady = true;
    return started;
  });
  await sleep(9000);
  assert.equal(isReady, false, 'it does not claim to serve');
  await link.mend();
  gatehouse = await starting;
  assert.match(gatehouse.output(), /logins cannot be answered without it.*25 hours old/);
  await askStarted();
  assert.equal(await nas.logIn({ ...login, password: 'guessed' }), 'Access-Reject');
});

test('a snapshot is written by itself soon after a start', async () => {
  const file = path.join(dataFolder, 'directory.snapshot');
  const before = await readFile(file).catch(() => null);
  assert.ok(before, 'the one of the test before');
  for (let waited = 0; waited < 20_000; waited += 200) {
    const now = await readFile(file);
    if (!now.equals(before)) return;
    await sleep(200);
  }
  assert.fail('it was not written again');
});

function start(): Promise<Gatehouse> {
  return startGatehouse({ databaseUrl: link.url, dataFolder });
}

/** The router of before asks the process that runs now, whose ports are others. */
async function askStarted(): Promise<void> {
  const { id, address, secret } = nas;
  await nas.close();
  nas = await playNas({ id, address, secret, server: gatehouse });
}

/** A snapshot of the database as it is, of this age. */
async function writeSnapshotOf(madeAt: number): Promise<void> {
  const file = path.join(dataFolder, 'directory.snapshot');
  const key = Buffer.from((await readFile(path.join(dataFolder, 'secret.key'), 'utf8')).trim(), 'hex');
  const fileKey = openSecretBox(key).fileKey('directory-snapshot');
  await writeSnapshot(database.pool, { path: file, key: fileKey, madeAt, restFactor: 0, bytesMax: 1e9 });
  await access(file);
}

async function untilReady(): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    if ((await fetch(`${gatehouse.adminUrl}/readyz`)).status === 200) return;
    await sleep(50);
  }
  assert.fail('the web process did not find the database again');
}

async function untilInForce(): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 100) {
    const { rows } = await database.pool.query(
      `select from radius_nodes where applied_snapshot is not null and heartbeat_at > now() - interval '2 seconds'`,
    );
    if (rows.length > 0) return;
    await sleep(100);
  }
  assert.fail('the RADIUS process did not find the database again');
}
