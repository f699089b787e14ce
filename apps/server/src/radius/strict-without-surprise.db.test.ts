import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { explainAccess } from './explain-access.ts';

/**
 * A month of made history: 80 lines on a package that binds nothing, with routers that were swapped, second devices,
 * devices that somebody else has registered, and routers that tell no MAC.
 */
const CUSTOMERS = 80;
const DAYS = 30;

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

type Login = { readonly username: string; readonly customerId: number; readonly mac: string | null };

async function makeHistory(): Promise<{ servicePackageId: string; logins: readonly Login[] }> {
  const { pool } = api.database;
  await pool.query(
    `insert into nas (id, name, address, secret_cipher, vendor, coa_port) overriding system value
     values (1, 'Tower 3', '192.0.2.1', $1, 'mikrotik', 3799)`,
    [api.parts.secretBox.seal('a secret', 'nas-secret')],
  );
  await pool.query('create table attempts_of_a_test partition of attempts default');
  const packages = await pool.query<{ id: number }>(
    `insert into service_packages (name, kind, device_limit) values ('Home 20', 'pppoe', 1) returning id`,
  );
  const made = await pool.query<{ id: number; username: string }>(
    `insert into customers (name, username, username_key, password_cipher, kind)
     select 'Customer ' || n, 'line.' || n, 'line.' || n, $1, 'pppoe' from generate_series(1, ${CUSTOMERS}) n
     returning id, username`,
    [api.parts.secretBox.seal('a-long-password', 'network-password')],
  );
  const logins: Login[] = [];
  for (const [i, { id, username }] of made.rows.entries()) {
    await pool.query('insert into subscriptions (customer_id, service_package_id) values ($1, $2)', [
      id,
      packages.rows[0]?.id,
    ]);
    const macs = macsOf(i);
    // Every third line has its first router registered already; every tenth somebody else's.
    if (i % 3 === 0 && macs[0]) await register(id, macs[0]);
    for (const [at, mac] of macs.entries()) {
      logins.push({ username, customerId: id, mac });
      await tell(id, username, mac, at);
    }
  }
  // A device that was used on one line, and is registered to another.
  for (const i of [7, 17]) {
    const [login, other] = [logins.find(({ username }) => username === `line.${i + 1}`), made.rows[i + 1]];
    if (login?.mac && other) await register(other.id, login.mac);
  }
  return { servicePackageId: String(packages.rows[0]?.id), logins };
}

/** One router, a swap in the middle of the month, or a second device; none that can be read; nobody at home. */
function macsOf(i: number): (string | null)[] {
  const mac = (n: number) => `C4:E9:84:${[i >> 8, i & 255, n].map(hex).join(':')}`;
  if (i % 40 === 5) return [];
  if (i % 40 === 6) return [null];
  return i % 4 === 0 ? [mac(1), mac(2), mac(3)] : [mac(1)];
}

const hex = (octet: number) => octet.toString(16).toUpperCase().padStart(2, '0');

async function register(customerId: number, mac: string): Promise<void> {
  await api.database.pool.query(
    `insert into devices (customer_id, mac, source, added_by) values ($1, $2, 'operator', 'x')`,
    [customerId, mac],
  );
}

/** Some days of it as sessions, some as lines of the access log. */
async function tell(customerId: number, username: string, mac: string | null, at: number): Promise<void> {
  const daysAgo = 1 + ((customerId * 7 + at * 9) % (DAYS - 2));
  const { pool } = api.database;
  if ((customerId + at) % 2 === 0)
    await pool.query(
      `insert into sessions (identity_hash, nas_id, source_address, nas_identifier, acct_session_id, username,
                             calling_station_id, mac, customer_id, started_at, last_event_start_at, last_heard_at, ended_at)
       select $1, 1, '192.0.2.1', '', 's', $2, '', $3::macaddr, $4, t, t, t + interval '5 hours', t + interval '5 hours'
         from (select now() - $5 * interval '1 day' as t) as x`,
      [customerId * 10 + at, username, mac, customerId, daysAgo],
    );
  else
    await pool.query(
      `insert into attempts (id, first_at, at, count, node_id, kind, customer_id, username, mac, calling_station_id, nas_id,
                             outcome, reason, facts)
       select gen_random_uuid(), t, t, 1, gen_random_uuid(), 'pppoe', $1, $2, $3::macaddr, '', 1, 'accept', null, '{}'
         from (select now() - $4 * interval '1 day' as t) as x`,
      [customerId, username, mac, daysAgo],
    );
}

async function checkAll(servicePackageId: string): Promise<Json[]> {
  const { status, body, text } = await api.call('POST', '/binding-checks', { servicePackageId, days: DAYS });
  assert.equal(status, 200, text);
  assert.equal(body['customers'], CUSTOMERS);
  return body['items'] as unknown as Json[];
}

const devicesOf = (item: Json) => item['devices'] as unknown as Json[];

test('after adoption, strict refuses nobody who was let in during the month, but those whom the check had named', async () => {
  const { servicePackageId, logins } = await makeHistory();
  const items = await checkAll(servicePackageId);
  const adoptable = items.flatMap((item) =>
    devicesOf(item)
      .filter((device) => String(device['adoptable']) === 'true')
      .map(({ mac }) => ({ customerId: item['customerId'], mac })),
  );
  assert.ok(adoptable.length > CUSTOMERS / 2, `${adoptable.length} to adopt`);
  const adopted = await api.call('POST', '/binding-checks/adopt', { devices: adoptable });
  assert.deepEqual(adopted.body['left'], []);

  const left = await checkAll(servicePackageId);
  const named = new Set(
    left.flatMap((item) => devicesOf(item).map(({ mac }) => `${item['customerId']} ${mac}`)),
  );
  assert.equal(
    left.flatMap(devicesOf).filter((device) => String(device['adoptable']) === 'true').length,
    0,
    'nothing is left to adopt',
  );

  await api.call('PATCH', `/service-packages/${servicePackageId}`, { macBinding: 'strict' });
  const reader = { ...api.database, secretBox: api.parts.secretBox };
  const surprises: Login[] = [];
  let refused = 0;
  for (const login of logins) {
    const explained = await explainAccess(reader, {
      username: login.username,
      callingStationId: login.mac ?? '',
      nas: '1',
      service: 'pppoe',
      calledStationId: null,
      now: Date.now(),
    });
    assert.notEqual(explained, 'nas-unknown');
    if (explained === 'nas-unknown' || explained.decision.outcome === 'accept') continue;
    refused += 1;
    if (!named.has(`${login.customerId} ${login.mac}`)) surprises.push(login);
  }
  assert.deepEqual(surprises, []);
  assert.equal(refused, named.size, 'and whoever was named is refused');
  assert.ok(refused >= 4, 'the history has such cases');
});
