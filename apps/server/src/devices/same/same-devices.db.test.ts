import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../../http/testing/test-api.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

let serial = 0;
const privateMac = () => `9A:3B:00:00:03:${(++serial).toString(16).toUpperCase().padStart(2, '0')}`;

type DeviceFacts = {
  mac?: string;
  label?: string | null;
  source?: string;
  addedDaysAgo?: number;
  seenDaysAgo?: number | null;
  zoneIds?: readonly number[];
};

async function addDevice(customer: Json, facts: DeviceFacts = {}): Promise<number> {
  const { mac = privateMac(), label = null, source = 'hotspot', zoneIds = [7] } = facts;
  const { addedDaysAgo = 0, seenDaysAgo = 0 } = facts;
  const { rows } = await api.database.pool.query<{ id: number }>(
    `insert into devices (customer_id, mac, label, source, added_by, added_at, last_seen_at, zone_ids)
     values ($1, $2, $3, $4, 'Automatic (hotspot)', now() - $5 * interval '1 day', now() - $6 * interval '1 day', $7)
     returning id`,
    [customer['id'], mac, label, source, addedDaysAgo, seenDaysAgo, zoneIds],
  );
  return rows[0]?.id ?? 0;
}

/** A phone called Galaxy that fell silent 12 days ago, and one that registered 2 days ago. */
async function openCase(older: DeviceFacts = {}, newer: DeviceFacts = {}) {
  const customer = await addTestCustomer(api, { kind: 'hotspot', deviceLimit: 2 });
  const olderId = await addDevice(customer, { label: 'Galaxy', addedDaysAgo: 40, seenDaysAgo: 12, ...older });
  const newerId = await addDevice(customer, { addedDaysAgo: 2, ...newer });
  const pairs = async () => {
    const { body } = await api.call('GET', `/maybe-same-devices?customerId=${customer['id']}`);
    return (body['items'] as unknown as Json[]).map((pair) => [
      Number(pair['older']?.['id']),
      Number(pair['newer']?.['id']),
    ]);
  };
  const devices = async () =>
    (
      (await api.call('GET', `/customers/${customer['id']}/devices?sort=addedAt`)).body[
        'items'
      ] as unknown as Json[]
    ).map(({ id, mac, label }) => [Number(id), String(mac), label === null ? null : String(label)]);
  const say = (verb: string, id = olderId, other = newerId) =>
    api.call('POST', `/devices/${id}/${verb}`, verb === 'separate' ? undefined : { newerId: String(other) });
  return { customer, olderId, newerId, pairs, devices, say };
}

describe('maybe the same device', () => {
  test('is a private address that came after another one of the customer had fallen silent', async () => {
    const { olderId, newerId, pairs } = await openCase();
    assert.deepEqual(await pairs(), [[olderId, newerId]]);
    const { body } = await api.call('GET', '/maybe-same-devices');
    assert.ok((body['items'] as unknown as Json[]).some((pair) => Number(pair['newer']?.['id']) === newerId));
  });

  for (const [why, older, newer] of [
    ['was seen within a day', { seenDaysAgo: 0.9 }, {}],
    ['was still seen after the new one had come', { seenDaysAgo: 1.5 }, {}],
    ['has its maker’s address', { mac: 'D4:CA:6D:00:03:01' }, {}],
    ['is known in other zones only', { zoneIds: [8] }, {}],
    ['stands beside one with its maker’s address', {}, { mac: 'D4:CA:6D:00:03:02' }],
    ['stands beside one that an operator added', {}, { source: 'operator' }],
    ['stands beside one that came long ago', { seenDaysAgo: 120 }, { addedDaysAgo: 100 }],
  ] as const)
    test(`is no device that ${why}`, async () => {
      const { pairs } = await openCase(older, newer);
      assert.deepEqual(await pairs(), []);
    });

  test('is no device that is online', async () => {
    const { customer, olderId, pairs, say } = await openCase();
    await api.database.pool.query(
      `insert into sessions (identity_hash, source_address, nas_identifier, acct_session_id, username,
                             calling_station_id, mac, customer_id, started_at, last_event_start_at, last_heard_at)
       select 1, '127.0.0.1', '', 's1', 'x', '', mac, customer_id, now() - interval '20 days',
              now() - interval '20 days', now() from devices where id = $1`,
      [olderId],
    );
    assert.deepEqual(await pairs(), []);
    assert.equal((await say('continue')).status, 409);
    assert.ok(customer);
  });

  test('is each time the one that fell silent last', async () => {
    const { customer, newerId, olderId, pairs } = await openCase();
    await addDevice(customer, { addedDaysAgo: 80, seenDaysAgo: 30 });
    assert.deepEqual(await pairs(), [[olderId, newerId]]);
  });
});

