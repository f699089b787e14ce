import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestApi, type TestApi } from '../../http/testing/test-api.ts';
import { openNasHealthRecorder } from '../nas-health-recorder.ts';
import { kitProof } from './kit-report.ts';
import { routerFilesApp } from './router-files-app.ts';

const NODE = '00000000-0000-4000-8000-000000000001';
const SECRET = 'the-secret-of-the-tower';

let api: TestApi;
let zoneId: string;
before(async () => {
  api = await openTestApi();
  const zone = { name: 'Market', ssid: 'Market Wi-Fi', macPassword: 'fixed-mac-password' };
  zoneId = String((await api.call('POST', '/hotspot-zones', zone)).body['id']);
  const listening = ['authentication', 'accounting'].map((service, index) => ({
    service,
    address: '192.0.2.250',
    port: 1812 + index,
  }));
  await api.database.pool.query(
    `insert into radius_nodes (id, name, started_at, heartbeat_at, stats) values ($1, 'here', now(), now() - interval '1 minute', $2)`,
    [NODE, { listening }],
  );
});
after(() => api.close());

let serial = 0;
async function addRouter(fields: Record<string, unknown> = {}): Promise<string> {
  serial += 1;
  const nas = {
    name: `R${serial}`,
    address: `192.0.2.${serial}`,
    secret: SECRET,
    vendor: 'mikrotik',
    ...fields,
  };
  const added = await api.call('POST', '/nas', nas);
  assert.ok(added.status === 202, added.text); // the process above is one of paper, so nothing is in force there
  return String(added.body['id']);
}
const openRecorder = () =>
  openNasHealthRecorder({
    pool: api.database.pool,
    nodeId: NODE,
    onError: (error) => assert.fail(String(error)),
  });
const checks = async (id: string) => {
  const { body } = await api.call('GET', `/nas/${id}/checklist`);
  const items = body['items'] as unknown as {
    code: string;
    state: string;
    message: string;
    remedy: string | null;
  }[];
  return new Map(items.map((item) => [item.code, item]));
};
const statesOf = async (id: string) =>
  Object.fromEntries([...(await checks(id))].map(([code, { state }]) => [code, state]));

test('the kit says where RADIUS listens, and that nobody said so; the setting says it better', async () => {
  const id = await addRouter();
  const guessed = (await api.call('GET', `/nas/${id}/kit`)).body;
  assert.match(String(guessed['file']?.['text']), /address=192\.0\.2\.250 authentication-port=1812/);
  assert.match(JSON.stringify(guessed['hints']), /radius-address-guessed/);
  await api.call('PATCH', '/settings', { radiusPublicAddresses: ['198.51.100.9'] });
  const said = (await api.call('GET', `/nas/${id}/kit`)).body;
  assert.match(String(said['file']?.['text']), /address=198\.51\.100\.9 /);
  assert.doesNotMatch(JSON.stringify(said['hints']), /radius-address/);
  await api.call('PATCH', '/settings', { radiusPublicAddresses: [] });
});

test('where visitors pay is reached before they are online, for as long as it is a way to pay', async () => {
  const id = await addRouter({ zoneId });
  await api.call('PATCH', '/settings', { portalPublicUrl: 'https://wifi.example.net' });
  const providers = (await api.call('GET', '/payment-providers')).body['items'];
  const stripe = (providers as unknown as { presets: { values: object }[] }[]).at(-1)?.presets[0]?.values;
  const settings = { ...stripe, key: 'sk', callbackSecret: 'whsec' };
  const method = { provider: 'hosted-page', name: 'Card', settings };
  const methodId = String((await api.call('POST', '/payment-methods', method)).body['id']);
  const kit = async () => String((await api.call('GET', `/nas/${id}/kit`)).body['file']?.['text']);
  assert.match(await kit(), /dst-host="checkout\.stripe\.com"[^]*dst-host="\*\.stripe\.com"/);
  await api.call('PATCH', `/payment-methods/${methodId}`, { enabled: false });
  assert.doesNotMatch(await kit(), /stripe/);
  await api.call('PATCH', '/settings', { portalPublicUrl: null });
});

test('the secrets stand in it only for who may see them, and each look is on the record', async () => {
  const id = await addRouter({ zoneId });
  const plain = await api.call('GET', `/nas/${id}/kit`);
  assert.equal(plain.body['secretsShown'], false);
  assert.doesNotMatch(plain.text, /the-secret-of-the-tower|fixed-mac-password|proof=/);
  assert.match(plain.text, /put-the-shared-secret-here/);
  await api.call('PATCH', '/settings', { portalPublicUrl: 'https://wifi.example.net' });
  const full = await api.call('GET', `/nas/${id}/kit-with-secrets`);
  assert.equal(full.body['secretsShown'], true);
  assert.match(full.text, /the-secret-of-the-tower/);
  assert.match(full.text, /fixed-mac-password/);
  assert.match(full.text, new RegExp(`proof=${kitProof(api.parts.secretBox, Number(id))}`));
  const looks = await api.database.db
    .selectFrom('audit_log')
    .selectAll()
    .where('action', '=', 'secrets.show')
    .where('subject_id', '=', id)
    .execute();
  assert.equal(looks.length, 1);
  assert.doesNotMatch(JSON.stringify(looks), /the-secret-of-the-tower/);
  for (const role of ['support', 'sales', 'read-only'] as const) {
    const headers = { Authorization: `Bearer ${await api.token(role)}` };
    assert.equal((await api.call('GET', `/nas/${id}/kit-with-secrets`, undefined, headers)).status, 403);
    assert.equal((await api.call('GET', `/nas/${id}/kit`, undefined, headers)).status, 200);
  }
});

