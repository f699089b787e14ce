import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { addPastDevice, addPastSession, newMac } from '../review/testing.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
  // The access log's days, as the radius process makes them.
  await api.database.pool.query(`create table attempts_of_a_test partition of attempts default`);
});
after(() => api.close());

const DAY_MINUTES = 1440;

async function addAttempt(
  customer: Json,
  mac: string | null,
  { outcome = 'accept', reason = null as string | null, count = 1, daysAgo = 1 } = {},
): Promise<void> {
  await api.database.pool.query(
    `insert into attempts (id, first_at, at, count, node_id, kind, customer_id, username, mac, calling_station_id, nas_id,
                           outcome, reason, facts)
     select gen_random_uuid(), now() - $6 * interval '1 day', now() - $6 * interval '1 day', $5, gen_random_uuid(), 'pppoe', $1, '',
            $2::macaddr, '', 1, $3, $4, '{}'`,
    [customer['id'], mac, outcome, reason, count, daysAgo],
  );
}

async function check(customer: Json, days = 30): Promise<Json> {
  const { status, body, text } = await api.call('POST', '/binding-checks', {
    customerIds: [customer['id']],
    days,
  });
  assert.equal(status, 200, text);
  return body;
}

const devicesOf = (checked: Json) =>
  ((checked['items']?.['0' as never]?.['devices'] ?? []) as unknown as Json[]).map((each) => ({
    mac: each['mac'],
    passed: each['passedCount'],
    refused: each['refusedCount'],
    adoptable: each['adoptable'],
  }));

describe('who would strict have refused?', () => {
  test('nobody, where all that was used is registered', async () => {
    const customer = await addTestCustomer(api);
    const mac = newMac();
    await addPastDevice(api, customer, { mac });
    await addPastSession(api, customer, { mac, startedMinutesAgo: 3 * DAY_MINUTES });
    await addAttempt(customer, mac);
    const checked = await check(customer);
    assert.deepEqual([checked['customers'], checked['ready'], checked['items']], [1, 1, []]);
  });

  test('a device with a session, or a login that was let in, within the days that are asked about', async () => {
    const customer = await addTestCustomer(api);
    const [online, once, longAgo] = [newMac(), newMac(), newMac()];
    await addPastSession(api, customer, { mac: online, startedMinutesAgo: 60 });
    await addAttempt(customer, once, { daysAgo: 5, count: 3 });
    await addAttempt(customer, longAgo, { daysAgo: 40 });
    const checked = await check(customer);
    assert.equal(checked['wouldBeRefused'], 1);
    assert.deepEqual(devicesOf(checked), [
      { mac: online, passed: 1, refused: 0, adoptable: true },
      { mac: once, passed: 3, refused: 0, adoptable: true },
    ]);
    assert.equal(devicesOf(await check(customer, 3)).length, 1);
    assert.equal(devicesOf(await check(customer, 60)).length, 3);
  });

  test('what is refused already is shown apart: the same view after strict is on', async () => {
    const customer = await addTestCustomer(api, { macBinding: 'strict' });
    await addPastDevice(api, customer);
    const mac = newMac();
    await addAttempt(customer, mac, { outcome: 'reject', reason: 'device-not-registered', count: 4 });
    await addAttempt(customer, newMac(), { outcome: 'reject', reason: 'wrong-password' });
    const checked = await check(customer);
    assert.equal(checked['wouldBeRefused'], 0);
    assert.deepEqual(devicesOf(checked), [{ mac, passed: 0, refused: 4, adoptable: true }]);
  });

  test('a device that was refused for something else, with the right password: it comes again once that is mended', async () => {
    const customer = await addTestCustomer(api);
    await addPastDevice(api, customer);
    for (const reason of ['suspended', 'no-subscription', 'quota-exhausted', 'too-many-sessions']) {
      const mac = newMac();
      await addAttempt(customer, mac, { outcome: 'reject', reason, count: 2 });
      const [newest] = devicesOf(await check(customer));
      assert.deepEqual(newest, { mac, passed: 0, refused: 2, adoptable: true }, reason);
    }
  });

  test('what cannot be adopted: somebody else’s, a blocked one, one that told no MAC', async () => {
    const [customer, fatema] = [await addTestCustomer(api), await addTestCustomer(api, { name: 'Fatema' })];
    const [taken, blocked] = [newMac(), newMac()];
    await addPastDevice(api, fatema, { mac: taken });
    await api.database.pool.query(`insert into blocked_macs (mac, blocked_by) values ($1, 'x')`, [blocked]);
    for (const mac of [taken, blocked, null]) await addAttempt(customer, mac);
    const devices = (await check(customer))['items']?.['0' as never]?.['devices'] as unknown as Json[];
    assert.equal(devices.length, 3);
    assert.ok(devices.every(({ adoptable }) => String(adoptable) === 'false'));
    assert.ok(devices.some(({ holder }) => String(holder?.['customerName']) === 'Fatema'));
  });

  test('who has no device and did not log in is named: strict refuses their next login', async () => {
    const customer = await addTestCustomer(api);
    const checked = await check(customer);
    assert.deepEqual([checked['withoutDevice'], checked['ready']], [1, 0]);
    assert.equal((checked['items'] as unknown as Json[]).length, 1);
  });

  test('of a package: all who have it and follow it, in parts', async () => {
    const { rows } = await api.database.pool.query<{ id: number }>(
      `insert into service_packages (name, kind) values ('Home 20', 'pppoe') returning id`,
    );
    const servicePackageId = String(rows[0]?.id);
    await api.database.pool.query(
      `with made as (
         insert into customers (name, username, username_key, password_cipher, kind, mac_binding)
         select 'Mass ' || n, 'mass' || n, 'mass' || n, '\\x00', 'pppoe', case when n > 250 then 'off' end
           from generate_series(1, 260) n returning id)
       insert into subscriptions (customer_id, service_package_id) select id, $1 from made`,
      [servicePackageId],
    );
    let customers = 0;
    let parts = 0;
    let cursor: string | null = null;
    do {
      const { body }: { body: Json } = await api.call('POST', '/binding-checks', {
        servicePackageId,
        ...(cursor !== null && { cursor }),
      });
      customers += Number(body['customers']);
      cursor = body['nextCursor'] === null ? null : String(body['nextCursor']);
      parts += 1;
    } while (cursor !== null);
    assert.deepEqual([customers, parts], [250, 2]);
  });

  test('of a package: also whose it was within the days asked about and may be again; not who has another by now', async () => {
    const { rows } = await api.database.pool.query<{ id: number }>(
      `insert into service_packages (name, kind) values ('Day', 'pppoe'), ('Night', 'pppoe') returning id`,
    );
    const [day, night] = rows.map(({ id }) => id);
    const [ended, longAgo, moved] = [
      await addTestCustomer(api),
      await addTestCustomer(api),
      await addTestCustomer(api),
    ];
    const had = (customer: Json, packageId: number | undefined, endedDaysAgo: number | null) =>
      api.database.pool.query(
        `insert into subscriptions (customer_id, service_package_id, starts_at, ends_at)
         values ($1, $2, now() - interval '90 days', now() - $3 * interval '1 day')`,
        [customer['id'], packageId, endedDaysAgo],
      );
    await had(ended, day, 3);
    await had(longAgo, day, 40);
    await had(moved, day, 3);
    await had(moved, night, null);
    const { body } = await api.call('POST', '/binding-checks', { servicePackageId: String(day), days: 30 });
    assert.deepEqual(
      (body['items'] as unknown as Json[]).map(({ customerId }) => customerId),
      [ended['id']],
    );
  });

  test('needs to be asked about somebody', async () => {
    for (const body of [{}, { customerIds: ['1'], servicePackageId: '1' }])
      assert.equal((await api.call('POST', '/binding-checks', body)).status, 400);
  });
});

