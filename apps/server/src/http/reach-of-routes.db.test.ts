import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { mayDo, type Role, roles } from '@gatehouse/domain/operators/permissions';
import { sql } from 'kysely';
import { rewriteAuditLog } from '../audit-log/testing/rewrite-audit-log.ts';
import { refreshAllFindings } from '../review/refresh-findings.ts';
import { API_PATH, buildAdminApi } from './admin-api.ts';
import { declarationOf, type RouteDeclaration } from './require-permission.ts';
import { signInAs } from './testing/limited-operator.ts';
import { openTestApi, type TestApi } from './testing/test-api.ts';
import { buildTown, marksOf, type Town } from './testing/two-towns.ts';

type ApiRoute = { method: string; path: string; declaration: RouteDeclaration };

/**
 * Two towns, and operators who look after one of them. Every route there is is asked about the other: a new one is walked by
 * existing, and fails until it is said here what a stranger would send it.
 */
let api: TestApi;
let here: Town;
let there: Town;
let routes: ApiRoute[];
let parameters: Map<string, readonly string[]>;
const headersOf = new Map<Role, Record<string, string>>();

/** Nothing of this has ever been. */
const nowhere = new Proxy({} as Town, {
  get: (_, field) => (field === 'mac' ? (which: number) => `9C:00:00:00:99:0${which}` : 999_999),
});

const HERE = 24;
const THERE = 68;

before(async () => {
  api = await openTestApi();
  here = await buildTown(api, 'Austral', HERE);
  there = await buildTown(api, 'Boreal', THERE);
  await crossOver();
  for (const role of roles) {
    if (role === 'owner') continue;
    headersOf.set(role, (await signInAs(api, role, { zoneIds: [here.zone] })).headers);
  }
  routes = buildAdminApi(api.parts).routes.flatMap(({ method, path, handler }) => {
    const declaration = declarationOf(handler);
    return declaration && method !== 'ALL'
      ? [{ method, path: path.slice(API_PATH.length), declaration }]
      : [];
  });
  const { body } = await api.call('GET', '/openapi.json');
  type Operation = { parameters?: { in: string; name: string }[] };
  const paths = body['paths'] as unknown as Record<string, Record<string, Operation>>;
  parameters = new Map(
    routes.map((route) => {
      const described = paths[`${API_PATH}${route.path}`.replaceAll(/:(\w+)/g, '{$1}')];
      const all = described?.[route.method.toLowerCase()]?.parameters ?? [];
      return [nameOf(route), all.filter((one) => one.in === 'query').map(({ name }) => name)];
    }),
  );
});
after(() => api.close());

/** What the towns have to do with each other: people travel, sell their phones, and owners move things about. */
async function crossOver(): Promise<void> {
  const { db } = api.database;
  // A customer from here dials in there, with a device that is registered there.
  await db
    .insertInto('attempts')
    .columns([
      'id',
      'first_at',
      'at',
      'count',
      'node_id',
      'kind',
      'customer_id',
      'username',
      'mac',
      'calling_station_id',
      'nas_id',
      'outcome',
      'reason',
      'facts',
    ])
    .expression(
      sql`select gen_random_uuid(), first_at, at, count, node_id, kind, ${here.line}::bigint, 'austral.pppoe', ${here.mac(1)}::macaddr, ${here.mac(1)}, ${there.nas}::bigint, outcome, reason,
            ${JSON.stringify({ holderCustomerId: there.line })}::jsonb
            from attempts where id = ${there.attempt}` as never,
    )
    .execute();
  // One of theirs logs in here.
  await db.updateTable('sessions').set({ nas_id: here.nas }).where('id', '=', there.session).execute();
  await sql`
    insert into clone_sightings (mac, places, nas_ids, first_at, last_at)
    values (${here.mac(1)}, 'both', ${[here.nas, there.nas]}, trusted_now() - interval '1 hour', trusted_now())`.execute(
    db,
  );
  await refreshAllFindings(db);
  // A device of theirs is given to somebody here, and one from here to them.
  const moved = await api.call('POST', `/customers/${there.line}/devices`, {
    mac: '24:DE:F0:00:00:A1',
    label: 'Travelled',
  });
  await api.call('POST', `/devices/${moved.body['id']}/move`, { customerId: String(here.line) });
}

const nameOf = ({ method, path }: ApiRoute) => `${method} ${path}`;

/** Routes about what belongs to no place, or to whoever asks. */
const OF_NO_PLACE = new Set(['GET /me/lists/:screen', 'PATCH /me/lists/:screen', 'GET /payment-methods/:id']);

