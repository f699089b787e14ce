import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { RejectReason } from '@gatehouse/domain/access/reject-reasons';
import { parseMacAddress } from '@gatehouse/domain/mac-address';
import { type AttemptRecorder, openAttemptRecorder } from '../../access-log/attempt-recorder.ts';
import { openAttemptStore } from '../../access-log/attempt-store.ts';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../../http/testing/test-api.ts';
import { trimUnrecognised } from './trim-unrecognised.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

const NODE = '11111111-1111-4111-8111-111111111111';
let serial = 0;
const newMac = () => `C4:E9:84:00:07:${(++serial).toString(16).toUpperCase().padStart(2, '0')}`;
const NOW = Date.now();

const raise = (error: unknown) => {
  throw error;
};

function openRecorder(): AttemptRecorder {
  const { randomBytes } = api.parts;
  const store = openAttemptStore(api.database.pool, NODE, raise);
  return openAttemptRecorder({ store, randomBytes, clock: Date.now, onError: raise, writeEveryMs: 5 });
}

type Tried = {
  readonly mac?: string | null;
  readonly outcome?: 'accept' | 'reject';
  readonly reason?: RejectReason | null;
  readonly customerId?: number | null;
  readonly nasId?: number;
  readonly secondsAgo?: number;
};

function attempt(customer: Json, tried: Tried) {
  const { mac = newMac(), outcome = 'reject', reason = 'device-not-registered', nasId = 1 } = tried;
  return {
    at: NOW - (tried.secondsAgo ?? 0) * 1000,
    kind: 'pppoe' as const,
    customerId: tried.customerId === undefined ? Number(customer['id']) : tried.customerId,
    username: String(customer['username']),
    mac: mac === null ? null : parseMacAddress(mac),
    callingStationId: mac ?? '',
    nasId,
    outcome,
    reason,
    facts: () => ({ method: 'pap' as const }),
  };
}

async function record(customer: Json, attempts: readonly Tried[]): Promise<void> {
  const recorder = openRecorder();
  for (const tried of attempts) recorder.record(attempt(customer, tried));
  await recorder.close();
}

async function list(customer: Json, more = ''): Promise<Json[]> {
  const { status, body, text } = await api.call(
    'GET',
    `/unrecognised-devices?customerId=${customer['id']}${more}`,
  );
  assert.equal(status, 200, text);
  return body['items'] as unknown as Json[];
}

const addDevice = async (customer: Json, mac: string) =>
  (await api.call('POST', `/customers/${customer['id']}/devices`, { mac, overLimit: true })).body;

describe('an unrecognised device', () => {
  for (const reason of ['device-not-registered', 'device-limit-reached'] as const)
    test(`is one that was refused with the right password (${reason})`, async () => {
      const customer = await addTestCustomer(api);
      const mac = newMac();
      await record(customer, [
        { mac, reason, secondsAgo: 90 },
        { mac, reason },
        { mac, reason },
      ]);
      const [only, ...others] = await list(customer);
      assert.equal(others.length, 0);
      assert.deepEqual(
        [only?.['mac'], only?.['count'], only?.['refusedCount'], only?.['observedCount'], only?.['reason']],
        [mac, 3, 3, 0, reason],
      );
      assert.equal(Date.parse(String(only?.['lastAt'])) - Date.parse(String(only?.['firstAt'])), 90_000);
      assert.match(String(only?.['vendor']), /TP-Link/i);
    });

  test('is one that observe let in, and was never refused', async () => {
    const customer = await addTestCustomer(api);
    await record(customer, [{ outcome: 'accept' }]);
    const [only] = await list(customer, '&outcome=observed');
    assert.deepEqual([only?.['refusedCount'], only?.['observedCount']], [0, 1]);
    assert.deepEqual(await list(customer, '&outcome=refused'), []);
  });

  for (const [what, tried] of [
    ['passed', { outcome: 'accept', reason: null }],
    ['had a wrong password', { reason: 'wrong-password' }],
    ['was refused for the package', { reason: 'no-subscription' }],
    ['is blocked', { reason: 'device-blocked' }],
    ['told no MAC', { mac: null, reason: 'mac-missing' }],
    ['was nobody’s', { customerId: null }],
  ] as const)
    test(`is no device that ${what}`, async () => {
      const customer = await addTestCustomer(api);
      await record(customer, [tried]);
      assert.deepEqual(await list(customer), []);
    });

  test('is counted once for each attempt, also of a minute that is written again and again, and by several processes', async () => {
    const customer = await addTestCustomer(api);
    const mac = newMac();
    const [one, other] = [openRecorder(), openRecorder()];
    for (let i = 0; i < 40; i += 1) {
      one.record(attempt(customer, { mac }));
      other.record(attempt(customer, { mac, nasId: 2 }));
      if (i % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 15));
    }
    await Promise.all([one.close(), other.close()]);
    assert.equal((await list(customer))[0]?.['count'], 80);
  });

  test('is not listed once it is the customer’s or blocked; taken back, it is there again', async () => {
    const customer = await addTestCustomer(api);
    const [mac, blocked] = [newMac(), newMac()];
    await record(customer, [{ mac }, { mac: blocked }]);
    const device = await addDevice(customer, mac);
    await api.database.pool.query(`insert into blocked_macs (mac, blocked_by) values ($1, 'x')`, [blocked]);
    assert.deepEqual(await list(customer), []);
    await api.call('DELETE', `/devices/${device['id']}`);
    assert.equal((await list(customer)).length, 1);
  });

  test('that is somebody else’s says whose', async () => {
    const [customer, holder] = [await addTestCustomer(api), await addTestCustomer(api, { name: 'Fatema' })];
    const mac = newMac();
    await addDevice(holder, mac);
    await record(customer, [{ mac }]);
    assert.equal((await list(customer))[0]?.['holder']?.['customerName'], 'Fatema');
  });

  test('comes with what the customer has registered, the one unseen longest first', async () => {
    const customer = await addTestCustomer(api, { deviceLimit: 2 });
    const mac = newMac();
    await addDevice(customer, mac);
    await record(customer, [{}]);
    const place = (await list(customer))[0]?.['place'];
    assert.deepEqual([place?.['deviceCount'], place?.['deviceLimit']], [1, 2]);
    assert.equal(place?.['devices']?.['0' as never]?.['mac'], mac);
  });

  test('is found by a part of its MAC, its customer, its vendor', async () => {
    const customer = await addTestCustomer(api, { name: 'Zubaida Khanam' });
    const mac = newMac();
    await record(customer, [{ mac }]);
    for (const text of [mac.slice(9).replaceAll(':', '-').toLowerCase(), 'zubaida', 'tp-link'])
      assert.equal((await list(customer, `&search=${encodeURIComponent(text)}`)).length, 1, text);
    assert.deepEqual(await list(customer, '&search=apple'), []);
  });

  test('is paged in every order, each once', async () => {
    const customer = await addTestCustomer(api);
    await record(
      customer,
      Array.from({ length: 7 }, (_, i) => ({ secondsAgo: i * 70 })),
    );
    for (const sort of ['lastAt', '-lastAt', 'firstAt', 'count', '-count', 'customerName', 'mac']) {
      const seen: unknown[] = [];
      let cursor = '';
      do {
        const path = `/unrecognised-devices?customerId=${customer['id']}&limit=3&sort=${sort}&count=true${cursor}`;
        const { body } = await api.call('GET', path);
        assert.equal(body['total'], 7);
        seen.push(...(body['items'] as unknown as Json[]).map(({ id }) => id));
        cursor = body['nextCursor'] === null ? '' : `&cursor=${String(body['nextCursor'])}`;
      } while (cursor !== '');
      assert.equal(new Set(seen).size, 7, sort);
    }
  });
});

