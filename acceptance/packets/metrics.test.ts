import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '@gatehouse/server/db/testing';
import type { ApiClient, Item } from '../api-client.ts';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { type DatabaseLink, openDatabaseLink } from '../faults/database-link.ts';
import { openRawSocket, rawPacket, type RawSocket, withMessageAuthenticator } from '../raw-datagrams.ts';
import { type Gatehouse, startGatehouse } from '../start-gatehouse.ts';

/** What an engineer's monitoring sees: the started product, real packets, and a database that goes away. */
let database: TestDatabase;
let link: DatabaseLink;
let gatehouse: Gatehouse;
let api: ApiClient;
let nas: TestNas;
let stranger: RawSocket;
let router: RawSocket;
const customer = { username: 'rahima.home', password: 'wonderland' };

before(async () => {
  database = await createTestDatabase();
  link = await openDatabaseLink(database.url);
  gatehouse = await startGatehouse({ databaseUrl: link.url });
  api = await gatehouse.api();
  nas = await addNas(gatehouse, api, { name: 'North Tower', address: '127.0.27.1' });
  stranger = await openRawSocket('127.0.27.9');
  router = await openRawSocket('127.0.27.1');
  await api.post('/customers', { ...customer, name: 'Rahima Akter', kind: 'pppoe' });
});
after(async () => {
  await stranger?.close();
  await router?.close();
  await nas?.close();
  await gatehouse?.stop();
  await link?.close();
  await database?.close();
});

test('every packet is found again in the metrics, once, under what became of it', async () => {
  const suspended = await api.post<Item>('/customers', {
    ...customer,
    username: 'karim.home',
    name: 'Karim',
    kind: 'pppoe',
  });
  await api.patch(`/customers/${suspended.id}`, { status: 'suspended' });
  for (let login = 0; login < 5; login++) assert.equal(await nas.logIn(customer), 'Access-Accept');
  for (let login = 0; login < 2; login++)
    assert.equal(await nas.logIn({ ...customer, username: 'karim.home' }), 'Access-Reject');
  assert.equal(await nas.logIn({ ...customer, password: 'guessed' }), 'Access-Reject');
  assert.equal(await nas.logIn({ ...customer, username: 'nobody' }), 'Access-Reject');
  for (const event of ['Start', 'Interim-Update', 'Stop'] as const)
    assert.equal(await nas.account({ event, username: customer.username }), 'Accounting-Response');
  const status = withMessageAuthenticator(rawPacket({ code: 12 }), nas.secret);
  assert.ok((await router.ask(status, gatehouse.auth)) !== null);
  assert.ok((await router.ask(status, gatehouse.auth)) !== null, 'the same again');
  for (let packet = 0; packet < 3; packet++) stranger.send(rawPacket({ code: 1 }), gatehouse.auth);
  router.send(Buffer.from('no packet at all'), gatehouse.auth);

  const sums = await scrapeUntil((read) => read('radius_discards_total') === 4);
  const expected = {
    'radius_logins_total{outcome="accept",reason=""}': 5,
    'radius_logins_total{outcome="reject",reason="suspended"}': 2,
    'radius_logins_total{outcome="reject",reason="wrong-password"}': 1,
    'radius_logins_total{outcome="reject",reason="unknown-username"}': 1,
    radius_logins_total: 9,
    'radius_requests_total{kind="login"}': 9,
    'radius_requests_total{kind="accounting"}': 3,
    'radius_requests_total{kind="status-server"}': 1,
    radius_duplicates_total: 1,
    'radius_discards_total{reason="unknown-nas"}': 3,
    'radius_discards_total{reason="too-short"}': 1,
    radius_datagrams_total: 9 + 3 + 1 + 1 + 4,
    radius_silences_total: 0,
    radius_requests_in_progress: 0,
    'radius_reply_seconds_count{reply="accept"}': 5,
    'radius_reply_seconds_count{reply="reject"}': 4,
    'radius_reply_seconds_count{reply="accounting"}': 3,
    'radius_reply_seconds_bucket{reply="accept",le="+Inf"}': 5,
    accounting_stored_total: 3,
    radius_directory_customers: 2,
    radius_up: 1,
    database_up: 1,
  };
  assert.deepEqual(Object.fromEntries(Object.keys(expected).map((name) => [name, sums(name)])), expected);
  const [seconds, commits] = [
    sums('radius_reply_seconds_sum{reply="accept"}'),
    sums('accounting_commit_events_count'),
  ];
  assert.ok(seconds > 0 && seconds < 5, `five logins took ${seconds} s`);
  assert.ok(commits >= 1 && commits <= 3, `three events in ${commits} commits`);
  assert.ok(sums('radius_resident_memory_bytes') > 20e6);
  assert.ok(sums('radius_event_loop_delay_seconds_count') > 0);
});