function addressOf({ path }: ApiRoute, town: Town): string {
  const ids: Record<string, string | number> = {
    customers: town.line,
    devices: path.endsWith('/restore') ? town.removed : town.device,
    macs: town.mac(1),
    'blocked-macs': town.mac(3),
    'hotspot-zones': town.zone,
    nas: town.nas,
    'service-packages': town.package,
    subscriptions: town.subscription,
    payments: town.payment,
    'voucher-batches': town.batch,
    sessions: town.session,
    'router-requests': town.request,
    attempts: town.attempt,
  };
  const thing = path.split('/')[1] ?? '';
  return path
    .replace(':noteId', String(town.note))
    .replace(':serial', '1')
    .replace(':screen', 'devices')
    .replaceAll(/:\w+/g, String(ids[thing] ?? 1));
}

/** What somebody would send who wants to do something to the other town; a route that takes nothing is not here. */
const BODIES: Record<string, (town: Town) => unknown> = {
  'POST /customers/export.csv': (t) => ({ ids: [String(t.line)] }),
  'POST /customers': (t) => ({
    name: 'Intruder',
    username: `intruder.${Math.random()}`,
    password: 'a-long-password',
    kind: 'pppoe',
    home: { routerId: String(t.nas) },
  }),
  'PATCH /customers/:id': () => ({ name: 'Renamed' }),
  'POST /devices/bulk': (t) => ({ action: 'remove', selection: { ids: [String(t.device)] } }),
  'POST /devices/export.csv': (t) => ({ selection: { ids: [String(t.device)] } }),
  'POST /customers/:id/devices': () => ({ mac: '02:00:00:11:11:11' }),
  'PATCH /devices/:id': () => ({ label: 'Relabelled' }),
  'POST /devices/:id/restore': () => ({}),
  'POST /devices/:id/move': () => ({ customerId: String(here.line), overLimit: true }),
  'POST /devices/:id/notes': () => ({ text: 'Was here' }),
  'POST /devices/:id/continue': (t) => ({ newerId: String(t.device + 1) }),
  'POST /devices/:id/tell-apart': (t) => ({ newerId: String(t.device + 1) }),
  'POST /devices/:id/propose-again': (t) => ({ newerId: String(t.device + 1) }),
  'POST /devices/:id/replace': () => ({ mac: '02:00:00:11:11:12', overHolder: true }),
  'POST /customers/:id/swap-window': () => ({}),
  'POST /customers/:id/swap-window/undo-open': () => ({ windowId: '1' }),
  'POST /blocked-macs': (t) => ({ mac: t.mac(1) }),
  'POST /unrecognised-devices/ignore': (t) => ({ ids: [String(t.unrecognised)], ignored: true }),
  'POST /review/decisions': (t) => ({ decision: 'remove', findingIds: [String(t.finding)] }),
  'POST /review/decisions/undo': () => ({ decisionIds: ['1', '2'] }),
  'POST /binding-checks': (t) => ({ customerIds: [String(t.line)] }),
  'POST /binding-checks/adopt': (t) => ({ devices: [{ customerId: String(t.line), mac: t.mac(7) }] }),
  'POST /binding-checks/undo-adopt': (t) => ({
    devices: [{ customerId: String(t.line), deviceId: String(t.device) }],
  }),
  'POST /binding-checks/apply': (t) => ({
    customers: [{ customerId: String(t.line), macBinding: 'strict' }],
  }),
  'POST /customers/:id/subscriptions': (t) => ({ servicePackageId: String(t.package) }),
  'POST /customers/:id/renew': (t) => ({ subscriptionId: String(t.subscription) }),
  'PATCH /subscriptions/:id': () => ({ endsAt: '2100-01-01T00:00:00Z', reason: 'for ever' }),
  'POST /payments': (t) => ({
    customerId: String(t.guest),
    servicePackageId: String(t.package),
    paymentMethodId: '1',
    idempotencyKey: `stranger-${Math.random()}`,
  }),
  'POST /payments/:id/approve': () => ({ reference: 'x' }),
  'POST /payments/:id/refuse': () => ({ reason: 'no' }),
  'POST /payments/:id/refund': () => ({ reason: 'no' }),
  'POST /voucher-batches': (t) => ({
    name: `Stolen ${Math.random()}`,
    servicePackageId: String(t.package),
    count: 1,
  }),
  'POST /voucher-batches/:id/revoke': () => ({ reason: 'no' }),
  'POST /voucher-batches/:id/vouchers/:serial/revoke': () => ({ reason: 'no' }),
  'POST /vouchers/find': (t) => ({ code: t.code }),
  'POST /hotspot-zones/:id/portal-preview': () => ({ page: 'welcome', language: 'en', scheme: 'light' }),
};

