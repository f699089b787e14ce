import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { portalRoutes } from './portal.routes.ts';
import { testRedirect, visitPortal } from './testing.ts';

let api: TestApi;
let portal: ReturnType<typeof portalRoutes>;
let zoneId: number;
let packageId: string;
before(async () => {
  api = await openTestApi();
  portal = portalRoutes(api.parts);
  zoneId = Number(
    (await api.call('POST', '/hotspot-zones', { name: 'Lakeside', ssid: 'Lakeside' })).body['id'],
  );
  const sold = { name: 'Month', kind: 'hotspot', validitySeconds: 2_592_000, deviceLimit: 3 };
  packageId = String((await api.call('POST', '/service-packages', sold)).body['id']);
});
after(() => api.close());

let serial = 0;
const freshMac = () => `D4:CA:6D:00:02:${(++serial).toString(16).toUpperCase().padStart(2, '0')}`;

/** A customer with a month and three places, and the own page open on a phone. */
async function openOwn(fields: Record<string, unknown> = {}, macHint: string | null = null) {
  const {
    customer: known,
    seen = true,
    ...more
  } = fields as { readonly customer?: Json; readonly seen?: boolean };
  const customer =
    known ?? (await addTestCustomer(api, { kind: 'hotspot', servicePackageId: packageId, ...more }));
  const redirect = { ...testRedirect, mac: macHint };
  const ask = await visitPortal(api, portal, zoneId, Number(customer['id']), redirect);
  if (seen) await letIn(customer);
  return { customer, ask, add: (mac: string, name = '') => ask('/devices/add', { mac, name }) };
}

/** A phone of theirs came to a router with a ticket. */
async function letIn({ id }: Json, zone = zoneId) {
  await api.database.pool.query(
    `with visit as (
       insert into portal_visits (token_hash, return_hash, zone_id, redirect, language, customer_id, expires_at)
       values (gen_random_uuid()::text::bytea, gen_random_uuid()::text::bytea, $2, '{}', 'en', $1, now() + interval '1 hour')
       returning id)
     insert into portal_tickets (username, password_cipher, visit_id, customer_id, zone_id, expires_at, used_at, used_mac)
     select gen_random_uuid()::text, '', id, $1, $2, now(), now(), '9A:3B:00:00:00:07' from visit`,
    [id, zone],
  );
}

const devicesOf = async (customer: Json) =>
  (await api.call('GET', `/customers/${customer['id']}/devices?sort=addedAt`)).body[
    'items'
  ] as unknown as readonly Json[];

const registerByOperator = async (customer: Json, mac: string, more = {}) =>
  (await api.call('POST', `/customers/${customer['id']}/devices`, { mac, ...more })).body;

/** As a login at the hotspot does. */
async function register(customer: Json, mac: string, more = {}) {
  const device = await registerByOperator(customer, mac, more);
  await api.database.pool.query(`update devices set source = 'hotspot' where id = $1`, [device['id']]);
  return device;
}

/** What an operator removed ended the proof. */
const proveAgain = ({ id }: Json) =>
  api.database.pool.query('update portal_visits set customer_id = $1 where customer_id is null', [id]);

