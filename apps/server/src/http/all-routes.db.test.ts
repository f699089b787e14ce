import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mayDo, roles } from '@gatehouse/domain/operators/permissions';
import { API_PATH, buildAdminApi } from './admin-api.ts';
import { declarationOf, type RouteDeclaration } from './require-permission.ts';
import { openTestApi, type TestApi } from './testing/test-api.ts';

type ApiRoute = { method: string; path: string; declaration: RouteDeclaration; hasBody: boolean };

/** Walks every route there is: a new one is tested by existing. */
let api: TestApi;
let routes: ApiRoute[];
let documented: Record<string, Record<string, Record<string, unknown>>>;

before(async () => {
  api = await openTestApi();
  routes = findRoutes();
  const { body } = await api.call('GET', '/openapi.json');
  documented = body['paths'] as unknown as typeof documented;
});
after(() => api.close());

function findRoutes(): ApiRoute[] {
  const built = buildAdminApi(api.parts).routes.filter(({ method }) => method !== 'ALL');
  return built.flatMap(({ method, path, handler }) => {
    const declaration = declarationOf(handler);
    const hasBody = method === 'POST' || method === 'PATCH' || method === 'PUT';
    return declaration ? [{ method, path, declaration, hasBody }] : [];
  });
}

const addressOf = ({ path }: ApiRoute) => path.slice(API_PATH.length).replaceAll(/:(\w+)/g, '1');
const nameOf = ({ method, path }: ApiRoute) => `${method} ${path}`;

test('has routes to walk', () => {
  assert.ok(routes.length >= 40, `${routes.length} routes`);
});

test('answers 401 to a stranger on every route that is not public, and to a token that is none', async () => {
  for (const route of routes) {
    if (route.declaration.permission === 'public') continue;
    for (const headers of [
      {},
      { Authorization: 'Bearer gh_nobody' },
      { Authorization: 'Basic b3duZXI6eA==' },
    ]) {
      const answer = await api.call(route.method, addressOf(route), route.hasBody ? {} : undefined, headers);
      assert.equal(answer.status, 401, nameOf(route));
      assert.equal(answer.body['error']?.['code'], 'not-signed-in', nameOf(route));
    }
  }
});

test('answers 403 to every role that lacks the permission', async () => {
  for (const role of roles) {
    const headers = { Authorization: `Bearer ${await api.token(role)}` };
    for (const route of routes) {
      const { permission } = route.declaration;
      if (permission === 'public' || permission === 'signed-in' || mayDo(role, permission)) continue;
      const answer = await api.call(route.method, addressOf(route), route.hasBody ? {} : undefined, headers);
      assert.equal(answer.status, 403, `${role}: ${nameOf(route)}`);
      assert.match(String(answer.body['error']?.['message']), new RegExp(permission.replace('.', '\\.')));
    }
  }
});

test('answers 403 to every role that sends a field whose permission it lacks, whatever the field holds', async () => {
  const guarded = routes.filter((route) => route.declaration.fieldPermissions);
  assert.ok(guarded.length >= 2, `${guarded.length} routes`);
  for (const role of roles) {
    const headers = { Authorization: `Bearer ${await api.token(role)}` };
    for (const route of guarded) {
      const { permission, fieldPermissions = {} } = route.declaration;
      if (permission === 'public' || permission === 'signed-in' || !mayDo(role, permission)) continue;
      for (const [field, needed] of Object.entries(fieldPermissions)) {
        for (const value of ['1', null, { no: 'id' }]) {
          const answer = await api.call(route.method, addressOf(route), { [field]: value }, headers);
          const refused = answer.status === 403;
          assert.equal(refused, !mayDo(role, needed), `${role}: ${nameOf(route)} ${answer.text}`);
          if (refused) assert.match(answer.text, new RegExp(`${field}.*${needed.replace('.', '\\.')}`));
        }
      }
    }
  }
});