/** Taken with one of these in the query, whichever the route knows. */
const queriesAbout = (t: Town): Record<string, readonly string[]> => ({
  search: [t.name, t.name.toLowerCase(), t.mac(1), t.mac(1).slice(0, 8), `10.${THERE}.0.1`],
  q: [t.name, t.mac(1), `10.${THERE}.1.1`],
  customerId: [String(t.line), String(t.guest)],
  nasId: [String(t.nas)],
  zoneId: [String(t.zone)],
  signedUpZoneId: [String(t.zone)],
  servicePackageId: [String(t.package)],
  deviceId: [String(t.device)],
  sessionId: [String(t.session)],
  username: [`${t.name.toLowerCase()}.pppoe`],
  mac: [t.mac(1)],
});
const ALWAYS: Record<string, string> = {
  count: 'true',
  limit: '500',
  screen: 'devices',
  q: 'router',
  timeZone: 'UTC',
  days: '30',
  dayStart: '2026-01-01T00:00:00Z',
  service: 'pppoe',
  passersBy: 'true',
};

/** What a route cannot do without. */
const NEEDED: Record<string, () => Record<string, string>> = {
  'GET /voucher-batches/:id/sheet': () => ({ zoneId: String(here.zone) }),
  'GET /explain': () => ({ nasId: String(here.nas), username: 'somebody' }),
  'GET /customers/:id/renewal': () => ({ servicePackageId: String(here.package) }),
  'DELETE /customers/:id/swap-window': () => ({ windowId: '1' }),
  'POST /customers/:id/swap-window/reopen': () => ({ windowId: '1' }),
  'POST /devices/:id/undo-replace': () => ({ mac: here.mac(1) }),
};

const SPANS: Record<string, string> = { '/devices/:id/traffic': 'day', '/hotspot-overview': 'day' };

const isWholeHouse = ({ declaration: { permission } }: ApiRoute) =>
  permission !== 'public' &&
  permission !== 'signed-in' &&
  mayDo('owner', permission) &&
  !mayDo('owner', permission, true);

function* walk(): Generator<{ route: ApiRoute; role: Role; headers: Record<string, string> }> {
  for (const [role, headers] of headersOf) {
    for (const route of routes) {
      const { permission } = route.declaration;
      if (permission === 'public' || nameOf(route) === 'GET /live' || route.path === '/sign-out') continue;
      // About oneself alone, and some of it ends the sign-in.
      if (route.method !== 'GET' && route.path.startsWith('/me/')) continue;
      if (permission !== 'signed-in' && !mayDo(role, permission, true)) continue;
      yield { route, role, headers };
    }
  }
}

function queryOf(route: ApiRoute, asked: Readonly<Record<string, string>>): string {
  const known = parameters.get(nameOf(route)) ?? [];
  const query = new URLSearchParams();
  for (const name of known) {
    const value =
      asked[name] ?? NEEDED[nameOf(route)]?.()[name] ?? (name === 'span' ? SPANS[route.path] : ALWAYS[name]);
    if (value !== undefined) query.set(name, value);
  }
  return query.size === 0 ? '' : `?${query}`;
}

/** @param asked what was typed may be said again */
function assertSaysNothing(text: string, of: Town, what: string, asked = ''): void {
  for (const mark of marksOf(of, THERE)) {
    if (asked.toLowerCase().includes(mark.toLowerCase())) continue;
    const at = text.indexOf(mark);
    assert.equal(at, -1, `${what} tells of ${mark}: …${text.slice(Math.max(0, at - 200), at + 60)}…`);
  }
}

