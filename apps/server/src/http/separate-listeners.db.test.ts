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

const OF_BOTH = new Set(['/healthz']);
const asked = (path: string) => path.replaceAll(/:\w+(\{[^}]*\})?/g, '1').replaceAll('*', 'x');
const named = (routes: readonly { method: string; path: string }[]) =>
  [...new Set(routes.map(({ method, path }) => `${method} ${path}`))]
    .map((each) => each.split(' ') as [string, string])
    .filter(([method, path]) => method !== 'ALL' && path !== '*' && !OF_BOTH.has(path));

test('nothing of the admin’s listener is on the portal’s, with an owner’s token or without', async () => {
  const portal = buildPortalServer(api.parts, { leadsToHttps: false });
  const routes = named(api.app.routes).filter(([, path]) => path !== '/');
  assert.ok(routes.length > 100, `${routes.length} routes`);
  const token = await api.token('owner');
  for (const [method, path] of routes) {
    for (const headers of [{}, { Authorization: `Bearer ${token}` }]) {
      const answer = await portal.request(asked(path), { method, headers });
      assert.equal(answer.status, 404, `${method} ${path}`);
    }
  }
});

test('nothing of the portal is on the admin’s listener', async () => {
  const portal = buildPortalServer(api.parts, { leadsToHttps: false });
  const admin = await buildAdminServer(api.parts, '/nonexistent');
  const routes = named(portal.routes);
  assert.ok(routes.length > 20, `${routes.length} routes`);
  for (const [method, path] of routes) {
    const answer = await admin.request(asked(path), { method });
    const said = await answer.text();
    // For whatever a browser may open, the admin app answers with itself.
    assert.match(said, /has not been built|no-such-route/, `${method} ${path}`);
    assert.match(answer.headers.get('Content-Security-Policy') ?? '', /script-src 'self';/, path);
  }
});
