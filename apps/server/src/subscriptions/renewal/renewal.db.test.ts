import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addDays, dayOf, ensureAttemptPartition } from '../../access-log/attempt-partitions.ts';
import { disconnectEndedPackages } from '../../dynamic-authorization/disconnect-ended-packages.ts';
import { signInAs } from '../../http/testing/limited-operator.ts';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../../http/testing/test-api.ts';
import { trimRenewals } from './note-renewal.ts';

const DAY = 86_400;

let api: TestApi;
let month = '';
let gigabyte = '';
let free = '';
let used = '';

before(async () => {
  api = await openTestApi();
  const today = dayOf(Date.now());
  for (const day of [addDays(today, -1), today]) await ensureAttemptPartition(api.database.pool, day);
  const priced = { kind: 'pppoe', priceMinor: 50_000, currency: 'BDT' };
  month = await addPackage({ name: 'Month', ...priced, validitySeconds: 30 * DAY });
  gigabyte = await addPackage({ name: 'Gigabyte', ...priced, validitySeconds: 30 * DAY, quotaBytes: 1e9 });
  free = await addPackage({
    name: 'Free',
    kind: 'pppoe',
    priceMinor: 0,
    currency: 'BDT',
    validitySeconds: DAY,
  });
  used = await addPackage({ name: 'By use', ...priced, validitySeconds: DAY, validFrom: 'first-use' });
});
after(() => api.close());

async function addPackage(fields: Record<string, unknown>): Promise<string> {
  const answer = await api.call('POST', '/service-packages', fields);
  assert.equal(answer.status, 201, answer.text);
  return String(answer.body['id']);
}

/** Somebody with a package that ended so many days ago; `0`: it runs. */
async function holder(servicePackageId: string, endedDaysAgo = 0): Promise<{ id: string; held: string }> {
  const id = String((await addTestCustomer(api))['id']);
  const given = await api.call('POST', `/customers/${id}/subscriptions`, { servicePackageId });
  if (endedDaysAgo > 0)
    await api.database.pool.query(
      `update subscriptions set starts_at = starts_at - $2 * interval '1 day', ends_at = now() - $1 * interval '1 day', waiting_seconds = null
        where customer_id = $3`,
      [endedDaysAgo, endedDaysAgo + 30, id],
    );
  return { id, held: String(given.body['id']) };
}

const renew = ({ id, held }: { id: string; held: string }, headers?: Record<string, string>) =>
  api.call('POST', `/customers/${id}/renew`, { subscriptionId: held }, headers);
const undo = (given: Json, headers?: Record<string, string>) =>
  api.call('POST', `/subscriptions/${given['id']}/undo-renew`, undefined, headers);

async function rowsOf(customer: string): Promise<unknown> {
  const { rows } = await api.database.pool.query(
    `select id, service_package_id, starts_at::text, ends_at::text, waiting_seconds, reason, carried_from, carried_seconds
       from subscriptions where customer_id = $1 order by id`,
    [customer],
  );
  return rows;
}

async function logIn(customer: string): Promise<void> {
  await api.database.pool.query(
    `insert into attempts (id, first_at, at, count, node_id, kind, customer_id, username, calling_station_id, outcome, facts)
     values (gen_random_uuid(), now(), now(), 1, gen_random_uuid(), 'pppoe', $1, 'x', '', 'accept', '{"method":"pap"}')`,
    [customer],
  );
}

async function addSession(customer: string, subscription: unknown = null): Promise<void> {
  await api.database.pool.query(
    `insert into sessions (identity_hash, source_address, nas_identifier, acct_session_id, username,
                           calling_station_id, customer_id, subscription_id, started_at, last_event_start_at, last_heard_at)
     values ($1::bigint, '192.0.2.1', '', gen_random_uuid()::text, 'u', '', $1::bigint, $2, now(), now(), now())`,
    [customer, subscription],
  );
}

async function requests(customer: string): Promise<unknown[]> {
  const { rows } = await api.database.pool.query(
    'select kind, lasts_until from dynamic_authorization_requests where customer_id = $1 order by id',
    [customer],
  );
  return rows.map(({ kind, lasts_until }) => (kind === 'coa' ? [kind, lasts_until] : [kind]));
}