describe('an operator who says yes', () => {
  test('has the old record go on under the new address, with its name and history', async () => {
    const { customer, olderId, newerId, pairs, devices, say } = await openCase();
    const [[, ,], [, newMac]] = (await devices()) as [[number, string], [number, string]];
    const merged = await say('continue');
    assert.equal(merged.status, 200);
    assert.deepEqual([merged.body['id'], merged.body['mac']], [String(olderId), newMac]);
    assert.deepEqual(await devices(), [[olderId, newMac, 'Galaxy']]);
    assert.deepEqual(await pairs(), []);
    const { rows } = await api.database.pool.query(
      `select actor_name, before->>'mac' as before, after->>'mac' as after, after->>'continuedFromId' as other
         from audit_log where action = 'devices.continue' and customer_id = $1`,
      [customer['id']],
    );
    const [entry] = rows as { before: string }[];
    assert.notEqual(entry?.before, newMac);
    assert.deepEqual(rows, [
      { actor_name: 'Test token', before: entry?.before, after: newMac, other: String(newerId) },
    ]);
    const { rows: stuck } = await api.database.pool.query(
      'select from removed_devices where customer_id = $1',
      [customer['id']],
    );
    assert.equal(stuck.length, 0, 'nothing was removed: the address is registered');
  });

  test('takes it back, and both are there as they were', async () => {
    const { newerId, pairs, devices, say, olderId } = await openCase({ label: null }, { label: 'New phone' });
    const before = await devices();
    assert.equal((await say('continue')).body['label'], 'New phone');
    const undone = await say('separate');
    assert.equal(undone.status, 200);
    assert.deepEqual(await devices(), before);
    assert.deepEqual(await pairs(), [[olderId, newerId]]);
    assert.equal((await say('separate')).status, 404, 'once');
    assert.equal((await say('continue')).status, 200, 'and may say yes again');
  });

  test('cannot take it back where somebody has the old address meanwhile, and reads who', async () => {
    const { olderId, say, devices } = await openCase();
    const old = (await devices())[0]?.[1];
    await say('continue');
    const other = await addTestCustomer(api, { name: 'Fatema' });
    await api.call('POST', `/customers/${other['id']}/devices`, { mac: old });
    const refused = await say('separate');
    assert.equal(refused.status, 409);
    assert.match(String(refused.body['error']?.['message']), /Fatema/);
    assert.equal((await devices())[0]?.[0], olderId);
  });

  test('of two at once merges once', async () => {
    const { devices, say } = await openCase();
    const answers = await Promise.all([say('continue'), say('continue')]);
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409]);
    assert.equal((await devices()).length, 1);
  });

  test('is refused for devices that are no pair', async () => {
    const [one, other] = [await openCase(), await openCase()];
    assert.equal((await one.say('continue', one.olderId, other.newerId)).status, 409);
    assert.equal((await one.say('continue', one.newerId, one.olderId)).status, 409);
    assert.equal((await one.say('continue', one.olderId, one.olderId)).status, 409);
    assert.equal((await one.devices()).length, 2);
  });
});

describe('an operator who says no', () => {
  test('is not asked again about these two, also after one was removed and brought back; and may take it back', async () => {
    const { olderId, newerId, pairs, say } = await openCase();
    assert.equal((await say('tell-apart')).status, 204);
    assert.equal((await say('tell-apart')).status, 204, 'twice is once');
    assert.deepEqual(await pairs(), []);
    await api.call('DELETE', `/devices/${newerId}`);
    await api.call('POST', `/devices/${newerId}/restore`, {});
    assert.deepEqual(await pairs(), []);
    assert.equal((await say('propose-again')).status, 204);
    assert.deepEqual(await pairs(), [[olderId, newerId]]);
  });

  test('may be asked about the next candidate', async () => {
    const { customer, newerId, pairs, say } = await openCase();
    const nextId = await addDevice(customer, { addedDaysAgo: 80, seenDaysAgo: 30 });
    await say('tell-apart');
    assert.deepEqual(await pairs(), [[nextId, newerId]]);
  });
});
