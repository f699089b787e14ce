import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import { readConfig } from '../config.ts';
import { buildAdminServer } from './admin-server.ts';
import { startWeb } from './start-web.ts';
import { addTestCustomer, openTestApi, type TestApi } from './testing/test-api.ts';

const SCRIPT = 'console.log(1);';

let api: TestApi;
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-admin-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><title>Gatehouse</title><script src="/assets/app-1a2b.js"></script>',
  );
  await writeFile(join(folder, 'assets/app-1a2b.js'), SCRIPT);
  await writeFile(join(folder, 'assets/app-1a2b.js.br'), brotliCompressSync(SCRIPT));
  api = await openTestApi(folder);
});
after(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) => api.app.request(path, { headers });

const forgetNodes = () => api.database.pool.query('delete from radius_nodes');

const LISTENING = `[{"service": "authentication", "address": "::1", "port": 1812}, {"service": "accounting", "address": "::1", "port": 1813}]`;

test('is alive, ready, and tells Prometheus of itself, the database and the RADIUS nodes', async (t) => {
  t.after(forgetNodes);
  assert.equal((await get('/healthz')).status, 200);
  const alone = await get('/readyz');
  assert.equal(alone.status, 503);
  assert.match(await alone.text(), /^not ready\nNo RADIUS process is running/);
  await api.database.pool.query(
    `insert into radius_nodes (id, name, started_at, heartbeat_at, applied_snapshot, stats)
     values (gen_random_uuid(), 'dhaka', now(), now(), pg_current_snapshot(),
             '{"accepted": 12, "rejected": {"suspended": 2}, "attempts": {"overflowed": 3}, "listening": ${LISTENING},
               "latency": {"accept": {"count": 3, "sumMs": 7, "buckets": [24, 2, 40, 1]}}}')`,
  );
  await setTimeout(600); // the answer before is kept for half a second
  const ready = await get('/readyz');
  assert.deepEqual([ready.status, await ready.text()], [200, 'ready\n']);
  await api.call('GET', '/customers/12345');
  const metrics = await (await get('/metrics')).text();
  for (const line of [
    'gatehouse_radius_up{node="dhaka"} 1',
    'gatehouse_radius_heartbeat_age_seconds{node="dhaka"} 0',
    'gatehouse_radius_feed_lag_seconds{node="dhaka"} 0',
    'gatehouse_radius_logins_total{node="dhaka",outcome="accept",reason=""} 12',
    'gatehouse_radius_logins_total{node="dhaka",outcome="reject",reason="suspended"} 2',
    'gatehouse_attempts_overflowed_total{node="dhaka"} 3',
    'gatehouse_radius_listeners{node="dhaka",service="accounting"} 1',
    'gatehouse_radius_reply_seconds_bucket{node="dhaka",reply="accept",le="0.00025"} 0',
    'gatehouse_radius_reply_seconds_bucket{node="dhaka",reply="accept",le="0.0005"} 2',
    'gatehouse_radius_reply_seconds_bucket{node="dhaka",reply="accept",le="+Inf"} 3',
    'gatehouse_radius_reply_seconds_sum{node="dhaka",reply="accept"} 0.007',
    'gatehouse_database_up 1',
    'gatehouse_http_request_seconds_count{method="GET",route="/api/v1/customers/:id",status="404"} 1',
  ]) {
    assert.ok(metrics.includes(line), `${line} is missing in\n${metrics}`);
  }
  assert.match(metrics, /gatehouse_web_process_cpu_user_seconds_total/);
});

test('every metric says what it is, once, and every line is one that Prometheus reads', async (t) => {
  t.after(forgetNodes);
  await api.database.pool.query(
    `insert into radius_nodes (id, name, started_at, heartbeat_at)
     select gen_random_uuid(), name, now(), now() from unnest(array['a "quoted" one', 'b']) as name`,
  );
  await setTimeout(600);
  const text = await (await get('/metrics')).text();
  const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
  assert.equal(new Set(names).size, names.length);
  for (const line of text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))) {
    assert.match(line, /^[a-z_0-9]+(\{([a-zA-Z_]+="([^"\\]|\\.)*",?)*\})? (-?[0-9.eE+-]+|NaN)$/, line);
  }
});

test('serves the app for every path a browser may open, and nothing for a file that is not there', async () => {
  for (const path of ['/', '/customers/7/devices', '/index.html']) {
    const answer = await get(path);
    assert.equal(answer.status, 200, path);
    assert.equal(answer.headers.get('Cache-Control'), 'no-cache');
    assert.match(await answer.text(), /<title>Gatehouse/);
  }
  const script = await get('/assets/app-1a2b.js', { 'Accept-Encoding': 'gzip' });
  assert.equal(script.headers.get('Cache-Control'), 'public, max-age=31536000, immutable');
  assert.match(script.headers.get('Content-Type') ?? '', /^text\/javascript/);
  assert.equal((await get('/assets/other.js')).status, 404);
  assert.equal((await get('/../../../etc/passwd')).status, 200);
  assert.doesNotMatch(await (await get('/..%2f..%2fetc/passwd')).text(), /root:/);
  assert.equal((await get('/api/nothing')).status, 404);
});

test('sends a file as small as the browser can read it', async () => {
  for (const [accepted, sent, read] of [
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['identity', null, (bytes: Buffer) => bytes],
  ] as const) {
    const answer = await get('/assets/app-1a2b.js', { 'Accept-Encoding': accepted });
    assert.equal(answer.headers.get('Content-Encoding'), sent, accepted);
    assert.equal(answer.headers.get('Vary'), 'Accept-Encoding');
    assert.equal(String(read(Buffer.from(await answer.arrayBuffer()))), SCRIPT);
  }
  assert.equal((await get('/assets/app-1a2b.js.br')).status, 404);
});