describe('a device of one’s own', () => {
  test('gets a name, loses it again, and the history says who gave it', async () => {
    const { customer, ask } = await openOwn({ name: 'Rahima Akter' });
    const { id } = await register(customer, freshMac());
    assert.match((await ask('/devices')).text, new RegExp(`/devices/${id}"`));
    assert.match((await ask(`/devices/${id}`)).text, /name="name" value=""/);
    const renamed = await ask(`/devices/${id}/rename`, { name: '  Rahima’s <Galaxy> ' });
    assert.deepEqual([renamed.status, renamed.location], [303, '/devices']);
    assert.match((await ask('/devices')).text, /Rahima’s &lt;Galaxy&gt;/);
    assert.equal((await devicesOf(customer))[0]?.['label'], 'Rahima’s <Galaxy>');
    await ask(`/devices/${id}/rename`, { name: ' ' });
    assert.equal((await devicesOf(customer))[0]?.['label'], null);
    const { rows } = await api.database.pool.query(
      `select actor_kind, actor_name from audit_log where action = 'devices.change' and subject_id = $1`,
      [id],
    );
    assert.deepEqual(rows[0], { actor_kind: 'customer', actor_name: 'Rahima Akter' });
  });

  test('keeps its name where the new one cannot be one, and says so', async () => {
    const { customer, ask } = await openOwn();
    const { id } = await register(customer, freshMac(), { label: 'Galaxy' });
    for (const name of ['x'.repeat(41), 'turned \u202E round']) {
      const refused = await ask(`/devices/${id}/rename`, { name });
      assert.equal(refused.status, 422);
      assert.match(refused.text, /This name cannot be used/);
    }
    assert.equal((await devicesOf(customer))[0]?.['label'], 'Galaxy');
  });

  test('is brought back by one button for a while after it was removed', async () => {
    const { customer, ask } = await openOwn();
    const { id } = await register(customer, freshMac(), { label: 'Galaxy' });
    const removed = await ask(`/devices/${id}/remove`, {});
    assert.equal(removed.location, `/devices?removed=${id}`);
    const said = await ask(removed.location);
    assert.match(said.text, /Galaxy is removed, and its place is free/);
    assert.match(said.text, new RegExp(`/devices/${id}/restore`));
    assert.deepEqual(await devicesOf(customer), []);
    const restored = await ask(`/devices/${id}/restore`, {});
    assert.equal(restored.location, '/devices', restored.text);
    assert.equal((await devicesOf(customer))[0]?.['label'], 'Galaxy');
  });

  test('that an operator removed, or that was removed long ago, is not brought back by its customer', async () => {
    const { customer, ask } = await openOwn();
    const [byOperator, longAgo] = [
      await register(customer, freshMac()),
      await register(customer, freshMac()),
    ];
    await api.call('DELETE', `/devices/${byOperator['id']}`);
    await proveAgain(customer);
    await ask(`/devices/${longAgo['id']}/remove`, {});
    await api.database.pool.query(
      `update removed_devices set removed_at = removed_at - interval '11 minutes' where id = $1`,
      [longAgo['id']],
    );
    for (const { id } of [byOperator, longAgo]) {
      assert.doesNotMatch((await ask(`/devices?removed=${id}`)).text, /restore/);
      assert.equal((await ask(`/devices/${id}/restore`, {})).location, '/devices');
    }
    assert.deepEqual(await devicesOf(customer), []);
  });

  test('that an operator or an import registered is shown, and neither renamed nor removed here', async () => {
    const { customer, ask } = await openOwn({ deviceLimit: 1 }, freshMac());
    const mac = freshMac();
    for (const source of ['operator', 'api-token', 'import', 'learned']) {
      const { id } = await registerByOperator(customer, mac, { label: 'Till' });
      await api.database.pool.query('update devices set source = $2 where id = $1', [id, source]);
      const { text } = await ask('/devices');
      assert.match(text, /All places are taken[^]*Till[^]*added by your provider/);
      assert.doesNotMatch(text, new RegExp(`/devices/${id}`));
      assert.equal((await ask(`/devices/${id}`)).location, '/devices');
      await ask(`/devices/${id}/rename`, { name: 'Mine' });
      await ask(`/devices/${id}/remove`, {});
      await ask(`/devices/${id}/remove?then=go`, {});
      assert.deepEqual(
        (await devicesOf(customer)).map(({ label }) => label),
        ['Till'],
      );
      await api.call('DELETE', `/devices/${id}`);
      await proveAgain(customer);
    }
  });

  test('is not changed here where a strict binding rests on it, and of a line nothing is seen at all', async () => {
    const strict = await openOwn({ macBinding: 'strict' });
    const device = await register(strict.customer, freshMac(), { label: 'Till' });
    assert.doesNotMatch((await strict.ask('/devices')).text, new RegExp(`/devices/${device['id']}`));
    await strict.ask(`/devices/${device['id']}/remove`, {});
    assert.equal((await devicesOf(strict.customer)).length, 1);
    const line = await openOwn({ kind: 'pppoe', servicePackageId: undefined, macBinding: 'strict' });
    const sold = { name: 'Line', kind: 'pppoe', validitySeconds: 2_592_000 };
    const { body } = await api.call('POST', '/service-packages', sold);
    await api.call('PATCH', `/customers/${line.customer['id']}`, { servicePackageId: body['id'] });
    const router = await register(line.customer, freshMac(), { label: 'Home router' });
    const { text } = await line.ask('/devices');
    assert.doesNotMatch(text, /Home router/);
    assert.ok(!text.includes(String(router['mac'])));
    await line.ask(`/devices/${router['id']}/remove`, {});
    assert.equal((await devicesOf(line.customer)).length, 1);
  });

  test('is shown by a part of its address, and this one by the whole', async () => {
    const [own, other] = [freshMac(), freshMac()];
    const { customer, ask } = await openOwn({}, own);
    for (const mac of [own, other]) await register(customer, mac);
    const { text } = await ask('/devices');
    assert.ok(text.includes(own));
    assert.ok(!text.toUpperCase().includes(other));
    assert.ok(text.includes(`D4:CA:6D:··:··:${other.slice(-2)}`));
  });

  test('that is removed has to log in again: its other visits prove nobody any more', async () => {
    const phone = freshMac();
    const here = await openOwn({}, freshMac());
    const there = await openOwn({ customer: here.customer }, phone);
    const { id } = await register(here.customer, phone);
    assert.equal((await there.ask('/devices')).status, 200);
    await here.ask(`/devices/${id}/remove`, {});
    assert.equal((await there.ask('/devices')).location, '');
    assert.equal((await here.ask('/devices')).status, 200, 'whoever removed it goes on');
  });

  for (const [what, change] of [
    ['removes a device', (_: Json, device: Json) => api.call('DELETE', `/devices/${device['id']}`)],
    [
      'changes the password',
      ({ id }: Json) => api.call('PATCH', `/customers/${id}`, { password: 'another one 42' }),
    ],
    [
      'suspends the customer',
      ({ id }: Json) => api.call('PATCH', `/customers/${id}`, { status: 'suspended' }),
    ],
    ['ends the customer', ({ id }: Json) => api.call('PATCH', `/customers/${id}`, { status: 'ended' })],
  ] as const)
    test(`and every proof ends when an operator ${what}, with the tickets that wait`, async () => {
      const { customer, ask } = await openOwn({}, freshMac());
      const device = await register(customer, freshMac());
      assert.equal((await ask('/go')).status, 200);
      const waiting = () =>
        api.database.pool
          .query('select from portal_tickets where customer_id = $1 and expires_at > trusted_now()', [
            customer['id'],
          ])
          .then(({ rowCount }) => rowCount);
      assert.equal(await waiting(), 1);
      assert.ok((await change(customer, device)).status < 300);
      assert.equal((await ask('/devices')).location, '');
      assert.equal(await waiting(), 0);
    });

  test('of somebody else is neither shown, renamed, removed nor brought back', async () => {
    const [mine, other] = [await openOwn(), await openOwn()];
    const device = await register(other.customer, freshMac(), { label: 'Secret name' });
    const path = `/devices/${device['id']}`;
    assert.equal((await mine.ask(path)).location, '/devices');
    for (const verb of ['rename', 'remove', 'continue'])
      assert.equal((await mine.ask(`${path}/${verb}`, { name: 'Mine' })).status, 303);
    assert.equal((await devicesOf(other.customer))[0]?.['label'], 'Secret name');
    await other.ask(`${path}/remove`, {});
    assert.equal((await mine.ask(`${path}/restore`, {})).location, '/devices');
    assert.doesNotMatch((await mine.ask(`/devices?removed=${device['id']}`)).text, /Secret name/);
    assert.deepEqual(await devicesOf(mine.customer), []);
  });
});

