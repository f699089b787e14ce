import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ensureAttemptPartition } from '../../access-log/attempt-partitions.ts';
import { addTestCustomer, openTestApi, type TestApi } from '../../http/testing/test-api.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
  for (const daysAgo of [0, 1]) {
    const day = new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
    await ensureAttemptPartition(api.database.pool, day);
  }
});
after(() => api.close());

let serial = 0;
const freshMac = () => `C4:E9:84:00:05:${(++serial).toString(16).toUpperCase().padStart(2, '0')}`;
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

type Made = { readonly customerId: string; readonly id: string; readonly mac: string };

async function addDevice(mac = freshMac()): Promise<Made> {
  const customer = await addTestCustomer(api);
  const added = await api.call('POST', `/customers/${customer['id']}/devices`, { mac });
  return { customerId: String(customer['id']), id: String(added.body['id']), mac };
}

async function tried(
  customerId: string | null,
  mac: string,
  minutes: number,
  outcome = 'accept',
): Promise<void> {
  const reason = outcome === 'accept' ? null : 'device-not-registered';
  await api.database.pool.query(
    `insert into attempts (id, first_at, at, count, node_id, kind, customer_id, username, mac, calling_station_id, outcome, reason, facts)
     values (gen_random_uuid(), $1::timestamptz, $1::timestamptz, 1, gen_random_uuid(), 'pppoe', $2, 'someone', $3::text::macaddr, $3::text, $4, $5, '{"method":"pap"}')`,
    [minutesAgo(minutes), customerId, mac, outcome, reason],
  );
}

async function wasOnline(
  customerId: string,
  mac: string,
  from: number,
  to: number,
  bytes: number,
): Promise<void> {
  await api.database.pool.query(
    `insert into sessions (identity_hash, source_address, nas_identifier, acct_session_id, username, calling_station_id, mac,
                           customer_id, started_at, last_event_start_at, last_heard_at, ended_at, terminate_cause,
                           session_seconds, input_bytes, output_bytes)
     values (1, '127.0.0.1', '', 'x', 'someone', $1::text, $1::text::macaddr, $2, $3, $3, $4, $4, 'User-Request', $5, $6, $6)`,
    [mac, customerId, minutesAgo(from), minutesAgo(to), (from - to) * 60, bytes],
  );
}

async function timelineOf({ id }: Made, query = ''): Promise<string[]> {
  const answer = await api.call('GET', `/devices/${id}/timeline?${query}`);
  assert.equal(answer.status, 200, answer.text);
  const items = answer.body['items'] as unknown as { kind: string; sentence: string }[];
  return items.map(({ kind, sentence }) => `${kind}: ${sentence}`);
}

test('the timeline tells logins, refusals, sessions and changes in their order, and each kind alone', async () => {
  const device = await addDevice();
  await tried(device.customerId, device.mac, 90, 'reject');
  await tried(device.customerId, device.mac, 60);
  await wasOnline(device.customerId, device.mac, 59, 29, 500_000_000);
  await tried(null, device.mac, 20, 'reject');
  await tried('999999', device.mac, 10);
  const told = await timelineOf(device);
  assert.deepEqual(
    told.map((each) => each.split(':')[0]),
    ['change', 'refusal', 'session', 'login', 'refusal'],
  );
  assert.equal(told[0], 'change: Added.');
  const { body } = await api.call('GET', `/devices/${device.id}/timeline?kind=change`);
  const [change] = body['items'] as unknown as { sentenceSaid: unknown }[];
  assert.deepEqual(change?.sentenceSaid, { key: 'deviceAdded' });
  assert.equal(told[2], 'session: Online for 30 minutes, 1 GB; the device hung up.');
  for (const [kind, count] of [
    ['login', 1],
    ['refusal', 2],
    ['session', 1],
    ['change', 1],
  ] as const)
    assert.equal((await timelineOf(device, `kind=${kind}`)).length, count, kind);
});