test('is ready while it can answer, says in words why not while the database is away, and is ready again', async () => {
  assert.deepEqual(await ask('/readyz'), { status: 200, text: 'ready\n' });
  assert.deepEqual(await ask('/healthz'), { status: 200, text: 'ok\n' });

  await link.cut();
  const away = await askUntil('/readyz', 503);
  assert.match(
    away,
    /^not ready\nThe database cannot be reached: .* one that had read everything goes on from memory; .*\n$/,
  );
  assert.equal((await ask('/healthz')).status, 200, 'the process lives');
  assert.equal(await nas.logIn(customer), 'Access-Accept');
  const journaled = await nas.account({ event: 'Start', username: customer.username, acctSessionId: 'two' });
  assert.equal(journaled, 'Accounting-Response');
  const metrics = await ask('/metrics');
  assert.match(metrics.text, /^gatehouse_database_up 0$/m);
  assert.doesNotMatch(
    metrics.text,
    /^gatehouse_radius_logins_total/m,
    'no old number that looks like a calm one',
  );

  await link.mend();
  assert.equal(await askUntil('/readyz', 200), 'ready\n');
  const sums = await scrapeUntil((read) => read('radius_logins_total{outcome="accept",reason=""}') === 6);
  assert.equal(
    sums('radius_directory_customers'),
    2,
    'the login in between was counted, and nothing forgotten',
  );
});

test('is not ready when the database hangs, and says so within the time that a probe waits', async () => {
  link.delay(30_000);
  const startedAt = performance.now();
  assert.match(await askUntil('/readyz', 503), /^not ready/);
  const answer = await ask('/metrics');
  assert.match(answer.text, /^gatehouse_database_up 0$/m);
  assert.ok(performance.now() - startedAt < 40_000);
  link.delay(0);
  await link.cut();
  await link.mend();
  assert.equal(await askUntil('/readyz', 200), 'ready\n');
});

async function ask(path: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${gatehouse.adminUrl}${path}`);
  return { status: answer.status, text: await answer.text() };
}

async function askUntil(path: string, status: number): Promise<string> {
  for (const until = performance.now() + 30_000; ; await sleep(100)) {
    const answer = await ask(path);
    if (answer.status === status) return answer.text;
    assert.ok(performance.now() < until, `${path} still answers ${answer.status}: ${answer.text}`);
  }
}

/** The sum of all lines of that name that have at least these labels. */
type ReadSum = (name: string) => number;

/** Numbers come with the heartbeat, once in a second. */
async function scrapeUntil(done: (read: ReadSum) => boolean): Promise<ReadSum> {
  for (const until = performance.now() + 30_000; ; await sleep(200)) {
    const { text } = await ask('/metrics');
    const read = readSums(text);
    if (done(read)) return read;
    assert.ok(performance.now() < until, text);
  }
}

function readSums(text: string): ReadSum {
  const lines = text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = /^gatehouse_(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, labels: labels.split(','), value: Number(value) }];
  });
  return (wanted) => {
    const [, name, labels] = /^(\w+)(?:\{(.*)\})?$/.exec(wanted) ?? [];
    const needed = labels?.split(',') ?? [];
    return lines
      .filter((line) => line.name === name && needed.every((label) => line.labels.includes(label)))
      .reduce((sum, { value }) => sum + value, 0);
  };
}
