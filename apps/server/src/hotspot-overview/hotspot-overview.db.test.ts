import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { isRefused } from '../outcome.ts';
import { registerVisitor } from '../portal/register-visitor.ts';
import { sampleHotspots, trimHotspotSamples } from './sample-hotspots.ts';

const HOUR = 3_600_000;
const VISITOR = { kind: 'customer', id: null, name: 'Portal', role: null, sourceAddress: null } as const;

let api: TestApi;
let market: string;
let harbour: string;
let day: string;
let trial: string;
const customers: Record<string, string> = {};

before(async () => {
  api = await openTestApi();
  market = await add('/hotspot-zones', { name: 'Market', ssid: 'Lakeside' });
  harbour = await add('/hotspot-zones', { name: 'Harbour', ssid: 'Lakeside' });
  const secret = 'a-secret-of-the-router';
  await add('/nas', { name: 'North', address: '192.0.2.1', secret, vendor: 'generic' });
  await add('/nas', {
    name: 'Square',
    address: '192.0.2.2',
    secret,
    vendor: 'mikrotik',
    zoneId: market,
    hotspotServers: [{ serverName: 'quay', zoneId: harbour }],
  });
  day = await add('/service-packages', { name: 'Day', kind: 'hotspot', validitySeconds: 86_400 });
  trial = await add('/service-packages', { name: 'Taste', kind: 'hotspot', trial: true, priceMinor: 0 });
  const home = await add('/service-packages', { name: 'Home', kind: 'pppoe' });
  for (const [name, servicePackageId] of [
    ['rahima', day],
    ['tomas', day],
    ['grace', trial],
  ] as const)
    customers[name] = await addGuest(name, { servicePackageId });
  customers['ended'] = await addGuest('ended', { servicePackageId: day });
  await api.database.pool.query(
    `update subscriptions set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' where customer_id = $1`,
    [customers['ended']],
  );
  customers['line'] = String(
    (await addTestCustomer(api, { username: 'line', kind: 'pppoe', servicePackageId: home }))['id'],
  );
  await addDevice('rahima', 'C4:E9:84:00:00:01', [market]);
  await addDevice('rahima', 'C4:E9:84:00:00:02', [market, harbour]);
  await addDevice('tomas', 'C4:E9:84:00:00:03', [harbour]);
  await addSession('rahima', 'Square', 'hotspot1');
  await addSession('rahima', 'Square', 'quay');
  await addSession('tomas', 'Square', 'quay');
  await addSession('grace', 'Square', null);
  await addSession('grace', 'Square', null, true);
  await addSession('line', 'Square', null);
  await addSession('line', 'North', null);
  // As after a job that died: the same ones are listed twice.
  await api.database.pool.query(
    `insert into open_sessions select source_address, array_agg(id) from sessions group by 1`,
  );
});
after(() => api.close());

async function add(path: string, body: unknown): Promise<string> {
  const answer = await api.call('POST', path, body);
  assert.equal(answer.status, 201, answer.text);
  return String(answer.body['id']);
}

async function addGuest(username: string, more: Record<string, unknown> = {}): Promise<string> {
  return String((await addTestCustomer(api, { username, kind: 'hotspot', ...more }))['id']);
}

async function addDevice(customer: string, mac: string, zoneIds: readonly string[]): Promise<void> {
  await api.database.pool.query(
    `insert into devices (customer_id, mac, source, added_by, zone_ids) values ($1, $2, 'hotspot', 'test', $3)`,
    [customers[customer], mac, zoneIds],
  );
}

let serial = 0;
async function addSession(
  customer: string,
  nas: string,
  server: string | null,
  ended = false,
): Promise<void> {
  serial += 1;
  await api.database.pool.query(
    `with opened as (
       insert into sessions (identity_hash, nas_id, source_address, nas_identifier, acct_session_id, username,
                             calling_station_id, called_station_id, customer_id, subscription_id, started_at,
                             last_event_start_at, last_heard_at, ended_at)
       select $1::bigint, n.id, host(n.address)::inet, '', $1::text, 'u', '', $2, c.id,
              (select max(id) from subscriptions where customer_id = c.id), now(), now(), now(), $5
         from nas n, customers c where n.name = $3 and c.id = $4 returning *)
     insert into open_sessions select source_address, array[id] from opened`,
    [serial, server, nas, customers[customer], ended ? new Date() : null],
  );
}