test('lets nothing but our own files run or be framed, and stores no answer', async () => {
  const page = (await get('/')).headers;
  const policy = page.get('Content-Security-Policy') ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self';/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.equal(page.get('X-Content-Type-Options'), 'nosniff');
  assert.equal(page.get('X-Frame-Options'), 'DENY');
  assert.equal((await api.call('GET', '/me')).headers.get('Cache-Control'), 'no-store');
});

test('answers 202 and names the node where a change is not yet in force', async (t) => {
  t.after(forgetNodes);
  await api.database.pool.query(
    `insert into radius_nodes (id, name, started_at, heartbeat_at) values (gen_random_uuid(), 'sylhet', now(), now() - interval '1 minute')`,
  );
  const customer = await api.call('POST', '/customers', {
    name: 'N',
    username: 'pending.one',
    password: 'a-long-one',
    kind: 'pppoe',
  });
  assert.equal(customer.status, 202);
  assert.deepEqual(customer.body['pendingNodes'], ['sylhet']);
  assert.equal(customer.body['username'], 'pending.one');
  const device = await api.call('POST', `/customers/${customer.body['id']}/devices`, { mac: 'c4e984000001' });
  assert.equal(device.status, 202);
  const removed = await api.call('DELETE', `/devices/${device.body['id']}`);
  assert.deepEqual([removed.status, removed.body], [202, { pendingNodes: ['sylhet'] }]);
  const system = await api.call('GET', '/system');
  assert.equal(system.body['level'], 'red');
});

test('answers 503 while the database is away, and goes on when it is back', async () => {
  const away = await openTestApi();
  await away.close();
  const readiness = await away.app.request('/readyz');
  assert.equal(readiness.status, 503);
  assert.match(await readiness.text(), /^not ready\nThe database cannot be reached/);
  const metrics = await (await away.app.request('/metrics')).text();
  assert.match(metrics, /^gatehouse_database_up 0$/m);
  assert.doesNotMatch(metrics, /^gatehouse_radius_/m, 'no old number that looks like a calm one');
  assert.equal((await away.app.request('/healthz')).status, 200);
});

test('refuses a body that is too large', async () => {
  const answer = await api.call('POST', '/hotspot-zones', { name: 'x'.repeat(300_000), ssid: 'x' });
  assert.equal(answer.status, 400);
  assert.equal(answer.body['error']?.['code'], 'body-too-large');
});

test('serves over a real socket, knows the caller’s address, and lets go of its port', async (t) => {
  const { db, secretBox, log } = api.parts;
  const { pool, connection } = api.database;
  const config = readConfig(['--admin', '127.0.0.1:2401', '--portal', '127.0.0.1:2402'], {});
  const { clock } = api.parts;
  const parts = { config, db, pool, connection, secretBox, log, clock };
  const { nasVendors, explainLogin } = api.parts;
  const joints = { nasVendors, explainLogin, version: '1.2.3', adminFolder: folder };
  const web = await startWeb(parts, joints);
  t.after(() => web.stop());
  assert.deepEqual(web.listeners, [
    { name: 'admin', address: 'http://127.0.0.1:2401' },
    { name: 'portal', address: 'http://127.0.0.1:2402' },
  ]);
  assert.equal((await fetch('http://127.0.0.1:2402/healthz')).status, 200);
  await assert.rejects(startWeb(parts, joints), { code: 'EADDRINUSE' });
  const headers = {
    Authorization: `Bearer ${await api.token('owner', 'Socket')}`,
    'Content-Type': 'application/json',
  };
  const customer = await addTestCustomer(api);
  const answer = await fetch(`http://127.0.0.1:2401/api/v1/customers/${customer['id']}/devices`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ mac: 'c4e984000077' }),
  });
  assert.equal(answer.status, 201);
  const entry = await db
    .selectFrom('audit_log')
    .select('source_address')
    .where('actor_name', '=', 'Socket')
    .executeTakeFirst();
  assert.equal(entry?.source_address, '127.0.0.1');
  await web.stop();
  const again = await startWeb(parts, joints);
  // Where the portal's port is taken, the admin's is let go of.
  const other = { ...parts, config: { ...config, admin: { address: '127.0.0.1', port: 2403 } } };
  await assert.rejects(startWeb(other, joints), { code: 'EADDRINUSE' });
  await assert.rejects(fetch('http://127.0.0.1:2403/healthz'));
  await again.stop();
});

test('a database that hangs is told as that, in time, and not waited for', async () => {
  const lock = await api.database.pool.connect();
  try {
    await lock.query('begin; lock table service_packages');
    const app = await buildAdminServer({ ...api.parts, answerMsMax: 300 }, '/nonexistent');
    const headers = { Authorization: `Bearer ${await api.token('owner', 'patient')}` };
    const answer = await app.request('/api/v1/service-packages', { headers });
    assert.equal(answer.status, 503);
    assert.equal(((await answer.json()) as { error: { code: string } }).error.code, 'database-away');
    const body = JSON.stringify({ name: 'Day', kind: 'pppoe' });
    const change = await app.request('/api/v1/service-packages', {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body,
    });
    assert.equal(change.status, 503);
    assert.equal(((await change.json()) as { error: { code: string } }).error.code, 'database-slow');
  } finally {
    await lock.query('rollback');
    lock.release();
  }
});