test('asks on every route that asks for a step-up, whoever has not proved themselves for ten minutes', async () => {
  const guarded = routes.filter(
    ({ declaration: { stepUp } }) => stepUp === 'always' || stepUp === 'by-person',
  );
  assert.ok(guarded.length >= 4, `${guarded.length} routes`);
  const person = await api.signedIn('owner');
  await api.database.db
    .updateTable('sign_ins')
    .set({ proved_at: new Date(Date.now() - 10.1 * 60_000) })
    .execute();
  for (const route of guarded) {
    const body = route.hasBody ? {} : undefined;
    const answer = await api.call(route.method, addressOf(route), body, person);
    assert.equal(answer.status, 403, nameOf(route));
    assert.equal(answer.body['error']?.['code'], 'step-up-needed', nameOf(route));
    if (route.declaration.stepUp !== 'by-person') continue;
    const byToken = await api.call(route.method, addressOf(route), body);
    assert.equal(byToken.body['error']?.['code'], 'not-an-operator', nameOf(route));
  }
});

test('lets a sign-in whose second factor is due reach nothing but the setting up of one', async () => {
  const person = await api.signedIn('owner');
  await api.database.db.updateTable('sign_ins').set({ second_factor_due: true }).execute();
  for (const route of routes) {
    const { permission, beforeSecondFactor } = route.declaration;
    if (permission === 'public' || beforeSecondFactor) continue;
    const answer = await api.call(route.method, addressOf(route), route.hasBody ? {} : undefined, person);
    assert.equal(answer.status, 403, nameOf(route));
    assert.equal(answer.body['error']?.['code'], 'second-factor-due', nameOf(route));
  }
  const open = routes.filter(({ declaration }) => declaration.beforeSecondFactor).map(nameOf);
  assert.deepEqual(open.map((name) => name.replace(API_PATH, '')).sort(), [
    'GET /me',
    'POST /me/two-factor',
    'POST /me/two-factor/offer',
    'POST /sign-out',
  ]);
});

test('answers 400 to a body that is no JSON, no object, or holds what it does not know', async () => {
  const person = await api.signedIn('owner');
  for (const route of routes) {
    const takesBody =
      documented[openApiPath(route)]?.[route.method.toLowerCase()]?.['requestBody'] !== undefined;
    if (!takesBody) continue;
    for (const body of ['{"a":', '[1]', '"text"', 'null', '7', { __surely_unknown: 1 }]) {
      const headers = route.declaration.stepUp === 'by-person' ? person : undefined;
      const answer = await api.call(route.method, addressOf(route), body, headers);
      assert.equal(answer.status, 400, `${nameOf(route)} ${JSON.stringify(body)}: ${answer.text}`);
      assert.equal(typeof answer.body['error']?.['message'], 'string');
    }
  }
});

test('describes every route in OpenAPI, with its permission, its answers and its refusals', () => {
  for (const route of routes) {
    const operation = documented[openApiPath(route)]?.[route.method.toLowerCase()];
    assert.ok(operation, nameOf(route));
    assert.equal(operation['x-permission'], route.declaration.permission, nameOf(route));
    assert.deepEqual(operation['x-field-permissions'], route.declaration.fieldPermissions, nameOf(route));
    assert.ok(operation['summary'] && Array.isArray(operation['tags']), nameOf(route));
    const statuses = Object.keys(operation['responses'] as object);
    assert.ok(
      statuses.some((status) => status.startsWith('2')),
      nameOf(route),
    );
    assert.ok(route.declaration.permission === 'public' || statuses.includes('403'), nameOf(route));
    if (route.path.includes(':id')) assert.ok(statuses.includes('404'), nameOf(route));
    if (route.hasBody && route.declaration.tag !== 'Sign-in' && !route.declaration.changesNothing) {
      const isChange = statuses.includes('202') || statuses.includes('204');
      assert.ok(isChange, `${nameOf(route)} says nothing of pending nodes`);
    }
  }
});

function openApiPath({ path }: ApiRoute): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

test('answers 404 as JSON to a call that does not exist, and serves the docs without script', async () => {
  const missing = await api.call('GET', '/no-such-thing');
  assert.equal(missing.status, 404);
  assert.equal(missing.body['error']?.['code'], 'no-such-route');
  const docs = await api.call('GET', '/api/docs');
  assert.equal(docs.status, 200);
  assert.match(docs.text, /\/customers\/\{id\}\/devices/);
  assert.doesNotMatch(docs.text, /<script|https?:\/\//i);
  assert.match(docs.headers.get('Content-Security-Policy') ?? '', /script-src 'self'/);
});