describe('a package that is renewed with one click', () => {
  test('runs again at once where it had ended, as given without a payment: in the profile and on the record', async () => {
    const customer = await holder(month, 3);
    const given = await renew(customer);
    assert.equal(given.status, 201, given.text);
    const { servicePackageName, endsAt, startsAt, reason } = given.body;
    assert.equal(servicePackageName, 'Month');
    assert.equal(Date.parse(String(endsAt)) - Date.parse(String(startsAt)), 30 * DAY * 1000);
    assert.match(String(reason), /without a payment/);
    const { rows } = await api.database.pool.query(
      `select action, actor_name, after from audit_log where customer_id = $1 order by id desc limit 1`,
      [customer.id],
    );
    assert.equal(rows[0]?.action, 'subscriptions.renew');
    assert.equal(rows[0]?.after.payment, 'none');
    assert.equal(rows[0]?.after.renewed, Number(customer.held));
  });

  test('goes on behind what is left of it, and who is online may stay as long', async () => {
    const customer = await holder(month);
    await addSession(customer.id, customer.held);
    const { body } = await renew(customer);
    const [first] = (await api.call('GET', `/customers/${customer.id}/subscriptions`)).body[
      'items'
    ] as unknown as Json[];
    assert.equal(first?.['id'], body['id']);
    assert.ok(Date.parse(String(body['startsAt'])) > Date.now() + 29 * DAY * 1000);
    assert.deepEqual(await requests(customer.id), [['coa', new Date(String(body['endsAt']))]]);
  });

  test('is renewed once by two clicks at once, and once by a click of somebody who saw it late', async () => {
    for (const customer of [await holder(month), await holder(month, 3)]) {
      const answers = await Promise.all([renew(customer), renew(customer), renew(customer)]);
      assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409]);
      const late = await renew(customer);
      assert.equal(late.body['error']?.['code'], 'renewed-already');
      assert.match(String(late.body['error']?.['message']), /^Month was renewed already/);
      assert.equal(((await rowsOf(customer.id)) as unknown[]).length, 2);
    }
  });

  test('is left where another one counts by now, where it never ends, and where there is none', async () => {
    const customer = await holder(month, 3);
    await api.call('POST', `/customers/${customer.id}/subscriptions`, { servicePackageId: gigabyte });
    const late = await renew(customer);
    assert.equal(late.body['error']?.['code'], 'changed-since', late.text);
    assert.match(String(late.body['error']?.['message']), /^Gigabyte is the package/);
    const forever = await holder(await addPackage({ name: 'For ever', kind: 'pppoe' }));
    assert.equal((await renew(forever)).body['error']?.['code'], 'already-without-end');
    const nobody = { id: String((await addTestCustomer(api))['id']), held: '1' };
    assert.equal((await renew(nobody)).status, 404);
    assert.equal((await renew({ id: '999999', held: '1' })).status, 404);
    assert.equal((await api.call('POST', `/customers/${customer.id}/renew`, {})).status, 400);
  });

  test('is for roles that may give packages, within what they look after', async () => {
    const customer = await holder(month, 3);
    for (const role of ['support', 'read-only'] as const) {
      const headers = { Authorization: `Bearer ${await api.token(role)}` };
      assert.equal((await renew(customer, headers)).status, 403, role);
    }
    const zone = await api.call('POST', '/hotspot-zones', { name: 'Elsewhere', ssid: 'Wi-Fi' });
    const { headers: elsewhere } = await signInAs(api, 'sales', { zoneIds: [Number(zone.body['id'])] });
    assert.equal((await renew(customer, elsewhere)).status, 404);
    const headers = { Authorization: `Bearer ${await api.token('sales')}` };
    const given = await renew(customer, headers);
    assert.equal(given.status, 201);
    assert.equal((await undo(given.body, elsewhere)).status, 404);
    assert.equal((await undo(given.body, headers)).status, 200);
  });
});