async function overview(query = ''): Promise<Json> {
  const answer = await api.call('GET', `/hotspot-overview?${query}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
}

async function totalOf(list: string): Promise<number> {
  const answer = await api.call('GET', `${list}&count=true`);
  assert.equal(answer.status, 200, answer.text);
  return Number(answer.body['total']);
}

const register = async (phone: string, zoneId: string): Promise<string> => {
  const made = await registerVisitor(
    { ...api.parts, db: api.database.db },
    { phone, zoneId: Number(zoneId), macHint: null },
    true,
    VISITOR,
  );
  assert.ok(made !== 'taken' && !isRefused(made));
  return String(made.customerId);
};

describe('the overview of the hotspots', () => {
  test('counts the sessions of hotspot customers by the zone where they are, each once, and no line beside them', async () => {
    const { now, zones, packages } = await overview();
    assert.equal(now?.['online'], 4);
    assert.deepEqual(numbersOf(zones, 'online'), { Harbour: 2, Market: 2 });
    assert.deepEqual(numbersOf(packages, 'online'), { Day: 3, Taste: 1 });
    const here = await overview(`zoneId=${harbour}`);
    assert.equal(here['now']?.['online'], 2);
    assert.deepEqual(numbersOf(here['packages'], 'online'), { Day: 2, Taste: 0 });
  });

  test('counts who holds a running package, in a zone those with a device that logged in there', async () => {
    const { now, zones, packages } = await overview();
    assert.equal(now?.['packagesInUse'], 3, 'not the one that ended, and no line');
    assert.deepEqual(numbersOf(packages, 'inUse'), { Day: 2, Taste: 1 });
    assert.deepEqual(numbersOf(zones, 'packagesInUse'), { Harbour: 2, Market: 1 });
    assert.deepEqual(numbersOf((await overview(`zoneId=${market}`))['packages'], 'inUse'), {
      Day: 1,
      Taste: 0,
    });
  });

  test('counts who registered at the portal, by zone, once however often the same number comes back', async () => {
    await register('+8801712000001', market);
    await register('+8801712000002', harbour);
    assert.equal(await register('+8801712000002', harbour), await register('+8801712000002', market));
    const { now, zones } = await overview();
    assert.equal(now?.['signUpsToday'], 2);
    assert.deepEqual(numbersOf(zones, 'signUpsToday'), { Harbour: 1, Market: 1 });
  });

  test('every number is the length of the list that it leads to', async () => {
    const { now, dayStart } = await overview();
    const here = (await overview(`zoneId=${harbour}`))['now'];
    assert.equal(await totalOf('/sessions?open=true&zoneId=any'), now?.['online']);
    assert.equal(await totalOf(`/sessions?open=true&zoneId=${harbour}`), here?.['online']);
    assert.equal(await totalOf(`/sessions?open=true&zoneId=any&servicePackageId=${day}`), 3);
    assert.equal(await totalOf('/customers?servicePackageId=any-hotspot'), now?.['packagesInUse']);
    assert.equal(
      await totalOf(`/customers?servicePackageId=any-hotspot&zoneId=${harbour}`),
      here?.['packagesInUse'],
    );
    assert.equal(await totalOf(`/customers?servicePackageId=${day}`), 2, 'whose package ended is not listed');
    assert.equal(await totalOf(`/customers?signedUpSince=${dayStart}`), now?.['signUpsToday']);
    assert.equal(await totalOf(`/customers?signedUpSince=${dayStart}&signedUpZoneId=${harbour}`), 1);
  });

  test('today begins when the reader’s own day began', async () => {
    const id = await register('+8801712000003', market);
    const at = Date.now();
    await api.database.pool.query('update portal_sign_ups set at = $1 where customer_id = $2', [
      new Date(at - 5 * HOUR),
      id,
    ]);
    const since = async (hoursAgo: number) => {
      const dayStart = new Date(at - hoursAgo * HOUR).toISOString();
      return (await overview(`dayStart=${dayStart}`))['now']?.['signUpsToday'];
    };
    assert.deepEqual([await since(4), await since(6)], [2, 3]);
  });
});

test('the routers of a zone are listed with those that serve it by the name of a hotspot server', async () => {
  const namesIn = async (zone: string) => {
    const { body } = await api.call('GET', `/nas?zoneId=${zone}`);
    return (body['items'] as unknown as Json[]).map(({ name }) => name);
  };
  assert.deepEqual([await namesIn(market), await namesIn(harbour)], [['Square'], ['Square']]);
});

describe('the plots of the overview', () => {
  const last = (points: Json | undefined): Json => (points as unknown as Json[]).at(-1) as Json;

  test('have a point for every hour, quarter of a day or day, beginning with the reader’s own', async () => {
    const dayStart = new Date(Date.UTC(2026, 0, 5, 18, 30));
    for (const [span, count, seconds] of [
      ['day', 24, 3600],
      ['week', 28, 6 * 3600],
      ['month', 30, 86_400],
    ] as const) {
      const { points, pointSeconds, to } = await overview(`span=${span}&dayStart=${dayStart.toISOString()}`);
      const times = (points as unknown as Json[]).map(({ at }) => Date.parse(String(at)));
      assert.deepEqual([times.length, Number(pointSeconds)], [count, seconds]);
      assert.ok(times.every((time) => (time - dayStart.getTime()) % (seconds * 1000) === 0));
      const end = Date.parse(String(to));
      assert.ok((times.at(-1) ?? 0) <= end && end < (times.at(-1) ?? 0) + seconds * 1000);
    }
  });

  test('count what happened within each point', async () => {
    const { points } = await overview('span=month');
    const { signUps, packagesBegun } = last(points);
    const all = (points as unknown as Json[]).reduce((sum, point) => sum + Number(point['signUps']), 0);
    assert.equal(all, 3);
    assert.ok(Number(signUps) >= 2 && Number(packagesBegun) === 3);
    assert.equal(last((await overview(`span=month&zoneId=${market}`))['points'])['packagesBegun'], 1);
  });

  test('show the most that were counted at once, and a time when nobody counted as none', async () => {
    assert.equal(await sampleHotspots(api.database.db), 3, 'all together and each zone');
    assert.equal(await sampleHotspots(api.database.db), 0, 'once in five minutes');
    await api.database.pool.query(
      `insert into hotspot_samples select 0, now() - interval '3 hours' - i * interval '5 minutes', 10 + i, 7
         from generate_series(0, 2) i`,
    );
    const { points } = await overview();
    const counted = (points as unknown as Json[]).filter(({ online }) => online !== null);
    assert.equal(Math.max(...counted.map(({ online }) => Number(online))), 12);
    assert.ok(counted.length <= 3, 'the others are holes');
    assert.equal(last(points)['online'], 4);
    const here = await overview(`zoneId=${harbour}`);
    assert.deepEqual([last(here['points'])['online'], last(here['points'])['packagesInUse']], [2, 2]);
  });

  test('what is older than is shown goes away', async () => {
    await api.database.pool.query(
      `insert into hotspot_samples values (0, now() - interval '40 days', 1, 1), (0, now() - interval '31 days', 1, 1)`,
    );
    assert.equal(await trimHotspotSamples(api.database.db), 1);
  });
});

test('without a zone there is nothing to count', async (t) => {
  const empty = await openTestApi();
  t.after(() => empty.close());
  assert.equal(await sampleHotspots(empty.database.db), 0);
  const { body } = await empty.call('GET', '/hotspot-overview');
  assert.deepEqual([body['now']?.['online'], body['zones'], body['packages']], [0, [], []]);
});

function numbersOf(rows: Json | undefined, name: string): Record<string, number> {
  return Object.fromEntries(
    (rows as unknown as Json[]).map((row) => [String(row['name']), Number(row[name])]),
  );
}