describe('ignoring', () => {
  test('takes it from the list, says who did and how often it tried since, and is undone', async () => {
    const customer = await addTestCustomer(api);
    const mac = newMac();
    await record(customer, [{ mac }]);
    const id = (await list(customer))[0]?.['id'];
    const say = async (ignored: boolean) =>
      (await api.call('POST', '/unrecognised-devices/ignore', { ids: [id], ignored })).status;
    assert.equal(await say(true), 204);
    assert.equal(await say(true), 204, 'twice is once');
    assert.deepEqual(await list(customer), []);
    await record(customer, [{ mac }, { mac }]);
    assert.deepEqual(await list(customer), [], 'it tried again, and nobody is asked');
    const [ignored] = await list(customer, '&ignored=true');
    assert.deepEqual([ignored?.['ignoredBy'], ignored?.['countSinceIgnored']], ['Test token', 2]);
    assert.equal(await say(false), 204);
    assert.equal((await list(customer))[0]?.['count'], 3);
    const { rows } = await api.database.pool.query(
      `select action from audit_log where subject_kind = 'unrecognised-device' and customer_id = $1 order by id`,
      [customer['id']],
    );
    assert.deepEqual(rows, [
      { action: 'unrecognised-devices.ignore' },
      { action: 'unrecognised-devices.stop-ignoring' },
    ]);
  });
});

test('forgets who has not tried for 90 days, who is known by now, and all but the newest 200 of a customer', async () => {
  const [old, known, many] = [
    await addTestCustomer(api),
    await addTestCustomer(api),
    await addTestCustomer(api),
  ];
  const mac = newMac();
  await addDevice(known, mac);
  const insert = (customer: Json, address: string, daysAgo: number) =>
    api.database.pool.query(
      `insert into unrecognised_devices (customer_id, mac, first_at, last_at, refused_count, last_reason)
       values ($1, $2, now() - $3 * interval '1 day', now() - $3 * interval '1 day', 1, 'device-not-registered')`,
      [customer['id'], address, daysAgo],
    );
  await insert(old, newMac(), 91);
  await insert(old, newMac(), 89);
  await insert(known, mac, 1);
  for (let i = 0; i < 203; i += 1) await insert(many, `9A:00:00:00:00:${i.toString(16).padStart(2, '0')}`, 1);
  assert.equal(await trimUnrecognised(api.database.db), 5);
  const { rows } = await api.database.pool.query(
    'select count(*)::int as count from unrecognised_devices where customer_id = any($1)',
    [[old['id'], known['id'], many['id']]],
  );
  assert.equal(rows[0].count, 201);
});
