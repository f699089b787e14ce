import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, test } from 'node:test';
import { sql } from 'kysely';
import { buildAdminServer } from '../http/admin-server.ts';
import {
  addTestCustomer,
  type Answer,
  type Json,
  openTestApi,
  type TestApi,
} from '../http/testing/test-api.ts';
import { JOBS } from '../jobs/index.ts';
import { countNoRequests } from '../radius/dynamic-authorization/count-requests.ts';
import { NasLines } from '../radius/dynamic-authorization/nas-lines.ts';
import { sendDynamicAuthorization } from '../radius/dynamic-authorization/send-dynamic-authorization.ts';
import {
  type NasAnswer,
  openTestNas,
  replyTo,
  type TestNas,
  until,
} from '../radius/dynamic-authorization/testing.ts';
import { jobActor } from '../actor.ts';
import { requestDisconnects } from './request-disconnects.ts';
import { CHANGEABLE_DEFAULTS } from '../settings/settings.schemas.ts';

const SECRET = 'correct horse';
const DAY_SECONDS = 86_400;

let api: TestApi;
let sender: { stop(): Promise<void> };
let router: TestNas;
let made = 0;
const patience = { timeoutMs: 50, tries: 2 };

const ack: NasAnswer = (request) => [replyTo(request, 'ack', { secret: SECRET })];

before(async () => {
  api = await openTestApi();
  router = await openTestNas('127.0.3.1', SECRET, ack);
  const nas = { name: 'North Tower', address: router.address, secret: SECRET, vendor: 'mikrotik' };
  const added = await api.call('POST', '/nas', { ...nas, coaPort: router.port });
  assert.equal(added.status, 201, added.text);
  sender = sendDynamicAuthorization({
    pool: api.database.pool,
    nodeId: randomUUID(),
    secretBox: api.parts.secretBox,
    lines: new NasLines([]),
    counts: countNoRequests(),
    clock: Date.now,
    usesPreviousSecret: () => false,
    onError: (error) => {
      throw error;
    },
    patience,
    everyMs: 10,
  });
});
afterEach(async () => {
  router.answer = ack;
  await api.call('PATCH', '/settings', CHANGEABLE_DEFAULTS);
});
after(async () => {
  await sender.stop();
  router.close();
  await api.close();
});

test('Disconnect on a session: the answer says in words what the router said, and who asked stands in both logs', async () => {
  const session = await addSession(await addTestCustomer(api));
  const answer = await disconnect(session);
  assert.equal(answer.status, 200, answer.text);
  const { state, result, explanation, wayOut, requestedBy } = answer.body;
  assert.deepEqual(
    [state, result, explanation, wayOut, requestedBy],
    ['acknowledged', 'ack', 'North Tower has ended the session.', null, 'Test token'],
  );
  const audited = await api.database.db
    .selectFrom('audit_log')
    .select('actor_name')
    .where('action', '=', 'sessions.disconnect')
    .where('subject_id', '=', String(session))
    .execute();
  assert.deepEqual(audited, [{ actor_name: 'Test token' }]);
});

test('a refusal has its Error-Cause by number, by name and in words, and a way out', async () => {
  router.answer = (request) => [replyTo(request, 'nak', { secret: SECRET, errorCause: 504 })];
  const { body } = await disconnect(await addSession(await addTestCustomer(api)));
  assert.deepEqual([body['state'], body['result']], ['refused', 'nak']);
  assert.deepEqual(body['errorCause'], { code: 504, name: 'Session-Context-Not-Removable' });
  assert.match(String(body['explanation']), /cannot end this session/);
  assert.match(String(body['wayOut']), /router/);
});

test('silence is said too', async () => {
  router.answer = () => [];
  const { status, body } = await disconnect(await addSession(await addTestCustomer(api)));
  assert.deepEqual([status, body['state'], body['result'], body['tries']], [200, 'no-answer', 'timeout', 2]);
});

