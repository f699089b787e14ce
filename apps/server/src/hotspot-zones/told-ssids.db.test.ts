import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { keepAttemptPartitions } from '../access-log/attempt-partitions.ts';
import { type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';

let api: TestApi;
let zone: string;
let router: string;
before(async () => {
  api = await openTestApi();
  await keepAttemptPartitions(api.database.pool, Date.now());
  zone = String((await api.call('POST', '/hotspot-zones', { name: 'Bazaar', ssid: 'Lakeside' })).body['id']);
  const nas = {
    name: 'Roof',
    address: '192.0.2.7',
    secret: 'a-long-secret',
    vendor: 'generic',
    zoneId: zone,
  };
  router = String((await api.call('POST', '/nas', nas)).body['id']);
});
after(() => api?.close());

let serial = 0;

async function addAttempt(calledStationId: string, minutesAgo: number): Promise<void> {
  const at = new Date(Date.now() - minutesAgo * 60_000);
  await api.database.db
    .insertInto('attempts')
    .values({
      id: randomUUID(),
      first_at: at,
      at,
      count: 1,
      node_id: randomUUID(),
      kind: 'hotspot-login',
      username: 'rahima',
      calling_station_id: '',
      nas_id: Number(router),
      outcome: 'accept',
      facts: JSON.stringify({ calledStationId }),
    })
    .execute();
}

async function addSession(calledStationId: string): Promise<void> {
  serial += 1;
  const now = new Date();
  const { id } = await api.database.db
    .insertInto('sessions')
    .values({
      identity_hash: serial,
      nas_id: Number(router),
      source_address: '192.0.2.7',
      nas_identifier: '',
      acct_session_id: String(serial),
      username: 'rahima',
      calling_station_id: '',
      called_station_id: calledStationId,
      started_at: now,
      last_event_start_at: now,
      last_heard_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await api.database.db
    .insertInto('open_sessions')
    .values({ source_address: '192.0.2.7', session_ids: [id] })
    .execute();
}

const told = async () => {
  const { body } = await api.call('GET', `/hotspot-zones/${zone}/told-ssids`);
  return (body['items'] as unknown as Json[]).map(({ ssid, isOfZone }) => [ssid, isOfZone]);
};
const checkOf = async () => {
  const { body } = await api.call('GET', `/nas/${router}/checklist`);
  return (body['items'] as unknown as Json[]).find(({ code }) => String(code) === 'ssid');
};

test('routers that tell no Wi-Fi name are not said to have a wrong one', async () => {
  await addAttempt('hotspot1', 5);
  assert.deepEqual(await told(), []);
  assert.equal(await checkOf(), undefined);
});

test('a Wi-Fi name told in a login or a session is compared with the zone’s; another one is shown at zone and router', async () => {
  await addAttempt('C4-E9-84-00-00-01:Lakeside', 3);
  await addAttempt('C4-E9-84-00-00-02:Lakeside', 2);
  assert.deepEqual(await told(), [['Lakeside', true]]);
  assert.equal((await checkOf())?.['state'], 'done');
  await addSession('C4-E9-84-00-00-03:Lakeside_5G');
  assert.deepEqual(await told(), [
    ['Lakeside_5G', false],
    ['Lakeside', true],
  ]);
  const check = await checkOf();
  assert.equal(check?.['state'], 'look');
  assert.match(String(check?.['message']), /“Lakeside_5G”/);
});

test('a zone that there is not has told nothing', async () => {
  assert.equal((await api.call('GET', '/hotspot-zones/999999/told-ssids')).status, 404);
});