test('a make without a kit says where RADIUS is, and no more; what is no router has none', async () => {
  const { body } = await api.call('GET', `/nas/${await addRouter({ vendor: 'generic' })}/kit`);
  assert.equal(body['hasKit'], false);
  assert.equal(body['file'], null);
  assert.deepEqual(body['radius'], [{ address: '192.0.2.250', authPort: 1812, acctPort: 1813 }]);
  for (const path of ['kit', 'kit-with-secrets', 'checklist']) {
    for (const id of ['999999', 'x']) assert.equal((await api.call('GET', `/nas/${id}/${path}`)).status, 404);
  }
});

test('a router that nothing of ours can be reached from gets no file, but the way to one', async () => {
  const { body } = await api.call('GET', `/nas/${await addRouter({ address: '2001:db8::77' })}/kit`);
  assert.equal(body['hasKit'], true);
  assert.equal(body['file'], null);
  assert.match(JSON.stringify(body['hints']), /radius-address-missing.*Settings › Hotspot/);
});

test('the checklist turns green as the router’s packets arrive', async () => {
  const id = await addRouter({ zoneId });
  const waiting = {
    heard: 'waiting',
    secret: 'waiting',
    accounting: 'waiting',
    'interim-updates': 'waiting',
  };
  const later = {
    'message-authenticator': 'waiting',
    'mac-login': 'waiting',
    'coa-port': 'waiting',
    version: 'unknown',
  };
  assert.deepEqual(await statesOf(id), { ...waiting, ...later });
  const recorder = openRecorder();
  const [nas, now] = [Number(id), Date.now()];
  recorder.accessRequest(nas, true, now);
  recorder.verified(nas, now);
  recorder.macLogin(nas, now);
  recorder.accept(nas, now);
  recorder.accounting(nas, now);
  recorder.interim(nas, now);
  await recorder.close();
  await api.database.pool.query(
    `insert into dynamic_authorization_requests (kind, reason, session_id, nas_id, requested_by, state, finished_at, source_address)
     values ('disconnect', 'operator', 1, $1, 'Ayesha', 'acknowledged', now(), '192.0.2.1')`,
    [nas],
  );
  const states = await statesOf(id);
  assert.equal(states['version'], 'unknown');
  assert.deepEqual(new Set(Object.values({ ...states, version: 'done' })), new Set(['done']));
});

test('the checklist names the stranger that may be this router, and a session without interim updates', async () => {
  const id = await addRouter();
  await api.database.pool.query(
    `insert into discards (source_address, reason, first_at, last_at, count)
     values ('203.0.113.9', 'unknown-nas', now(), now(), 3)`,
  );
  assert.match((await checks(id)).get('heard')?.remedy ?? '', /203\.0\.113\.9 asks/);
  const recorder = openRecorder();
  recorder.accounting(Number(id), Date.now());
  await recorder.close();
  const { rows } = await api.database.pool.query(
    `insert into sessions (identity_hash, nas_id, source_address, nas_identifier, acct_session_id, username,
                           calling_station_id, started_at, last_event_start_at, last_heard_at)
     select 1, id, host(address)::inet, '', 's1', 'rahima', '', now() - interval '1 hour', now() - interval '1 hour', now()
       from nas where id = $1 returning id, source_address`,
    [id],
  );
  await api.database.pool.query('insert into open_sessions (source_address, session_ids) values ($1, $2)', [
    rows[0].source_address,
    [rows[0].id],
  ]);
  assert.equal((await statesOf(id))['interim-updates'], 'broken');
});

test('the script’s report of its version is believed with its proof alone, for its own router', async () => {
  const [id, other] = [await addRouter(), await addRouter()];
  const files = routerFilesApp({ ...api.parts, now: Date.now });
  const proof = kitProof(api.parts.secretBox, Number(id));
  const report = async (query: Record<string, string>) =>
    (await files.request(`/router-files/report?${new URLSearchParams(query).toString()}`)).status;
  for (const bad of [
    { nas: id, version: '7.20' },
    { nas: id, proof: '0'.repeat(32), version: '7.20' },
    { nas: other, proof, version: '7.20' },
    { nas: id, proof, version: '' },
    { nas: id, proof, version: '7.20'.padEnd(500, 'x') },
    { nas: `${id} or true`, proof, version: '7.20' },
  ]) {
    assert.equal(await report(bad as Record<string, string>), 404, JSON.stringify(bad));
  }
  assert.equal((await checks(id)).get('version')?.state, 'unknown');
  assert.equal(await report({ nas: id, proof, version: '7.14.3' }), 200);
  assert.match((await checks(id)).get('version')?.message ?? '', /7\.14\.3.*CVE-2024-3596/);
  assert.equal(await report({ nas: id, proof, version: '7.24.2' }), 200);
  assert.equal((await checks(id)).get('version')?.state, 'done');
  assert.equal((await checks(other)).get('version')?.state, 'unknown');
});

test('the router’s pages are served with the portal’s address in them, and not before there is one', async () => {
  const files = routerFilesApp({ ...api.parts, now: Date.now });
  await api.call('PATCH', '/settings', { portalPublicUrl: null });
  assert.equal((await files.request('/router-files/login.html')).status, 404);
  await api.call('PATCH', '/settings', { portalPublicUrl: 'https://wifi.example.net' });
  const page = await files.request('/router-files/login.html');
  assert.equal(page.status, 200);
  assert.match(await page.text(), /https:\/\/wifi\.example\.net\/hotspot\/mikrotik\?page=login/);
  assert.equal((await files.request('/router-files/secret.key')).status, 404);
});