test('a router that takes longer than a call may: 202 with the request, which goes on', async () => {
  const late = Promise.withResolvers<void>();
  router.answer = async (request, nth) => {
    await late.promise;
    return ack(request, nth);
  };
  const hurried = await buildAdminServer({ ...api.parts, answerMsMax: 2000 }, '/nonexistent');
  const headers = { Authorization: `Bearer ${await api.token('owner')}` };
  const post = async (path: string) => {
    const response = await hurried.request(`/api/v1${path}`, { method: 'POST', headers });
    return { status: response.status, body: (await response.json()) as Json };
  };
  const customer = await addTestCustomer(api);
  const device = await addDevice(customer, 'C4:E9:84:00:00:05');
  patience.tries = 100;
  const session = await addSession(customer);
  await addSession(customer, { mac: 'c4:e9:84:00:00:05' });
  const [asked, removed] = await Promise.all([
    post(`/sessions/${session}/disconnect`),
    post(`/devices/${device}/remove-and-disconnect`),
  ]);
  late.resolve();
  patience.tries = 2;
  assert.deepEqual([asked.status, asked.body['state']], [202, 'sending']);
  assert.equal(asked.body['explanation'], 'Asking North Tower…');
  assert.deepEqual([removed.status, removed.body['disconnects']?.['0']?.['state']], [202, 'sending']);
  const { body } = await until(
    () => api.call('GET', `/router-requests/${asked.body['id']}`),
    ({ body: now }) => String(now['state']) === 'acknowledged',
  );
  assert.equal(body['result'], 'ack');
});

test('a session that has ended is nothing to disconnect, and one that never was is not found', async () => {
  const ended = await addSession(await addTestCustomer(api), { ended_at: new Date() });
  const answer = await disconnect(ended);
  assert.deepEqual([answer.status, answer.body['error']?.['code']], [409, 'session-ended']);
  assert.equal((await disconnect(999_999)).status, 404);
});

test('two clicks are one request', async () => {
  router.answer = () => [];
  const session = await addSession(await addTestCustomer(api));
  const [first, second] = await Promise.all([disconnect(session), disconnect(session)]);
  assert.equal(first.body['id'], second.body['id']);
});

test('a click on a session that waits for its package’s end makes that request the operator’s', async () => {
  const session = await addSession(await addTestCustomer(api));
  const ended = { reason: 'package-ended', onceInForce: false } as const;
  const clicked = { reason: 'operator', onceInForce: false } as const;
  await api.database.db.transaction().execute(async (tx) => {
    const first = await requestDisconnects(
      { tx, actor: jobActor('Automatic') },
      { sessionId: session },
      ended,
    );
    const again = await requestDisconnects(
      { tx, actor: jobActor('Rahima') },
      { sessionId: session },
      clicked,
    );
    await requestDisconnects({ tx, actor: jobActor('Automatic') }, { sessionId: session }, ended);
    assert.deepEqual(again, first);
  });
  const [request] = await requestsOf(session);
  assert.deepEqual([request?.['reason'], request?.['requestedBy']], ['operator', 'Rahima']);
});

test('who may only read may not disconnect', async () => {
  const session = await addSession(await addTestCustomer(api));
  const headers = { Authorization: `Bearer ${await api.token('read-only')}` };
  const answer = await api.call('POST', `/sessions/${session}/disconnect`, {}, headers);
  assert.equal(answer.status, 403);
});

test('Remove and disconnect now: the holder’s sessions from this device end, nobody else’s', async () => {
  const [holder, other] = [await addTestCustomer(api), await addTestCustomer(api)];
  const device = await addDevice(holder, 'C4:E9:84:00:00:01');
  const mine = await addSession(holder, { mac: 'c4:e9:84:00:00:01' });
  await addSession(holder, { mac: 'c4:e9:84:00:00:02' });
  await addSession(other, { mac: 'c4:e9:84:00:00:01' });
  const answer = await api.call('POST', `/devices/${device}/remove-and-disconnect`, {});
  assert.equal(answer.status, 200, answer.text);
  const disconnects = answer.body['disconnects'] as unknown as Json[];
  assert.deepEqual(
    disconnects.map(({ sessionId, reason, result }) => [sessionId, reason, result]),
    [[String(mine), 'device-removed', 'ack']],
  );
  assert.equal((await api.call('GET', `/devices/${device}`)).status, 404);
});

