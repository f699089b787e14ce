import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestState } from '@gatehouse/domain/dynamic-authorization/request-words';
import { attributeList } from '@gatehouse/radius/packet/attributes/attribute-list';
import type { RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { rfc2869 } from '@gatehouse/radius/packet/dictionary/rfc2869';
import { sql } from 'kysely';
import type { NewRow } from '../../db/schema.ts';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';
import { openSecretBox } from '../../secrets.ts';
import { countNoRequests } from './count-requests.ts';
import { NasLines } from './nas-lines.ts';
import { sendDynamicAuthorization } from './send-dynamic-authorization.ts';
import { type NasAnswer, openTestNas, replyTo, type TestNas, until } from './testing.ts';

const SECRET = 'correct horse';
const NODE = randomUUID();
const secretBox = openSecretBox(randomBytes(32));

let database: TestDatabase;
const senders: { stop(): Promise<void> }[] = [];
const routers: TestNas[] = [];
let made = 0;

before(async () => {
  database = await createTestDatabase();
});
after(() => database.close());
beforeEach(async () => {
  await sql`truncate dynamic_authorization_requests, sessions, nas, radius_nodes cascade`.execute(
    database.db,
  );
});
afterEach(async () => {
  await Promise.all(senders.splice(0).map((sender) => sender.stop()));
  for (const router of routers.splice(0)) router.close();
});

function fail(error: unknown): never {
  throw error;
}

function start({
  nodeId = NODE,
  timeoutMs = 60,
  lines = new NasLines([{ address: '127.0.0.1', port: 1813 }]),
  onError = fail as (error: unknown) => void,
  counts = countNoRequests(),
} = {}) {
  const sender = sendDynamicAuthorization({
    pool: database.pool,
    nodeId,
    secretBox,
    lines,
    counts,
    clock: Date.now,
    onError,
    patience: { timeoutMs, tries: 3 },
    everyMs: 10,
  });
  senders.push(sender);
  return sender;
}

const ack: NasAnswer = (request) => [replyTo(request, 'ack', { secret: SECRET })];
const nak =
  (errorCause?: number): NasAnswer =>
  (request) => [replyTo(request, 'nak', { secret: SECRET, ...(errorCause !== undefined && { errorCause }) })];
const silence: NasAnswer = () => [];

/** A router on a loopback address of its own, declared. */
async function addRouter(
  answer: NasAnswer,
  row: Partial<NewRow<'nas'>> = {},
  address?: string,
): Promise<TestNas> {
  made += 1;
  const router = await openTestNas(address ?? `127.0.1.${made}`, SECRET, answer);
  routers.push(router);
  await database.db
    .insertInto('nas')
    .values({
      name: `router ${made}`,
      address: router.address,
      secret_cipher: secretBox.seal(SECRET, 'nas-secret'),
      vendor: 'mikrotik',
      coa_port: router.port,
      ...row,
    })
    .execute();
  return router;
}

async function addSession(router: TestNas, row: Partial<NewRow<'sessions'>> = {}): Promise<number> {
  made += 1;
  const at = new Date(Date.now() - 60_000);
  const { id } = await database.db
    .insertInto('sessions')
    .values({
      identity_hash: made,
      source_address: router.address,
      nas_identifier: 'north',
      acct_session_id: `8100${made}`,
      username: 'rahima.home',
      calling_station_id: 'C4:E9:84:1F:22:0A',
      mac: 'c4:e9:84:1f:22:0a',
      framed_ip_address: '100.64.0.10',
      started_at: at,
      last_event_start_at: at,
      last_heard_at: at,
      ...row,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function request(
  sessionId: number,
  row: Partial<NewRow<'dynamic_authorization_requests'>> = {},
): Promise<number> {
  const { id } = await database.db
    .insertInto('dynamic_authorization_requests')
    .values({
      kind: 'disconnect',
      reason: 'operator',
      session_id: sessionId,
      source_address: await addressOf(sessionId),
      requested_by: 'Test',
      ...row,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function addressOf(sessionId: number): Promise<string> {
  const { source_address } = await database.db
    .selectFrom('sessions')
    .select('source_address')
    .where('id', '=', sessionId)
    .executeTakeFirstOrThrow();
  return source_address;
}

const find = (id: number) =>
  database.db
    .selectFrom('dynamic_authorization_requests')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
const underWay: readonly RequestState[] = ['waiting', 'sending'];
const finished = (id: number) =>
  until(
    () => find(id),
    ({ state }) => !underWay.includes(state),
  );
const names = (packet: RadiusPacket | undefined) =>
  packet === undefined ? [] : attributeList(packet).map(({ definition }) => definition.name);

test('an ACK is stored, and nothing is sent again, not even by the next process', async () => {
  const router = await addRouter(ack);
  const id = await request(await addSession(router));
  const first = start();
  assert.equal((await finished(id)).state, 'acknowledged');
  await first.stop();
  start();
  await sleep(80);
  assert.equal(router.requests.length, 1);
  const { tries, error_cause, finished_at } = await find(id);
  assert.deepEqual([tries, error_cause, finished_at !== null], [1, null, true]);
});

test('a MikroTik is told name, session and address, in the octets of its accounting, signed', async () => {
  const router = await addRouter(ack);
  await finished(await (start(), request(await addSession(router, { username: 'Z\\xFCri' }))));
  const [sent] = router.requests;
  assert.deepEqual(names(sent), [
    'Message-Authenticator',
    'User-Name',
    'Acct-Session-Id',
    'Framed-IP-Address',
    'Event-Timestamp',
  ]);
  assert.deepEqual(sent?.octets(rfc2865['User-Name']), Buffer.from('Züri', 'latin1'));
});

test('a request tells when it was made, so that an old one cannot be played again (RFC 5176 §6.3)', async () => {
  const router = await addRouter((packet, nth) => (nth < 3 ? [] : ack(packet, nth)), { vendor: 'aruba' });
  const askedAt = Math.floor(Date.now() / 1000);
  await finished(await (start({ timeoutMs: 600 }), request(await addSession(router))));
  const told = router.requests.map((packet) => packet.integer(rfc2869['Event-Timestamp']));
  assert.equal(told.length, 3);
  assert.equal(new Set(told).size, 1, 'a retransmission is the same octets (RFC 5176 §2.3)');
  assert.ok(told.every((seconds) => seconds !== null && seconds >= askedAt && seconds <= Date.now() / 1000));
});

test('a make that drops what its own wrong clock does not like is told no time', async () => {
  const router = await addRouter(ack, { vendor: 'hostapd' });
  await finished(await (start(), request(await addSession(router))));
  assert.ok(!names(router.requests[0]).includes('Event-Timestamp'));
});

test('each request is counted once, by what it asked for and what became of it', async () => {
  const counts = countNoRequests();
  const obeys = await addRouter(ack);
  const refuses = await addRouter(nak(504));
  const forgot = await addRouter(nak(503));
  const sleeps = await addRouter(silence);
  start({ counts });
  const ids = [
    await request(await addSession(obeys)),
    await request(await addSession(obeys), { kind: 'coa', lasts_until: new Date() }),
    await request(await addSession(refuses)),
    await request(await addSession(forgot)),
    await request(await addSession(sleeps)),
    await request(await addSession(obeys), { requested_at: new Date(Date.now() - 3600_000) }),
  ];
  for (const id of ids) await finished(id);
  const none = { acknowledged: 0, refused: 0, 'already-gone': 0, 'no-answer': 0, 'not-sent': 0 };
  const disconnect = { acknowledged: 1, refused: 1, 'already-gone': 1, 'no-answer': 1, 'not-sent': 1 };
  await until(
    async () => structuredClone(counts),
    (told) => told.disconnect['no-answer'] === 1,
  );
  assert.deepEqual(counts, { disconnect, coa: { ...none, acknowledged: 1 } });
});

test('others are told the MAC as they wrote it themselves', async () => {
  for (const [vendor, written] of [
    ['hostapd', '02-00-00-00-00-0E'],
    ['generic', 'c4e9.841f.220a'],
  ] as const) {
    const router = await addRouter(ack, { vendor });
    await finished(await (start(), request(await addSession(router, { calling_station_id: written }))));
    assert.equal(router.requests[0]?.text(rfc2865['Calling-Station-Id']), written);
  }
});

test('a router whose requests need no Message-Authenticator gets none', async () => {
  const router = await addRouter(ack, { message_authenticator: 'off' });
  await finished(await (start(), request(await addSession(router))));
  assert.ok(!names(router.requests[0]).includes('Message-Authenticator'));
});

test('a NAK is stored with its Error-Cause, and the session stays open', async () => {
  const router = await addRouter(nak(504));
  const session = await addSession(router);
  const { state, error_cause } = await finished(await (start(), request(session)));
  assert.deepEqual([state, error_cause], ['refused', 504]);
  assert.equal((await findSession(session)).ended_at, null);
});

test('a NAK 503 means that the session was gone already: it is closed here too', async () => {
  const router = await addRouter(nak(503));
  const session = await addSession(router);
  const { state } = await finished(await (start(), request(session)));
  assert.equal(state, 'already-gone');
  const closed = await until(
    () => findSession(session),
    ({ ended_at }) => ended_at !== null,
  );
  assert.equal(closed.terminate_cause, 'Session-Context-Not-Found');
  const changes = await database.db.selectFrom('session_changes').select('session_ids').execute();
  assert.ok(changes.some(({ session_ids }) => session_ids.includes(session)));
});

test('CoovaChilli says so by a NAK without a cause', async () => {
  const router = await addRouter(nak(), { vendor: 'coovachilli' });
  const { state } = await finished(await (start(), request(await addSession(router))));
  assert.equal(state, 'already-gone');
});

test('silence: the same octets three times, then no answer (RFC 5080 §2.2.1)', async () => {
  const router = await addRouter(silence);
  const { state, tries } = await finished(await (start(), request(await addSession(router))));
  assert.deepEqual([state, tries], ['no-answer', 3]);
  assert.equal(new Set(router.requests.map(({ bytes }) => bytes.toString('hex'))).size, 1);
  assert.equal(router.requests.length, 3);
});

test('an answer to the second try counts, and there is no third', async () => {
  const router = await addRouter((packet, nth) => (nth < 2 ? [] : ack(packet, nth)));
  const { state, tries } = await finished(await (start(), request(await addSession(router))));
  assert.deepEqual([state, tries], ['acknowledged', 2]);
});

test('a forged ACK counts for nothing, whoever signed it; the true answer behind it does', async () => {
  const forged = (packet: RadiusPacket) => replyTo(packet, 'ack', { secret: 'guessed' });
  const liar = await addRouter((packet) => [forged(packet)]);
  const attacked = await addRouter((packet) => [
    forged(packet),
    replyTo(packet, 'nak', { secret: SECRET, errorCause: 504 }),
  ]);
  start();
  const [lied, told] = await Promise.all([
    finished(await request(await addSession(liar))),
    finished(await request(await addSession(attacked))),
  ]);
  assert.deepEqual([lied.state, lied.unverified], ['no-answer', 3]);
  assert.deepEqual([told.state, told.error_cause], ['refused', 504]);
});

test('an ACK with a wrong Message-Authenticator counts for nothing', async () => {
  const router = await addRouter((packet) => [withWrongMessageAuthenticator(packet)]);
  const { state, unverified } = await finished(await (start(), request(await addSession(router))));
  assert.deepEqual([state, unverified], ['no-answer', 3]);
});

test('an answer that comes too late changes nothing, neither for its request nor for the next', async () => {
  const late: Buffer[] = [];
  const router = await addRouter((packet, nth) => {
    late.push(replyTo(packet, 'ack', { secret: SECRET }));
    return nth === 4 ? late.slice(0, 1) : [];
  });
  const session = await addSession(router);
  start();
  const first = await finished(await request(session));
  const second = await finished(await request(session));
  assert.equal(first.state, 'no-answer');
  assert.equal(second.state, 'no-answer');
  assert.equal((await find(first.id)).state, 'no-answer');
});

test('a router that is dead delays no other, and gets a few requests at a time', async () => {
  const dead = await addRouter(silence);
  const alive = await addRouter(ack);
  const waiting: number[] = [];
  for (let i = 0; i < 30; i += 1) waiting.push(await request(await addSession(dead)));
  const last = await request(await addSession(alive));
  start({ timeoutMs: 400 });
  assert.equal((await finished(last)).state, 'acknowledged');
  const states = await Promise.all(waiting.map(find));
  assert.equal(states.filter(({ state }) => state === 'sending').length, 8);
  assert.equal(states.filter(({ state }) => state === 'waiting').length, 22);
});

test('two processes share the work: nothing is sent twice', async () => {
  const router = await addRouter(ack);
  const ids: number[] = [];
  for (let i = 0; i < 40; i += 1) {
    ids.push(await request(await addSession(router), { requested_at: new Date(Date.now() - 5000) }));
  }
  start();
  start({ nodeId: randomUUID() });
  for (const id of ids) assert.equal((await finished(id)).state, 'acknowledged');
  assert.equal(router.requests.length, 40);
});

test('the process that hears the router sends; another one only when it does not', async () => {
  const router = await addRouter(ack);
  const { id: nasId } = await database.db.selectFrom('nas').select('id').executeTakeFirstOrThrow();
  const hears = randomUUID();
  const now = new Date();
  await database.db
    .insertInto('radius_nodes')
    .values({ id: hears, name: 'hears it', started_at: now, heartbeat_at: now })
    .execute();
  await database.db
    .insertInto('nas_health')
    .values({ nas_id: nasId, node_id: hears, last_request_at: now })
    .execute();
  start();
  const id = await request(await addSession(router, { nas_id: nasId }), { nas_id: nasId });
  await sleep(100);
  assert.equal((await find(id)).state, 'waiting');
  start({ nodeId: hears });
  assert.equal((await finished(id)).node_id, hears);
});

test('what a process had taken when it died is sent by its successor', async () => {
  const router = await addRouter(ack);
  const id = await request(await addSession(router), {
    state: 'sending',
    node_id: NODE,
    taken_at: new Date(),
  });
  const others = await request(await addSession(router), {
    state: 'sending',
    node_id: randomUUID(),
    taken_at: new Date(),
  });
  start();
  assert.equal((await finished(id)).state, 'acknowledged');
  assert.equal((await find(others)).state, 'sending', 'it may be alive');
});

test('a process that stops gives back what has no answer yet', async () => {
  const router = await addRouter(silence);
  const sender = start({ timeoutMs: 5000 });
  const id = await request(await addSession(router));
  await until(
    async () => router.requests.length,
    (count) => count > 0,
  );
  await sender.stop();
  const { state, node_id } = await find(id);
  assert.deepEqual([state, node_id], ['waiting', null]);
});

test('who is cut off is cut off only once that is in force on every living process', async () => {
  const router = await addRouter(ack);
  const now = new Date();
  const node = { id: randomUUID(), name: 'slow', started_at: now, heartbeat_at: now };
  await database.db.insertInto('radius_nodes').values(node).execute();
  start();
  const session = await addSession(router);
  const id = await database.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(tx);
    const inserted = await tx
      .insertInto('dynamic_authorization_requests')
      .values({
        kind: 'disconnect',
        reason: 'device-removed',
        session_id: session,
        source_address: router.address,
        requested_by: 'Test',
        requested_at: new Date(Date.now() - 5000),
        in_force_xid: rows[0]?.xid ?? null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return inserted.id;
  });
  await sleep(100);
  assert.equal(router.requests.length, 0);
  await sql`update radius_nodes set applied_snapshot = pg_current_snapshot(), heartbeat_at = now()`.execute(
    database.db,
  );
  assert.equal((await finished(id)).state, 'acknowledged');
});

test('an answer that cannot be stored is not forgotten, and the router is not asked again', async () => {
  const faults: unknown[] = [];
  const router = await addRouter(async (packet, nth) => {
    if (nth === 1) await sql`alter table dynamic_authorization_requests rename to away`.execute(database.db);
    return ack(packet, nth);
  });
  const id = await request(await addSession(router));
  start({ onError: (error) => faults.push(error), timeoutMs: 2000 });
  await until(
    async () => faults.length,
    (count) => count > 0,
  );
  await sql`alter table away rename to dynamic_authorization_requests`.execute(database.db);
  assert.equal((await finished(id)).state, 'acknowledged');
  assert.equal(router.requests.length, 1);
});

test('a request leaves from the address that the router sends its accounting to', async () => {
  const router = await addRouter(ack);
  const lines = new NasLines([{ address: '0.0.0.0', port: 1813 }]);
  lines.heard(router.address, '127.0.0.9');
  await finished(await (start({ lines }), request(await addSession(router))));
  assert.equal(router.from[0]?.address, '127.0.0.9');
});

test('a router that has not been heard yet is asked from the address that is listened on', async () => {
  const router = await addRouter(ack);
  const lines = new NasLines([{ address: '127.0.0.8', port: 1813 }]);
  await finished(await (start({ lines }), request(await addSession(router))));
  assert.equal(router.from[0]?.address, '127.0.0.8');
});

test('a router on IPv6 is asked just the same', async () => {
  const router = await addRouter(ack, {}, '::1');
  const lines = new NasLines([
    { address: '127.0.0.1', port: 1813 },
    { address: '::1', port: 1813 },
  ]);
  const { state } = await finished(await (start({ lines }), request(await addSession(router))));
  assert.equal(state, 'acknowledged');
  assert.equal(router.from[0]?.address, '::1');
});

test('a session that ended meanwhile is not asked about', async () => {
  const router = await addRouter(ack);
  const session = await addSession(router, { ended_at: new Date(), terminate_cause: 'User-Request' });
  const { state, tries } = await finished(await (start(), request(session)));
  assert.deepEqual([state, tries, router.requests.length], ['already-gone', 0, 0]);
});

test('a router that was removed, or a request that waited for too long: nothing is sent, and it says why', async () => {
  const router = await addRouter(ack);
  const nobody = { ...router, address: '127.0.2.1' };
  start();
  const long = await request(await addSession(router), { requested_at: new Date(Date.now() - 3600_000) });
  const removed = await request(await addSession(nobody));
  assert.equal((await finished(long)).not_sent_reason, 'too-late');
  assert.equal((await finished(removed)).not_sent_reason, 'router-removed');
  assert.equal(router.requests.length, 0);
});

test('while its secret is being changed, a router may still have the old one', async () => {
  const router = await addRouter(ack, {
    secret_cipher: secretBox.seal('the new one', 'nas-secret'),
    previous_secret_cipher: secretBox.seal(SECRET, 'nas-secret'),
  });
  const { state, tries } = await finished(await (start(), request(await addSession(router))));
  assert.deepEqual([state, tries], ['acknowledged', 4]);
});

test('a new end of a session is told as each make counts it; one that cannot is not asked', async () => {
  const lastsUntil = new Date(Date.now() + 3600_000);
  const expected = { mikrotik: 3660, 'accel-ppp': 3600, hostapd: null } as const;
  start();
  for (const [vendor, seconds] of Object.entries(expected)) {
    const router = await addRouter(ack, { vendor });
    const row = { kind: 'coa', lasts_until: lastsUntil } as const;
    const { state } = await finished(await request(await addSession(router), row));
    const told = router.requests[0]?.integer(rfc2865['Session-Timeout']) ?? null;
    assert.equal(state, seconds === null ? 'not-sent' : 'acknowledged', vendor);
    if (seconds !== null) assert.ok(Math.abs((told ?? 0) - seconds) <= 2, `${vendor}: ${told}`);
  }
});

test('a time that is over is never told as 0, which many routers read as no limit', async () => {
  const router = await addRouter(ack);
  const row = { kind: 'coa', lasts_until: new Date(Date.now() - 3600_000) } as const;
  await finished(await (start(), request(await addSession(router), row)));
  assert.equal(router.requests[0]?.integer(rfc2865['Session-Timeout']), 1);
});

function findSession(id: number) {
  return database.db
    .selectFrom('sessions')
    .select(['ended_at', 'terminate_cause'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** Right but for one octet of the Message-Authenticator, with a Response Authenticator over that (RFC 2865 §3). */
function withWrongMessageAuthenticator(request: RadiusPacket): Buffer {
  const reply = replyTo(request, 'ack', { secret: SECRET });
  reply[30] = (reply[30] ?? 0) ^ 1;
  Buffer.from(request.authenticator).copy(reply, 4);
  createHash('md5').update(reply).update(SECRET).digest().copy(reply, 4);
  return reply;
}