test('the timeline goes on page by page and shows each once, in both orders', async () => {
  const device = await addDevice();
  for (let minute = 1; minute <= 12; minute += 1) {
    await tried(device.customerId, device.mac, minute, minute % 2 === 0 ? 'accept' : 'reject');
    if (minute % 3 === 0) await wasOnline(device.customerId, device.mac, minute, minute - 1, 0);
  }
  for (const sort of ['at', '-at']) {
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const page = await api.call(
        'GET',
        `/devices/${device.id}/timeline?limit=5&sort=${sort}&cursor=${cursor}`,
      );
      const items = page.body['items'] as unknown as { id: string; at: string }[];
      seen.push(...items.map(({ id }) => id));
      if (page.body['nextCursor'] === null) break;
      cursor = String(page.body['nextCursor']);
    }
    assert.deepEqual([seen.length, new Set(seen).size], [17, 17], sort);
    const counted = await api.call('GET', `/devices/${device.id}/timeline?limit=5&count=true`);
    assert.equal(counted.body['total'], 17);
  }
});

test('a replaced device keeps the history of its old MAC, up to the replacement', async () => {
  const device = await addDevice();
  await tried(device.customerId, device.mac, 60);
  await wasOnline(device.customerId, device.mac, 59, 29, 100);
  const fresh = freshMac();
  await api.call('POST', `/devices/${device.id}/replace`, { mac: fresh });
  await tried(device.customerId, fresh, 0);
  await tried(device.customerId, device.mac, -1, 'reject');
  assert.deepEqual(
    (await timelineOf(device)).map((each) => each.split(':')[0]),
    ['login', 'change', 'change', 'session', 'login'],
  );
  const history = await api.call('GET', `/devices/${device.id}/mac-history`);
  const [entry] = history.body['items'] as unknown as Record<string, unknown>[];
  assert.deepEqual(
    [entry?.['oldMac'], entry?.['newMac'], entry?.['cause'], entry?.['changedBy'], entry?.['undoneAt']],
    [device.mac, fresh, 'replaced', 'Test token', null],
  );
});

test('traffic and time online come in steps, of a day, a week or a month', async () => {
  const device = await addDevice();
  await wasOnline(device.customerId, device.mac, 180, 60, 1_000_000);
  for (const [span, steps] of [
    ['day', 24],
    ['week', 28],
    ['month', 30],
  ] as const) {
    const { body } = await api.call('GET', `/devices/${device.id}/traffic?span=${span}`);
    const items = body['items'] as unknown as { inputBytes: number; onlineSeconds: number }[];
    assert.equal(items.length, steps);
    const [bytes, seconds] = [
      items.reduce((sum, item) => sum + item.inputBytes, 0),
      items.reduce((sum, item) => sum + item.onlineSeconds, 0),
    ];
    assert.ok(
      Math.abs(bytes - 1_000_000) < 5 && Math.abs(seconds - 7200) < 5,
      `${span}: ${bytes}, ${seconds}`,
    );
  }
});

test('notes are kept with who wrote them, and stand in the timeline', async () => {
  const device = await addDevice();
  const path = `/devices/${device.id}/notes`;
  assert.equal((await api.call('POST', path, { text: '  ' })).status, 400);
  const added = await api.call('POST', path, { text: ' Sits in the cellar ' });
  assert.deepEqual(
    [added.status, added.body['text'], added.body['addedBy']],
    [201, 'Sits in the cellar', 'Test token'],
  );
  assert.deepEqual((await api.call('GET', path)).body['items'], [added.body]);
  assert.equal((await api.call('DELETE', `${path}/${added.body['id']}`)).status, 204);
  assert.equal((await api.call('DELETE', `${path}/${added.body['id']}`)).status, 404);
  assert.deepEqual((await timelineOf(device)).slice(0, 2), [
    'change: Note removed: Sits in the cellar',
    'change: Note: Sits in the cellar',
  ]);
});

test('a note has several lines, whatever breaks them, and no other control characters', async () => {
  const path = `/devices/${(await addDevice()).id}/notes`;
  const added = await api.call('POST', path, { text: 'Key at the shop\r\nLadder in the yard\rDog\n' });
  assert.deepEqual([added.status, added.body['text']], [201, 'Key at the shop\nLadder in the yard\nDog']);
  for (const text of ['a\tb', 'a\u0000b', 'a\u202eb', '\n \r\n'])
    assert.equal((await api.call('POST', path, { text })).status, 400, JSON.stringify(text));
});

test('a device that is not there has no page', async () => {
  for (const part of ['timeline', 'traffic', 'mac-history', 'notes'])
    assert.equal((await api.call('GET', `/devices/999999/${part}`)).status, 404, part);
});