describe('adopting', () => {
  test('registers what is used, above the limit too, on record; who has it meanwhile keeps it and is named', async () => {
    const [customer, fatema] = [await addTestCustomer(api), await addTestCustomer(api, { name: 'Fatema' })];
    const macs = [newMac(), newMac(), newMac()];
    for (const mac of macs) await addAttempt(customer, mac);
    await addPastDevice(api, fatema, { mac: macs[2] ?? '' });
    const devices = macs.map((mac) => ({ customerId: customer['id'], mac }));
    const { status, body, text } = await api.call('POST', '/binding-checks/adopt', { devices });
    assert.equal(status, 200, text);
    assert.equal((body['devices'] as unknown as Json[]).length, 2);
    assert.match(String(body['left']?.['0' as never]?.['message']), /Fatema/);
    assert.equal(devicesOf(await check(customer)).length, 1, 'what is Fatema’s is still there');
    const { rows } = await api.database.pool.query(
      `select count(*)::int as count, bool_or((after->>'overLimit')::boolean) as over
         from audit_log where customer_id = $1 and action = 'devices.add'`,
      [customer['id']],
    );
    assert.deepEqual(rows, [{ count: 2, over: true }]);
  });

  test('is undone as if it had not been: nothing sticks; what was moved since is left and named', async () => {
    const [customer, other] = [await addTestCustomer(api), await addTestCustomer(api)];
    const macs = [newMac(), newMac()];
    for (const mac of macs) await addAttempt(customer, mac);
    const adopt = { devices: macs.map((mac) => ({ customerId: customer['id'], mac })) };
    const { body } = await api.call('POST', '/binding-checks/adopt', adopt);
    const adopted = body['devices'] as unknown as Json[];
    await api.call('POST', `/devices/${adopted[1]?.['deviceId']}/move`, { customerId: other['id'] });
    const undone = await api.call('POST', '/binding-checks/undo-adopt', {
      devices: adopted.map(({ deviceId, customerId }) => ({ deviceId, customerId })),
    });
    assert.equal(undone.status, 200, undone.text);
    assert.equal((undone.body['devices'] as unknown as Json[]).length, 1);
    assert.match(String(undone.body['left']?.['0' as never]?.['message']), /moved/);
    const { rows } = await api.database.pool.query('select from removed_devices where customer_id = $1', [
      customer['id'],
    ]);
    assert.equal(rows.length, 0);
  });
});

describe('setting the binding of many', () => {
  test('tells what was before, which undoes it, except where somebody has changed it since', async () => {
    const [one, other] = [await addTestCustomer(api, { macBinding: 'learn' }), await addTestCustomer(api)];
    const set = (customers: readonly object[]) => api.call('POST', '/binding-checks/apply', { customers });
    const { status, body, text } = await set(
      [one, other].map(({ id }) => ({ customerId: id, macBinding: 'strict' })),
    );
    assert.equal(status, 200, text);
    assert.deepEqual(body['before'], [
      { customerId: one['id'], macBinding: 'learn' },
      { customerId: other['id'], macBinding: null },
    ]);
    await api.call('PATCH', `/customers/${one['id']}`, { macBinding: 'off' });
    const undo = (body['before'] as unknown as Json[]).map((each) => ({ ...each, expected: 'strict' }));
    const undone = await set(undo);
    assert.deepEqual(undone.body['left'], [{ customerId: one['id'], customerName: one['name'] }]);
    const modes = await Promise.all(
      [one, other].map(async ({ id }) => (await api.call('GET', `/customers/${id}`)).body['macBinding']),
    );
    assert.deepEqual(modes, ['off', null]);
  });
});
