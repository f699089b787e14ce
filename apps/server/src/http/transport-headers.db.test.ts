import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildAdminServer } from './admin-server.ts';
import { buildPortalServer } from './portal-server.ts';
import { openTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api?.close());

const STRICT = 'Strict-Transport-Security';

test('under a certificate of the operator’s browsers are told to come by HTTPS alone, on every answer; under our own they are not', async () => {
  const trusted = await buildAdminServer({ ...api.parts, adminStrictTransport: true }, '/nonexistent');
  for (const path of ['/', '/api/v1/me', '/api/v1/nothing', '/healthz', '/assets/none.js']) {
    assert.equal((await trusted.request(path)).headers.get(STRICT), 'max-age=31536000', path);
    assert.equal((await api.app.request(path)).headers.get(STRICT), null, path);
  }
});

test('no page of either listener runs a script that stands in it, is framed, sends its address on, or is read by another origin', async () => {
  const portal = buildPortalServer(api.parts, { leadsToHttps: false });
  const origin = { Origin: 'https://evil.example' };
  for (const [name, app] of [
    ['admin', api.app],
    ['portal', portal],
  ] as const) {
    for (const path of ['/', '/api/v1/me', '/sign-in', '/p/x', '/nothing.js']) {
      const { headers } = await app.request(path, { headers: origin });
      const policy = headers.get('Content-Security-Policy') ?? '';
      assert.match(policy, /default-src 'none'/, `${name} ${path}`);
      assert.match(policy, /base-uri 'none'/, `${name} ${path}`);
      assert.match(policy, /frame-ancestors 'none'/, `${name} ${path}`);
      assert.doesNotMatch(policy, /unsafe-|https?:|\*/, `${name} ${path}`);
      assert.equal(headers.get('X-Content-Type-Options'), 'nosniff', `${name} ${path}`);
      assert.equal(headers.get('Referrer-Policy'), 'no-referrer', `${name} ${path}`);
      assert.equal(headers.get('Access-Control-Allow-Origin'), null, `${name} ${path}`);
    }
  }
});

test('a change through a stated proxy is recorded with who asked the proxy, and with nobody else’s word for it', async () => {
  const app = await buildAdminServer({ ...api.parts, adminProxies: ['127.0.0.1'] }, '/nonexistent');
  const token = await api.token('owner', 'Through a proxy');
  const add = (name: string, asker: string) =>
    app.request(
      '/api/v1/hotspot-zones',
      {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          'X-Forwarded-For': '198.51.100.1, 192.0.2.7',
        },
        body: JSON.stringify({ name, ssid: name }),
      },
      { incoming: { socket: { remoteAddress: asker } } } as never,
    );
  assert.equal((await add('By proxy', '127.0.0.1')).status, 201);
  assert.equal((await add('By a liar', '192.0.2.66')).status, 201);
  const rows = await api.database.db
    .selectFrom('audit_log')
    .select('source_address')
    .where('actor_name', '=', 'Through a proxy')
    .orderBy('id')
    .execute();
  assert.deepEqual(
    rows.map(({ source_address }) => source_address),
    ['192.0.2.7', '192.0.2.66'],
  );
});
