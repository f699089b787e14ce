import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ensureAttemptPartition } from '../access-log/attempt-partitions.ts';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';
import type { Found } from './search.schemas.ts';

let api: TestApi;

before(async () => {
  api = await openTestApi();
  const { pool } = api.database;
  await pool.query(
    `insert into customers (name, username, username_key, password_cipher, kind, phone)
     values ('Rahima Akter', 'rahima.home', 'rahima.home', '', 'pppoe', '+880 1711 000001'),
            ('Abdur Rahim', 'abdur', 'abdur', '', 'pppoe', '01711 000002'),
            ('Bibrahim', 'zz', 'zz', '', 'pppoe', null),
            ('Rahim', 'rahim', 'rahim', '', 'pppoe', null),
            ('Karim', 'karim', 'karim', '', 'pppoe', null)`,
  );
  await pool.query(
    `insert into devices (customer_id, mac, label, source, added_by)
     values (1, 'c4:e9:84:1f:22:0a', 'Home Router', 'operator', 'x'), (5, 'aa:bb:cc:1f:22:0a', null, 'operator', 'x')`,
  );
  const session = `
    insert into sessions (identity_hash, source_address, nas_identifier, acct_session_id, calling_station_id, username,
                          customer_id, mac, framed_ip_address, ended_at, started_at, last_event_start_at, last_heard_at)
    values `;
  await pool.query(
    `${session} (1, '192.0.2.1', '', 's1', '', 'rahima.home', 1, 'c4:e9:84:1f:22:0a', '100.64.1.7', null, now(), now(), now()),
                (2, '192.0.2.1', '', 's2', '', 'karim', 5, 'de:ad:be:ef:00:01', '100.64.1.72', null, now(), now(), now()),
                (3, '192.0.2.1', '', 's3', '', 'rahim', 4, null, '100.64.1.7', now(), now(), now(), now())`,
  );
  await pool.query(`insert into open_sessions values ('192.0.2.1', array[1, 2, 2, 3])`);
  await ensureAttemptPartition(pool, '2026-11-22');
  const attempt = `
    insert into attempts (id, first_at, at, count, node_id, kind, customer_id, username, mac, calling_station_id, outcome, reason, facts)
    select gen_random_uuid(), noon, noon + make_interval(mins => 5 - v.ago), v.count, gen_random_uuid(), 'pppoe', v.customer, v.name,
           v.mac::macaddr, '', v.outcome, v.reason, '{}' from (values `;
  await pool.query(
    `${attempt} (5, 3, 1, 'rahima.home', 'c4:e9:84:77:01:9c', 'reject', 'device-not-registered'),
                (1, 4, 1, 'Rahima.Home', 'c4:e9:84:77:01:9c', 'reject', 'device-not-registered'),
                (2, 1, 1, 'rahima.home', 'c4:e9:84:1f:22:0a', 'accept', null),
                (3, 2, null, 'rahlm', '00:11:22:33:44:55', 'reject', 'unknown-username'),
                (2, 2, null, 'karlm', 'aa:bb:cc:1f:22:0a', 'reject', 'unknown-username'))
     v (ago, count, customer, name, mac, outcome, reason), (select '2026-11-22 12:00Z'::timestamptz as noon) at`,
  );
});
after(() => api.close());

async function find(q: string): Promise<Found> {
  const { status, body, text } = await api.call('GET', `/search?q=${encodeURIComponent(q)}`);
  assert.equal(status, 200, text);
  return body as unknown as Found;
}
const names = ({ customers }: Found) => customers.map(({ name }) => name);

test('finds people by a part of a name, a username or a number, the best first', async () => {
  assert.deepEqual(names(await find('rahim')), ['Rahim', 'Rahima Akter', 'Abdur Rahim', 'Bibrahim']);
  assert.deepEqual(names(await find('RAHIMA.HOME')), ['Rahima Akter']);
  for (const text of ['1711-000002', '+880 1711 000002', '8801711000002', '01711.000002', '০১৭১১০০০০০২'])
    assert.deepEqual(names(await find(text)), ['Abdur Rahim'], text);
  for (const text of ['01711000001', '+8801711000001'])
    assert.deepEqual(names(await find(text)), ['Rahima Akter'], text);
  assert.deepEqual(names(await find('nobody')), []);
});