describe('an operator of one town', () => {
  test('is refused on every route that concerns the whole house', async () => {
    const concerned = routes.filter(isWholeHouse);
    assert.ok(concerned.length > 30, `${concerned.length} routes`);
    for (const [role, headers] of headersOf) {
      for (const route of concerned) {
        const hasBody = ['POST', 'PUT', 'PATCH'].includes(route.method);
        const answer = await api.call(
          route.method,
          addressOf(route, here),
          hasBody ? {} : undefined,
          headers,
        );
        assert.equal(answer.status, 403, `${role}: ${nameOf(route)} ${answer.text}`);
      }
    }
  });

  test('reads of their own town whatever their role may read', async () => {
    const headers = headersOf.get('manager') ?? {};
    const texts: string[] = [];
    for (const { route, role } of walk()) {
      if (role !== 'manager' || route.method !== 'GET') continue;
      if (/bulk-actions\/|logo|explanation|radius-nodes/.test(route.path)) continue;
      const answer = await api.call(
        'GET',
        `${addressOf(route, here)}${queryOf(route, {})}`,
        undefined,
        headers,
      );
      assert.ok(answer.status === 200, `${nameOf(route)}: ${answer.status} ${answer.text}`);
      texts.push(answer.text);
    }
    for (const word of [
      'Austral pppoe',
      'Austral hotspot',
      'Austral device 1',
      'Austral router',
      'Austral zone',
      'Austral batch',
      'Austral note',
      'Austral reference',
      here.mac(7),
      here.mac(9),
    ])
      assert.ok(
        texts.some((text) => text.includes(word)),
        word,
      );
  });

  test('sees nothing of the other by any list, search, filter, export, count or object of their own', async () => {
    for (const { route, role, headers } of walk()) {
      if (route.method !== 'GET') continue;
      const what = `${role}: ${nameOf(route)}`;
      const about: Record<string, string>[] = [{}];
      for (const [name, values] of Object.entries(queriesAbout(there)))
        if ((parameters.get(nameOf(route)) ?? []).includes(name))
          about.push(...values.map((value) => ({ [name]: value })));
      for (const asked of about) {
        // What they exported before is on the record, in words of their own.
        if (route.path.startsWith('/audit-log'))
          await rewriteAuditLog(api.database.pool, `delete from audit_log where action like '%.export'`);
        const query = queryOf(route, asked);
        const answer = await api.call('GET', `${addressOf(route, here)}${query}`, undefined, headers);
        assert.ok(answer.status < 500, `${what}${query}: ${answer.text}`);
        assertSaysNothing(answer.text, there, `${what}${query}`, Object.values(asked).join(' '));
      }
    }
  });

  test('is answered about everything of the other as if it were not, whatever they send', async () => {
    const { db } = api.database;
    const before = await everythingOf(db, there);
    for (const { route, role, headers } of walk()) {
      const what = `${role}: ${nameOf(route)}`;
      const takesId = route.path.includes('/:');
      const hasBody = route.method === 'POST' || route.method === 'PUT' || route.method === 'PATCH';
      const make = BODIES[nameOf(route)];
      if (OF_NO_PLACE.has(nameOf(route)) || (route.method === 'GET' && !takesId)) continue;
      const address = `${addressOf(route, there)}${queryOf(route, {})}`;
      const answer = await api.call(route.method, address, hasBody ? make?.(there) : undefined, headers);
      assertSaysNothing(answer.text, there, what, JSON.stringify(make?.(there) ?? '') + address);
      assert.ok(answer.status < 500, `${what}: ${answer.text}`);
      if (takesId) {
        if (answer.status === 404) continue;
        const unknown = await api.call(
          route.method,
          `${addressOf(route, nowhere)}${queryOf(route, {})}`,
          hasBody ? make?.(there) : undefined,
          headers,
        );
        const asThough = unknown.text.replaceAll(nowhere.mac(1), there.mac(1));
        assert.deepEqual([answer.status, answer.text], [unknown.status, asThough], what);
        assert.ok(answer.status < 300 || make !== undefined || !hasBody, `${what}: ${answer.text}`);
        assert.notEqual(
          answer.status,
          400,
          `${what}: a stranger would send something better: ${answer.text}`,
        );
      } else if (route.declaration.permission !== 'signed-in') {
        assert.ok(make !== undefined || !hasBody, `${what}: say in BODIES what a stranger would send`);
        assert.notEqual(
          answer.status,
          400,
          `${what}: a stranger would send something better: ${answer.text}`,
        );
      }
    }
    assert.deepEqual(await everythingOf(db, there), before);
  });
});

/** Every row that tells of a town, as text; what is written down of those who looked does not count. */
async function everythingOf(db: TestApi['database']['db'], town: Town): Promise<Record<string, string[]>> {
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and not relispartition and relname not in ('audit_log', 'change_feed', 'sign_ins', 'operators') order by 1`.execute(
    db,
  );
  const found: Record<string, string[]> = {};
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`
      select t::text as row from ${sql.table(name)} t
       where t::text ilike any(${marksOf(town, THERE).map((mark) => `%${mark}%`)}) order by 1`.execute(db);
    found[name] = rows.map(({ row }) => row);
  }
  return found;
}