test('Remove and disconnect now of a device that is not online just removes it', async () => {
  const device = await addDevice(await addTestCustomer(api), 'C4:E9:84:00:00:03');
  const answer = await api.call('POST', `/devices/${device}/remove-and-disconnect`, {});
  assert.deepEqual([answer.status, answer.body], [200, { disconnects: [] }]);
  const again = await api.call('POST', `/devices/${device}/remove-and-disconnect`, {});
  assert.equal(again.status, 404);
});

test('a plain removal disconnects nobody', async () => {
  const holder = await addTestCustomer(api);
  const device = await addDevice(holder, 'C4:E9:84:00:00:04');
  const session = await addSession(holder, { mac: 'c4:e9:84:00:00:04' });
  await api.call('DELETE', `/devices/${device}`);
  assert.deepEqual(await requestsOf(session), []);
});

test('a customer who is suspended while online is disconnected, unless the setting says not to', async () => {
  for (const disconnectOnSuspend of [true, false]) {
    await api.call('PATCH', '/settings', { disconnectOnSuspend });
    const customer = await addTestCustomer(api);
    const session = await addSession(customer);
    await api.call('PATCH', `/customers/${customer['id']}`, { status: 'suspended' });
    const requests = await requestsOf(session);
    assert.deepEqual(
      requests.map(({ kind, reason }) => [kind, reason]),
      disconnectOnSuspend ? [['disconnect', 'customer-suspended']] : [],
    );
    await api.call('PATCH', `/customers/${customer['id']}`, { status: 'active' });
    await api.call('PATCH', `/customers/${customer['id']}`, { name: 'Somebody' });
    assert.equal((await requestsOf(session)).length, requests.length, 'nothing else disconnects');
  }
});

