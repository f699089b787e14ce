import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { addTestCustomer, openTestApi, type TestApi } from '../../http/testing/test-api.ts';
import { signInAs } from '../../http/testing/limited-operator.ts';
import { settleHomes } from './settle-homes.ts';

let api: TestApi;
const routers: number[] = [];
let zone = 0;

before(async () => {
  api = await openTestApi();
  zone = idOf((await api.call('POST', '/hotspot-zones', { name: 'Bazaar', ssid: 'Bazaar' })).body);
  for (const name of ['North', 'South'])
    routers.push(
      idOf(
        (
          await api.call('POST', '/nas', {
            name,
            address: `10.9.0.${routers.length + 1}`,
            secret: 'a secret for the router',
            vendor: 'generic',
          })
        ).body,
      ),
    );
});
after(() => api.close());

const idOf = (made: unknown): number => Number((made as { id: string }).id);
const homeOf = async (id: number) => {
  const home = (await api.call('GET', `/customers/${id}`)).body['home'];
  return home === null ? null : `${home?.['kind']} ${home?.['name']}`;
};

let serial = 0;
async function addSession(customerId: number, nasId: number | null): Promise<void> {
  serial += 1;
  await api.database.db
    .insertInto('sessions')
    .values({
      identity_hash: serial,
      nas_id: nasId,
      source_address: '10.9.0.1',
      nas_identifier: '',
      acct_session_id: String(serial),
      username: 'x',
      calling_station_id: '',
      customer_id: customerId,
      started_at: sql<Date>`trusted_now()`,
      last_event_start_at: sql<Date>`trusted_now()`,
      last_heard_at: sql<Date>`trusted_now()`,
    })
    .execute();
}

describe('where a customer is at home', () => {
  test('is, of a line, the router that it comes through, and follows it', async () => {
    const id = idOf(await addTestCustomer(api));
    assert.equal(await homeOf(id), null);
    await addSession(id, routers[0] ?? 0);
    assert.equal(await settleHomes(api.database.db), 1);
    assert.equal(await homeOf(id), 'router North');
    await addSession(id, routers[1] ?? 0);
    await addSession(id, null);
    await addSession(id, 999_999);
    await settleHomes(api.database.db);
    assert.equal(await homeOf(id), 'router North', 'the last session is of no router of ours');
    await addSession(id, routers[1] ?? 0);
    await settleHomes(api.database.db);
    assert.equal(await homeOf(id), 'router South');
    assert.equal(await settleHomes(api.database.db), 0);
    const { rows } = await sql<{ after: unknown }>`
      select after from audit_log where action = 'customers.settle-home' and customer_id = ${id} order by id`.execute(
      api.database.db,
    );
    assert.deepEqual(
      rows.map((row) => row.after),
      [{ home: { routerId: String(routers[0]) } }, { home: { routerId: String(routers[1]) } }],
    );
  });

  test('is, of a hotspot customer, the first zone, however they roam', async () => {
    const id = idOf(await addTestCustomer(api, { kind: 'hotspot' }));
    await api.call('POST', `/customers/${id}/devices`, { mac: '02:00:00:00:77:01' });
    await addSession(id, routers[0] ?? 0);
    await settleHomes(api.database.db);
    assert.equal(await homeOf(id), null);
    await api.database.db
      .updateTable('devices')
      .set({ zone_ids: [zone, 77] })
      .where('customer_id', '=', id)
      .execute();
    await addSession(id, routers[1] ?? 0);
    await settleHomes(api.database.db);
    assert.equal(await homeOf(id), 'zone Bazaar');
  });

  test('stays where it was set by hand, until that is taken back', async () => {
    const id = idOf(await addTestCustomer(api, { home: { routerId: String(routers[1]) } }));
    await addSession(id, routers[0] ?? 0);
    await settleHomes(api.database.db);
    assert.equal(await homeOf(id), 'router South');
    await api.call('PATCH', `/customers/${id}`, { home: null });
    assert.equal(await homeOf(id), null);
    await addSession(id, routers[0] ?? 0);
    await settleHomes(api.database.db);
    assert.equal(await homeOf(id), 'router North');
  });

  test('is chosen by an operator among what they look after, and is the only place if there is one', async () => {
    const one = await signInAs(api, 'support', { nasIds: [routers[0] ?? 0] });
    const both = await signInAs(api, 'support', { nasIds: routers });
    const add = (headers: Record<string, string>, username: string, more: object = {}) =>
      api.call(
        'POST',
        '/customers',
        { name: username, username, password: 'a-long-password', kind: 'pppoe', ...more },
        headers,
      );
    const made = await add(one.headers, 'home.one');
    assert.equal(made.status, 201, made.text);
    assert.equal(made.body['home']?.['name'], 'North');
    const unsaid = await add(both.headers, 'home.two');
    assert.equal(unsaid.status, 422, unsaid.text);
    assert.equal(unsaid.body['error']?.['code'], 'home-needed');
    assert.equal(
      (await add(both.headers, 'home.two', { home: { routerId: String(routers[1]) } })).status,
      201,
    );
    const elsewhere = await add(one.headers, 'home.three', { home: { routerId: String(routers[1]) } });
    assert.equal(elsewhere.status, 404, elsewhere.text);
    const id = String(made.body['id']);
    for (const home of [null, { routerId: String(routers[1]) }]) {
      const away = await api.call('PATCH', `/customers/${id}`, { home }, one.headers);
      assert.ok([404, 422].includes(away.status), away.text);
    }
    assert.equal(await homeOf(Number(id)), 'router North');
  });
});