describe('a device without a screen', () => {
  test('is added by its MAC in any format, after what was understood was shown', async () => {
    const { customer, ask, add } = await openOwn({ name: 'Karim' });
    const mac = freshMac();
    const typed = `${mac.slice(0, 5)}${mac.slice(6, 11)}${mac.slice(12)}`.replaceAll(':', '').toLowerCase();
    const shown = await ask(`/devices/add?mac=${typed}`);
    assert.match(shown.text, /Is this your device\?/);
    assert.ok(shown.text.includes(mac));
    assert.match(shown.text, /MikroTik/);
    const added = await add(typed, 'Living-room TV');
    const [device] = await devicesOf(customer);
    assert.equal(added.location, `/devices?added=${device?.['id']}`);
    const { mac: stored, label, source, addedBy } = device ?? {};
    assert.deepEqual([stored, label, source, addedBy], [mac, 'Living-room TV', 'customer', 'Karim']);
    assert.match((await ask(added.location ?? '')).text, /Living-room TV is registered/);
    const { rows } = await api.database.pool.query('select zone_ids from devices where mac = $1', [mac]);
    assert.deepEqual(rows, [{ zone_ids: [zoneId] }]);
  });

  test('with a private address may be added, and the page says what will come of it', async () => {
    const { customer, ask, add } = await openOwn();
    assert.match(
      (await ask('/devices/add?mac=9A3B.0000.0042')).text,
      /private address, which devices change/,
    );
    assert.equal((await add('9A3B.0000.0042')).status, 303);
    assert.equal((await devicesOf(customer))[0]?.['private'], true);
  });

  test('is picked from what this zone has just heard: makers and addresses, no phones, nobody’s devices', async () => {
    const own = freshMac();
    const { customer, ask } = await openOwn({}, own);
    const [tv, known, elsewhere, old] = [freshMac(), freshMac(), freshMac(), freshMac()];
    await register(customer, known);
    const heard = (mac: string, agoMs = 60_000) => ({
      mac,
      nasId: 1,
      firstAt: Date.now() - agoMs,
      lastAt: Date.now() - agoMs,
      count: 3,
    });
    const here = [heard(tv), heard(known), heard(own), heard('9A:3B:00:00:00:01'), heard(old, 3_600_000)];
    for (const [zone, devices] of [
      [zoneId, here],
      [zoneId + 1000, [heard(elsewhere)]],
    ] as const)
      await api.database.pool.query(
        `insert into waiting_devices (zone_id, node_id, at, devices) values ($1, gen_random_uuid(), now(), $2)`,
        [zone, JSON.stringify(devices)],
      );
    const { text } = await ask('/devices/add');
    const offered = [...text.matchAll(/\/devices\/add\?mac=([\w:]+)"/g)].map(([, mac]) => mac);
    assert.deepEqual(offered, [tv]);
    assert.match(text, /MikroTik/);
    assert.match(text, /heard 1 minute ago/);
  });

  test('is refused in words where it is somebody else’s, without telling whose', async () => {
    const [mine, other] = [await openOwn(), await openOwn({ name: 'Fatema Begum' })];
    const mac = freshMac();
    await register(other.customer, mac);
    const refused = await mine.add(mac);
    assert.equal(refused.status, 422);
    assert.match(refused.text, /registered with another account\. If it is yours, ask your provider/);
    assert.doesNotMatch(refused.text, /Fatema/);
    await register(mine.customer, freshMac());
    const [own] = await devicesOf(mine.customer);
    assert.match((await mine.add(String(own?.['mac']))).text, /registered with your account already/);
  });

  for (const typed of ['', 'my television', 'FF:FF:FF:FF:FF:FF', '01:00:5E:00:00:01', '00:00:00:00:00:00'])
    test(`is not added as “${typed}”, and the page says what a MAC looks like`, async () => {
      const { customer, ask, add } = await openOwn();
      assert.match((await add(typed)).text, /This is no MAC address/);
      if (typed !== '')
        assert.equal((await ask(`/devices/add?mac=${encodeURIComponent(typed)}`)).status, 422);
      assert.deepEqual(await devicesOf(customer), []);
    });

  test('counts: at the device limit it is refused with the way out, also of two at once', async () => {
    const { customer, ask, add } = await openOwn({ deviceLimit: 2 });
    const answers = await Promise.all([add(freshMac()), add(freshMac()), add(freshMac())]);
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [303, 303, 422]);
    assert.match(
      answers.find(({ status }) => status === 422)?.text ?? '',
      /All places for devices are taken/,
    );
    assert.equal((await devicesOf(customer)).length, 2);
    // Said before anybody has looked for a MAC in vain.
    assert.match((await ask('/devices/add')).text, /Remove one that you no longer use/);
  });

  test('is tried a dozen times a day and no more, found or not', async () => {
    const [{ customer, add }, other] = [await openOwn(), await openOwn()];
    const taken = freshMac();
    await register(other.customer, taken);
    for (let attempt = 0; attempt < 12; attempt += 1)
      assert.match((await add(taken)).text, /another account/);
    assert.match((await add(taken)).text, /That is enough for one day/);
    assert.match((await add(freshMac())).text, /That is enough for one day/);
    assert.deepEqual(await devicesOf(customer), []);
  });

  test('is for the operator to add on a line, under strict, and where no package runs', async () => {
    for (const fields of [{ kind: 'pppoe', servicePackageId: undefined }, { macBinding: 'strict' }]) {
      const { customer, ask, add } = await openOwn(fields);
      assert.doesNotMatch((await ask('/devices')).text, /\/devices\/add/);
      assert.equal((await ask('/devices/add')).location, '/devices');
      assert.equal((await add(freshMac())).location, '/devices');
      assert.deepEqual(await devicesOf(customer), []);
    }
    const { customer, add } = await openOwn();
    await api.database.pool.query(
      `update subscriptions set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' where customer_id = $1`,
      [customer['id']],
    );
    assert.equal((await add(freshMac())).location, '/devices');
    assert.deepEqual(await devicesOf(customer), []);
  });

  test('is not added during a trial, by nobody and for nobody; any other package is the way out', async () => {
    const sold = { name: 'Trial', kind: 'hotspot', validitySeconds: 3600, priceMinor: 0, trial: true };
    const { body: trial } = await api.call('POST', '/service-packages', { ...sold, deviceLimit: 2 });
    const { customer, ask, add } = await openOwn({ servicePackageId: trial['id'] });
    const mac = freshMac();
    for (const refused of [await ask('/devices/add'), await ask(`/devices/add?mac=${mac}`), await add(mac)]) {
      assert.equal(refused.status, 422);
      assert.match(refused.text, /While you have a trial, no device can be added[^<]+Take any other package/);
    }
    assert.deepEqual(await devicesOf(customer), []);
    await api.call('POST', `/customers/${customer['id']}/subscriptions`, { servicePackageId: packageId });
    assert.equal((await add(mac)).status, 303);
  });

  test('uses up nobody’s trial, though it was heard while the customer who had added it has one', async () => {
    const sold = { name: 'Taste', kind: 'hotspot', validitySeconds: 3600, priceMinor: 0, trial: true };
    const { body: trial } = await api.call('POST', '/service-packages', sold);
    const mac = freshMac();
    const [mine, passer] = [await openOwn(), await openOwn({ servicePackageId: trial['id'] }, mac)];
    await mine.add(mac);
    const [device] = await devicesOf(mine.customer);
    await api.call('POST', `/customers/${mine.customer['id']}/subscriptions`, {
      servicePackageId: trial['id'],
    });
    await api.database.pool.query('update devices set last_seen_at = trusted_now() where mac = $1', [mac]);
    await mine.ask(`/devices/${device?.['id']}/remove`, {});
    assert.equal((await passer.ask('/go')).status, 200);
  });

  test('is added only where RADIUS has seen the customer’s own phone: neither a visit nor a device added before is enough', async () => {
    const { customer, ask, add } = await openOwn({ seen: false }, freshMac());
    const [tv, more] = [freshMac(), freshMac()];
    const say = /First get online here with this phone/;
    for (const refused of [await ask('/devices/add'), await ask(`/devices/add?mac=${tv}`), await add(tv)])
      assert.match(refused.text, say);
    const elsewhere = Number(
      (await api.call('POST', '/hotspot-zones', { name: 'Elsewhere', ssid: 'Elsewhere' })).body['id'],
    );
    await letIn(customer, elsewhere);
    assert.match((await add(tv)).text, say, 'seen somewhere else');
    for (const [id, roamingGroup] of [
      [zoneId, 'town'],
      [elsewhere, 'town'],
    ])
      await api.call('PATCH', `/hotspot-zones/${id}`, { roamingGroup });
    assert.equal((await add(tv)).status, 303);
    const { rows } = await api.database.pool.query('select zone_ids from devices where mac = $1', [tv]);
    assert.deepEqual(rows, [{ zone_ids: [elsewhere] }], 'it is good where the phone was seen');
    for (const id of [zoneId, elsewhere])
      await api.call('PATCH', `/hotspot-zones/${id}`, { roamingGroup: null });
    await api.database.pool.query('delete from portal_tickets where customer_id = $1', [customer['id']]);
    await api.database.pool.query(
      'update devices set last_seen_at = trusted_now(), zone_ids = $2 where mac = $1',
      [tv, [zoneId]],
    );
    assert.match((await add(more)).text, say, 'a device that was added is no proof');
    const phone = await register(customer, freshMac());
    await api.database.pool.query(
      'update devices set last_seen_at = trusted_now(), zone_ids = $2 where id = $1',
      [phone['id'], [zoneId]],
    );
    assert.equal((await add(more)).status, 303);
  });
});
