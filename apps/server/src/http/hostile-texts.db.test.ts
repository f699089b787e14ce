import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { API_PATH } from './admin-api.ts';
import { addTestCustomer, type Answer, type Json, openTestApi, type TestApi } from './testing/test-api.ts';

/** Each would do something if it became part of a statement; the last is what PostgreSQL has no text for. */
const HOSTILE = [
  `'; create table gotcha (x int); --`,
  `%' or 1=1 union select id::text, password_hash from operators --`,
  String.raw`\'; create table gotcha (x int); $1 $$ /*`,
  'nul\u0000 in the \ud800 middle',
];

type Schema = { readonly [key: string]: unknown };
type Operation = {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly body: Schema | null;
};

let api: TestApi;
let schemas: Readonly<Record<string, Schema>>;
let operations: readonly Operation[];
before(async () => {
  api = await openTestApi();
  const { body } = await api.call('GET', '/openapi.json');
  const document = body as unknown as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
    readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  };
  schemas = document.components.schemas;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.slice(API_PATH.length),
      query: parametersOf(operation).flatMap((each) =>
        each['in'] === 'query' ? [String(each['name'])] : [],
      ),
      body: bodyOf(operation),
    })),
  );
});
after(() => api?.close());

const parametersOf = (operation: Schema) => (operation['parameters'] ?? []) as readonly Schema[];

function bodyOf(operation: Schema): Schema | null {
  const request = operation['requestBody'] as { content?: Record<string, { schema?: Schema }> } | undefined;
  return request?.content?.['application/json']?.schema ?? null;
}

/** A value of this shape in which every text is the one given. */
function filled(schema: Schema, text: string, depth = 0): unknown {
  const reference = schema['$ref'];
  if (typeof reference === 'string')
    return filled(schemas[reference.split('/').at(-1) ?? ''] ?? {}, text, depth + 1);
  const several = (schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf']) as readonly Schema[] | undefined;
  if (several?.[0] !== undefined) return filled(several[0], text, depth + 1);
  if (Array.isArray(schema['enum'])) return schema['enum'][0] as unknown;
  if (schema['const'] !== undefined) return schema['const'];
  if (depth > 6) return null;
  switch (schema['type']) {
    case 'object': {
      const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
      return Object.fromEntries(properties.map(([name, each]) => [name, filled(each, text, depth + 1)]));
    }
    case 'array':
      return [filled((schema['items'] ?? {}) as Schema, text, depth + 1)];
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    default:
      return text;
  }
}

function atPath(path: string, text: string): string {
  return path.replaceAll(/\{\w+\}/g, encodeURIComponent(text.toWellFormed()));
}

function stood({ status, text }: Answer, what: string): void {
  assert.ok(status < 500, `${what}: ${status} ${text.slice(0, 300)}`);
  assert.doesNotMatch(text, /syntax error|\$argon2|relation "/, what);
}

/** Nothing was created, and nothing is gone. */
async function assertUnharmed(customers: number): Promise<void> {
  const { rows } = await sql<{ gotcha: string | null; customers: number }>`
    select to_regclass('gotcha')::text as gotcha, (select count(*)::int from customers) as customers`.execute(
    api.database.db,
  );
  assert.deepEqual(rows, [{ gotcha: null, customers }]);
}

const NOT_ASKED = new Set(['/live', '/sign-out']);

test('every path and every parameter of every list takes hostile text as text', async () => {
  await addTestCustomer(api);
  assert.ok(operations.length > 100);
  let asked = 0;
  for (const { method, path, query } of operations) {
    if (NOT_ASKED.has(path)) continue;
    for (const text of HOSTILE) {
      const address = atPath(path, text);
      if (address !== path) stood(await api.call(method, address), `${method} ${address}`);
      if (method !== 'GET') continue;
      const wellFormed = encodeURIComponent(text.toWellFormed());
      const known = path.replaceAll(/\{\w+\}/g, '1');
      for (const name of query)
        stood(await api.call('GET', `${known}?${name}=${wellFormed}`), `GET ${path} ${name}=${text}`);
      asked += query.length;
    }
  }
  assert.ok(asked > 500, `${asked}`);
  await assertUnharmed(1);
});

test('every field of every body takes hostile text as text, or is refused for what it is', async () => {
  for (const { method, path, body } of operations) {
    if (body === null || NOT_ASKED.has(path)) continue;
    for (const text of HOSTILE) {
      const whole = filled(body, text);
      const known = path.replaceAll(/\{\w+\}/g, '1');
      stood(await api.call(method, known, whole), `${method} ${path} with ${text}`);
      // One by one: where a neighbour is refused, nobody looks further.
      for (const [name, value] of Object.entries(whole as Record<string, unknown>))
        stood(await api.call(method, known, { [name]: value }), `${method} ${path} ${name}=${text}`);
    }
  }
});

test('what was stored is found again letter by letter, by searching for it too', async () => {
  for (const text of HOSTILE.slice(0, 3)) {
    const before = await api.database.db.selectFrom('customers').selectAll().execute();
    const name = `N ${text}`;
    const added = await api.call('POST', '/customers', {
      name,
      username: `u${before.length}`,
      password: `p ${text}`,
      kind: 'pppoe',
    });
    assert.equal(added.status, 201, added.text);
    const label = text.slice(0, 40);
    const device = { mac: `C4:E9:84:00:09:0${before.length}`, label };
    const registered = await api.call('POST', `/customers/${added.body['id']}/devices`, device);
    assert.equal(registered.body['label'], label, registered.text);
    for (const [list, field] of [
      ['/customers', name],
      ['/devices', label],
    ] as const) {
      const { body } = await api.call('GET', `${list}?search=${encodeURIComponent(field)}`);
      const items = body['items'] as unknown as readonly Json[];
      assert.equal(items.length, 1, `${list} ${field}`);
    }
    await assertUnharmed(before.length + 1);
  }
});