test('finds registered devices by a MAC in any format, by either half of it, and by their label', async () => {
  for (const text of ['C4E9.841F.220A', 'c4-e9-84-1f-22-0a', 'c4:e9:84', 'Home Rou']) {
    const { devices } = await find(text);
    assert.deepEqual(
      devices.map(({ mac, customerName }) => [mac, customerName]),
      [['C4:E9:84:1F:22:0A', 'Rahima Akter']],
      text,
    );
  }
  assert.equal((await find('1f:22:0a')).devices.length, 2);
  for (const typed of ['c4:e9:84:1f:22:0', 'C4-E9-84-1F-22-0', 'c4e9841f220', 'c4:e9:84:1f:22:a'])
    assert.equal((await find(typed)).devices.length, 1, typed);
});

test('finds who is online by the IP address, and by a MAC that nobody has registered', async () => {
  const { sessions, order } = await find('100.64.1.7');
  assert.equal((await find('100.64')).sessions.length, 2);
  assert.deepEqual(
    sessions.map(({ username }) => username),
    ['rahima.home'],
    'who has ended is not online',
  );
  assert.equal(order[0], 'sessions');
  assert.deepEqual(
    (await find('dead.beef')).sessions.map(({ customerName }) => customerName),
    ['Karim'],
  );
});

test('finds who tried from a device that is not theirs yet, once, with how often', async () => {
  for (const text of ['c4:e9:84:77:01:9c', '77:01:9c']) {
    const { attempts } = await find(text);
    assert.deepEqual(
      attempts.map(({ customerName, count, mac }) => [customerName, count, mac]),
      [['Rahima Akter', 7, 'C4:E9:84:77:01:9C']],
      text,
    );
  }
  assert.deepEqual((await find('c4:e9:84:1f:22:0a')).attempts, [], 'a registered device is found as one');
});

test('finds a username that nobody has, as it was tried', async () => {
  for (const text of ['rahlm', 'RAHL']) {
    const { attempts } = await find(text);
    assert.deepEqual(
      attempts.map(({ username, customerId }) => [username, customerId]),
      [['rahlm', null]],
    );
  }
});

test('finds whose device it was that tried under another name', async () => {
  const { attempts } = await find('karlm');
  assert.deepEqual(
    attempts.map(({ username, customerName, underOtherName }) => [username, customerName, underOtherName]),
    [['karlm', 'Karim', true]],
  );
});

test('signs that mean something to a database mean nothing here', async () => {
  for (const text of ["%'; --", '_', '%', '\\', '::', '999.999', '+++']) {
    const found = await find(text);
    assert.deepEqual([names(found), found.devices], [[], []], text);
  }
  assert.equal((await api.call('GET', '/search?q=')).status, 400);
  assert.equal((await api.call('GET', '/search')).status, 400);
});

test('what is pasted may have marks around it that nobody sees, and be a whole line of a log', async () => {
  const find = async (pasted: string) => {
    const { body } = await api.call('GET', `/search?q=${encodeURIComponent(pasted)}`);
    const { customers, devices } = body as unknown as Found;
    return [...customers.map(({ name }) => name), ...devices.map(({ customerName }) => customerName)];
  };
  assert.deepEqual(await find('\u202A+880 1711 000001\u202C'), ['Rahima Akter']);
  assert.deepEqual(await find('\u200Ekarim'), ['Karim']);
  const before = 'Nov 23 12:00:01 tower-3 hotspot,info,debug ';
  const after = ': trying to log in by http-chap, radius timeout, login failed';
  assert.deepEqual(await find(`${before}C4:E9:84:1F:22:0A (100.64.9.9)${after}`), ['Rahima Akter']);
});