test('whose package ends while online is disconnected once, by date as by volume, unless another runs', async () => {
  const servicePackageId = await addPackage({ quotaBytes: 1000 });
  const now = Date.now();
  const ago = (seconds: number) => new Date(now - seconds * 1000);
  const [byDate, byVolume, renewed, justNow, living, suspendedSetting] = await Promise.all(
    Array.from({ length: 6 }, () => addTestCustomer(api)),
  );
  const subscribe = (customer: Json | undefined, starts: number, ends: number) =>
    api.database.db
      .insertInto('subscriptions')
      .values({
        customer_id: Number(customer?.['id']),
        service_package_id: servicePackageId,
        starts_at: ago(starts),
        ends_at: ago(ends),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
  await subscribe(byDate, DAY_SECONDS, 300);
  const { id: used } = await subscribe(byVolume, DAY_SECONDS, -DAY_SECONDS);
  await api.database.db
    .insertInto('subscription_usage')
    .values({ subscription_id: used, used_bytes: 1000 })
    .execute();
  await subscribe(renewed, DAY_SECONDS, 300);
  await subscribe(renewed, 300, -DAY_SECONDS);
  await subscribe(justNow, DAY_SECONDS, 5);
  await subscribe(living, DAY_SECONDS, -DAY_SECONDS);
  const sessions: number[] = [];
  for (const customer of [byDate, byVolume, renewed, justNow, living, suspendedSetting]) {
    sessions.push(await addSession(customer ?? {}));
  }
  await api.call('PATCH', '/settings', { disconnectOnPackageEnd: false });
  await runJob(now);
  assert.deepEqual(await Promise.all(sessions.map(countRequests)), [0, 0, 0, 0, 0, 0]);
  await api.call('PATCH', '/settings', { disconnectOnPackageEnd: true });
  await runJob(now);
  assert.deepEqual(await Promise.all(sessions.map(countRequests)), [1, 1, 0, 0, 0, 0]);
  await until(
    () => requestsOf(sessions[0] ?? 0),
    ([request]) => String(request?.['state']) === 'acknowledged',
  );
  await runJob(now);
  assert.deepEqual(await Promise.all(sessions.map(countRequests)), [1, 1, 0, 0, 0, 0], 'once');
});

test('who used up their time online is disconnected, and who goes on with a package that waits for a login', async () => {
  const now = Date.now();
  const ago = (seconds: number) => new Date(now - seconds * 1000);
  const servicePackageId = await addPackage({ onlineSeconds: 3600 });
  const [usedUp, living, waiting] = await Promise.all(Array.from({ length: 3 }, () => addTestCustomer(api)));
  const subscribe = async (customer: Json | undefined, starts: number, ends: number | null, used: number) => {
    const { id } = await api.database.db
      .insertInto('subscriptions')
      .values({
        customer_id: Number(customer?.['id']),
        service_package_id: servicePackageId,
        starts_at: ago(starts),
        ends_at: ends === null ? null : ago(ends),
        waiting_seconds: ends === null ? DAY_SECONDS : null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await api.database.db
      .insertInto('subscription_usage')
      .values({ subscription_id: id, used_bytes: 0, used_seconds: used })
      .execute();
  };
  await subscribe(usedUp, DAY_SECONDS, -DAY_SECONDS, 3600);
  await subscribe(living, DAY_SECONDS, -DAY_SECONDS, 3599);
  await subscribe(waiting, DAY_SECONDS, 300, 0);
  await subscribe(waiting, 300, null, 0);
  // Two devices share what is left: both go.
  const sessions = [await addSession(usedUp ?? {}), await addSession(usedUp ?? {})];
  sessions.push(await addSession(living ?? {}), await addSession(waiting ?? {}));
  await runJob(now);
  assert.deepEqual(await Promise.all(sessions.map(countRequests)), [1, 1, 0, 1]);
});

test('a router that kept silent is asked again later', async () => {
  router.answer = () => [];
  const servicePackageId = await addPackage({});
  const customer = await addTestCustomer(api);
  const now = Date.now();
  await api.database.db
    .insertInto('subscriptions')
    .values({
      customer_id: Number(customer['id']),
      service_package_id: servicePackageId,
      starts_at: new Date(now - 3600_000),
      ends_at: new Date(now - 60_000),
    })
    .execute();
  const session = await addSession(customer);
  const settled = () =>
    until(
      () => requestsOf(session),
      (requests) => requests.every(({ state }) => String(state) === 'no-answer'),
    );
  await runJob(now);
  await settled();
  await runJob(now + 60_000);
  assert.equal(await countRequests(session), 1);
  await runJob(now + 11 * 60_000);
  assert.equal(await countRequests(session), 2);
  await settled();
});

test('what was given up as too late is asked again, whether a package ended or a customer is suspended', async () => {
  const servicePackageId = await addPackage({});
  const now = Date.now();
  const ended = await addTestCustomer(api);
  await api.database.db
    .insertInto('subscriptions')
    .values({
      customer_id: Number(ended['id']),
      service_package_id: servicePackageId,
      starts_at: new Date(now - 3600_000),
      ends_at: new Date(now - 3000_000),
    })
    .execute();
  const suspended = await addTestCustomer(api);
  const [first, second] = [await addSession(ended), await addSession(suspended)];
  await api.call('PATCH', `/customers/${suspended['id']}`, { status: 'suspended' });
  await api.database.db
    .insertInto('dynamic_authorization_requests')
    .values({ ...PACKAGE_ENDED, session_id: first, source_address: router.address })
    .execute();
  await settle([first, second]);
  await giveUp([first, second], new Date(now - 15 * 60_000));
  await runJobs(now);
  const reasons = async (session: number) => (await requestsOf(session)).map(({ reason }) => String(reason));
  assert.deepEqual(await reasons(first), ['package-ended', 'package-ended']);
  assert.deepEqual(await reasons(second), ['customer-suspended', 'customer-suspended']);
  await settle([first, second]);
  await runJobs(now + 11 * 60_000);
  assert.deepEqual([await countRequests(first), await countRequests(second)], [2, 2], 'it has answered');
});

test('a suspended customer whose router keeps silent is tried every ten minutes, for a day and as long as suspended', async () => {
  router.answer = () => [];
  const customer = await addTestCustomer(api);
  const session = await addSession(customer);
  const now = Date.now();
  const minutes = (count: number) => now + count * 60_000;
  const counts: number[] = [];
  await api.call('PATCH', `/customers/${customer['id']}`, { status: 'suspended' });
  for (const at of [9, 11]) {
    await settle([session]);
    await runJobs(minutes(at));
    counts.push(await countRequests(session));
  }
  await settle([session]);
  await runJobs(minutes(24 * 60 + 1));
  counts.push(await countRequests(session));
  await api.call('PATCH', '/settings', { disconnectOnSuspend: false });
  await runJobs(minutes(22));
  counts.push(await countRequests(session));
  await api.call('PATCH', '/settings', { disconnectOnSuspend: true });
  await api.call('PATCH', `/customers/${customer['id']}`, { status: 'active' });
  await runJobs(minutes(22));
  counts.push(await countRequests(session));
  assert.deepEqual(counts, [1, 2, 2, 2, 2]);
});

test('a router gets no more package ends at once than it can be asked in time, and the rest later', async () => {
  const servicePackageId = await addPackage({});
  const now = Date.now();
  const elsewhere = '127.0.3.99';
  const { rows } = await sql<{ id: number }>`
    with customer as (
      insert into customers (name, username, username_key, password_cipher, kind)
      select 'Crowd', 'crowd.' || n, 'crowd.' || n, '', 'pppoe' from generate_series(1, 450) n returning id),
    subscription as (
      insert into subscriptions (customer_id, service_package_id, starts_at, ends_at)
      select id, ${servicePackageId}, ${new Date(now - 3600_000)}::timestamptz, ${new Date(now - 60_000)}::timestamptz
        from customer)
    insert into sessions (identity_hash, source_address, nas_identifier, acct_session_id, username, calling_station_id,
                          customer_id, started_at, last_event_start_at, last_heard_at)
    select 1000000 + id, ${elsewhere}::inet, '', id::text, 'crowd', '', id, now(), now(), now() from customer
    returning id`.execute(api.database.db);
  const asked = async () => {
    const { count } = await api.database.db
      .selectFrom('dynamic_authorization_requests')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('source_address', '=', elsewhere)
      .executeTakeFirstOrThrow();
    return Number(count);
  };
  await runJob(now);
  assert.equal(await asked(), 400);
  await settle(rows.slice(0, 400).map(({ id }) => id));
  await runJob(now);
  assert.equal(await asked(), 450);
  await settle(rows.map(({ id }) => id));
});

test('a renewal moves the end of the session that is open, unless the setting says not to', async () => {
  const servicePackageId = String(await addPackage({ validitySeconds: DAY_SECONDS }));
  for (const changeTimeOnRenewal of [true, false]) {
    await api.call('PATCH', '/settings', { changeTimeOnRenewal });
    const customer = await addTestCustomer(api);
    const session = await addSession(customer);
    const path = `/customers/${customer['id']}/subscriptions`;
    const { body } = await api.call('POST', path, { servicePackageId });
    const requests = await requestsOf(session);
    assert.deepEqual(
      requests.map(({ kind, reason, lastsUntil }) => [kind, reason, lastsUntil]),
      changeTimeOnRenewal ? [['coa', 'package-renewed', body['endsAt']]] : [],
    );
  }
});

test('a package booked for later moves the end only where what runs lasts until then', async () => {
  const servicePackageId = String(await addPackage({ validitySeconds: DAY_SECONDS }));
  const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
  const customer = await addTestCustomer(api);
  const path = `/customers/${customer['id']}/subscriptions`;
  const { body: first } = await api.call('POST', path, { servicePackageId });
  const session = await addSession(customer);
  await api.call('POST', path, { servicePackageId, startsAt: inSeconds(2 * DAY_SECONDS) });
  assert.deepEqual(await requestsOf(session), [], 'a day without a package lies between');
  const { body: next } = await api.call('POST', path, { servicePackageId, startsAt: first['endsAt'] });
  const [request] = await requestsOf(session);
  assert.equal(request?.['lastsUntil'], next['endsAt']);
});

test('the log lists every request, the latest first, and is searched by name, MAC, router and outcome', async () => {
  const customer = await addTestCustomer(api, { name: 'Rahima Akter' });
  const session = await addSession(customer, { mac: '02:00:5e:10:00:01' });
  const { body: asked } = await disconnect(session);
  const found = async (query: string) => {
    const { status, body, text } = await api.call('GET', `/router-requests?${query}`);
    assert.equal(status, 200, text);
    return (body['items'] as unknown as Json[]).map(({ id }) => id);
  };
  assert.deepEqual((await found('limit=1'))[0], asked['id']);
  for (const query of [
    'search=rahima',
    `search=${encodeURIComponent('Ráhima')}`,
    'search=5e10.0001',
    `sessionId=${session}`,
    `customerId=${customer['id']}&state=acknowledged&kind=disconnect&reason=operator`,
  ]) {
    assert.deepEqual(await found(query), [asked['id']], query);
  }
  assert.deepEqual(await found(`sessionId=${session}&state=refused`), []);
  const { body: one } = await api.call('GET', `/router-requests/${asked['id']}`);
  assert.deepEqual(one, asked);
});

function disconnect(session: number): Promise<Answer> {
  return api.call('POST', `/sessions/${session}/disconnect`, {});
}

async function addDevice(customer: Json, mac: string): Promise<string> {
  const { status, body, text } = await api.call('POST', `/customers/${customer['id']}/devices`, { mac });
  assert.equal(status, 201, text);
  return String(body['id']);
}

async function addPackage(fields: Record<string, unknown>): Promise<number> {
  made += 1;
  const { body } = await api.call('POST', '/service-packages', {
    name: `p ${made}`,
    kind: 'pppoe',
    ...fields,
  });
  return Number(body['id']);
}

async function addSession(customer: Json, row: Record<string, unknown> = {}): Promise<number> {
  made += 1;
  const { id: nasId } = await api.database.db.selectFrom('nas').select('id').executeTakeFirstOrThrow();
  const at = new Date(Date.now() - 60_000);
  const { id } = await api.database.db
    .insertInto('sessions')
    .values({
      identity_hash: made,
      nas_id: nasId,
      source_address: router.address,
      nas_identifier: '',
      acct_session_id: `8200${made}`,
      username: `line.${made}`,
      calling_station_id: 'C4:E9:84:1F:22:0A',
      customer_id: Number(customer['id']),
      started_at: at,
      last_event_start_at: at,
      last_heard_at: at,
      ...row,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function requestsOf(session: number): Promise<Json[]> {
  const { body } = await api.call('GET', `/router-requests?sessionId=${session}`);
  return body['items'] as unknown as Json[];
}

async function countRequests(session: number): Promise<number> {
  return (await requestsOf(session)).length;
}

const PACKAGE_ENDED = { kind: 'disconnect', reason: 'package-ended', requested_by: 'Automatic' } as const;

/** Until nothing that was asked of these is under way. */
async function settle(sessions: readonly number[]): Promise<void> {
  await until(
    () =>
      api.database.db
        .selectFrom('dynamic_authorization_requests')
        .select('id')
        .where('session_id', 'in', [...sessions])
        .where('state', 'in', ['waiting', 'sending'])
        .execute(),
    (underWay) => underWay.length === 0,
  );
}

/** As if no radius process had been there for ten minutes. */
async function giveUp(sessions: readonly number[], requestedAt: Date): Promise<void> {
  await api.database.db
    .updateTable('dynamic_authorization_requests')
    .set({ state: 'not-sent', not_sent_reason: 'too-late', tries: 0, requested_at: requestedAt })
    .where('session_id', 'in', [...sessions])
    .execute();
}

async function runJob(now: number, job = 'disconnect-ended-packages'): Promise<void> {
  await JOBS.find(({ name }) => name === job)?.run({ ...api.parts, pool: api.database.pool, now: () => now });
}

async function runJobs(now: number): Promise<void> {
  await runJob(now);
  await runJob(now, 'disconnect-suspended');
}