describe('a renewal that is undone', () => {
  test('is as if it had never been, whether it runs or is queued, and may be given again', async () => {
    for (const customer of [await holder(month, 3), await holder(month), await holder(free)]) {
      const before = await rowsOf(customer.id);
      const given = await renew(customer);
      const undone = await undo(given.body);
      assert.deepEqual([undone.status, undone.body['outcome']], [200, 'taken-back'], undone.text);
      assert.deepEqual(await rowsOf(customer.id), before);
      assert.equal((await undo(given.body)).status, 404, 'twice is once');
      assert.equal((await renew(customer)).status, 201);
    }
  });

  test('gives back to the used-up one its days, and to what was queued its place', async () => {
    const customer = await holder(gigabyte);
    await api.call('POST', `/customers/${customer.id}/subscriptions`, {
      servicePackageId: month,
      after: 'present',
    });
    await api.database.pool.query(
      'insert into subscription_usage (subscription_id, used_bytes) values ($1, 2e9)',
      [customer.held],
    );
    const before = await rowsOf(customer.id);
    const given = await renew(customer);
    assert.equal(given.status, 201, given.text);
    assert.equal((given.body['moved'] as unknown as unknown[]).length, 1);
    assert.equal((await undo(given.body)).body['outcome'], 'taken-back');
    assert.deepEqual(await rowsOf(customer.id), before);
  });

  test('tells who is online the end of before, or disconnects where nothing runs', async () => {
    const running = await holder(month);
    await addSession(running.id, running.held);
    const [{ ends_at }] = (await rowsOf(running.id)) as [{ ends_at: string }];
    await undo((await renew(running)).body);
    assert.deepEqual((await requests(running.id)).at(-1), [
      'coa',
      new Date(ends_at.replace(' ', 'T').replace(/\+00$/, 'Z')),
    ]);
    const ended = await holder(month, 3);
    const given = await renew(ended);
    await addSession(ended.id, given.body['id']);
    await undo(given.body);
    assert.deepEqual((await requests(ended.id)).at(-1), ['disconnect']);
  });

  test('ends what is left where a login has used it, and says so', async () => {
    const uses: [string, (customer: string, given: Json) => Promise<unknown>][] = [
      [month, (customer) => logIn(customer)],
      [month, (customer, given) => addSession(customer, given['id'])],
      [
        used,
        (_, given) =>
          api.database.pool.query(
            `update subscriptions set waiting_seconds = null, ends_at = now() + interval '1 day' where id = $1`,
            [given['id']],
          ),
      ],
    ];
    for (const [sold, use] of uses) {
      const customer = await holder(sold, 3);
      const given = await renew(customer);
      assert.equal(given.status, 201, given.text);
      await use(customer.id, given.body);
      const undone = await undo(given.body);
      assert.deepEqual([undone.status, undone.body['outcome']], [200, 'ended'], undone.text);
      const { body } = await api.call('GET', `/customers/${customer.id}`);
      assert.equal(body['subscription']?.['running'], false);
    }
  });

  test('is no use of it that somebody logged in by the one before', async () => {
    const customer = await holder(month);
    const given = await renew(customer);
    await logIn(customer.id);
    assert.equal((await undo(given.body)).body['outcome'], 'taken-back');
  });

  test('whoever comes online by its last moments, told of too late, is disconnected within a minute', async () => {
    const customer = await holder(month, 3);
    const given = await renew(customer);
    await undo(given.body);
    await addSession(customer.id);
    const soon = Date.now() + 60_000;
    assert.equal(await disconnectEndedPackages(api.database.db, soon), 1);
    assert.deepEqual(await requests(customer.id), [['disconnect']]);
  });

  test('is left where somebody has changed the packages since', async () => {
    const changes: ((customer: string, given: Json) => Promise<unknown>)[] = [
      (_, given) =>
        api.call('PATCH', `/subscriptions/${given['id']}`, {
          endsAt: new Date(Date.now() + 90 * DAY * 1000).toISOString(),
          reason: 'More',
        }),
      (customer) =>
        api.call('POST', `/customers/${customer}/subscriptions`, {
          servicePackageId: gigabyte,
          after: 'present',
        }),
    ];
    for (const change of changes) {
      const customer = await holder(month, 3);
      const given = await renew(customer);
      await change(customer.id, given.body);
      const before = await rowsOf(customer.id);
      const late = await undo(given.body);
      assert.equal(late.body['error']?.['code'], 'changed-since', late.text);
      assert.deepEqual(await rowsOf(customer.id), before);
    }
  });

  test('of two at once one does it; a package that was not renewed, and what is a day old, is left', async () => {
    const customer = await holder(month, 3);
    const given = await renew(customer);
    const answers = await Promise.all([undo(given.body), undo(given.body)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 404]);
    assert.equal((await undo({ id: customer.held } as unknown as Json)).status, 404);
    const other = await renew(await holder(month, 3));
    await api.database.pool.query(`update renewal_undos set made_at = now() - interval '25 hours'`);
    assert.equal((await undo(other.body)).status, 404);
    assert.ok((await trimRenewals(api.database.db)) > 0);
  });
});
