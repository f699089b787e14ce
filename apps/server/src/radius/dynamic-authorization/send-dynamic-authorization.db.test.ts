import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, test } from 'node:test';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { countNoRequests } from './count-requests.ts';
import { NasLines } from './nas-lines.ts';
import { ack, nak, NODE, openSendingStage, secretBox, silence } from './sending-stage.ts';
import { type NasAnswer, until } from './testing.ts';

/** Which process asks, when, from where, and when it does not. */
const stage = await openSendingStage();
const { database, start, addRouter, addSession, request, find, finished } = stage;
after(stage.close);
beforeEach(stage.empty);
afterEach(stage.rest);

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

test('a router that is dead delays no other, and gets a few requests at a time', async () => {
  const dead = await addRouter(silence);
  const alive = await addRouter(ack);
  const waiting: number[] = [];
  const reason = 'package-ended';
  for (let i = 0; i < 30; i += 1) waiting.push(await request(await addSession(dead), { reason }));
  const last = await request(await addSession(alive), { reason });
  start({ timeoutMs: 400 });
  assert.equal((await finished(last)).state, 'acknowledged');
  const states = await Promise.all(waiting.map(find));
  assert.equal(states.filter(({ state }) => state === 'sending').length, 8);
  assert.equal(states.filter(({ state }) => state === 'waiting').length, 22);
});

test('a router that answers gets as many at a time as ever, however many keep silent', async () => {
  let answers: NasAnswer = ack;
  const router = await addRouter((packet, nth) => answers(packet, nth));
  start({ timeoutMs: 3000 });
  await finished(await request(await addSession(router)));
  await addSilent(160, 8);
  answers = silence;
  const reason = 'package-ended';
  const waiting: number[] = [];
  for (let i = 0; i < 20; i += 1) waiting.push(await request(await addSession(router), { reason }));
  await until(
    () => Promise.all(waiting.map(find)),
    (all) => all.filter(({ state }) => state === 'sending').length === 8,
  );
});

test('silent routers, however many requests wait for them, leave room for one that answers', async () => {
  const alive = await addRouter(ack);
  const sessionId = await addSession(alive);
  await addSilent(160, 8);
  start({ timeoutMs: 3000 });
  const sending = async () =>
    Number(
      (await database.pool.query(`select from dynamic_authorization_requests where state = 'sending'`))
        .rowCount,
    );
  // Three each: of more than a thousand that wait, less than half of what may be under way.
  await until(sending, (count) => count === 480);
  assert.equal((await finished(await request(sessionId))).state, 'acknowledged');
});

/** Routers that say nothing, all under one declared network, with as many requests each as the clock has asked for. */
async function addSilent(routers: number, requests: number): Promise<void> {
  const { pool } = database;
  await pool.query(
    `insert into nas (name, address, secret_cipher, vendor, coa_port) values ('silent', '127.0.2.0/24', $1, 'generic', 9)`,
    [secretBox.seal('nobody has it', 'nas-secret')],
  );
  await pool.query(
    `with made as (
       insert into sessions (identity_hash, source_address, nas_identifier, acct_session_id, username, calling_station_id,
                             started_at, last_event_start_at, last_heard_at)
       select 1e6 + n, inet '127.0.2.0' + 1 + n / $2::int, 'silent', 'S' || n, 'u', '', now(), now(), now()
         from generate_series(0, $1::int * $2::int - 1) n
       returning id, source_address)
     insert into dynamic_authorization_requests (kind, reason, session_id, source_address, requested_by)
     select 'disconnect', 'customer-suspended', id, source_address, 'Test' from made`,
    [routers, requests],
  );
}

test('a click goes before all that the clock asked for, even of a router that keeps silent', async () => {
  const dead = await addRouter(silence);
  const waiting: number[] = [];
  const reason = 'package-ended';
  for (let i = 0; i < 20; i += 1) waiting.push(await request(await addSession(dead), { reason }));
  start({ timeoutMs: 3000 });
  await until(
    () => Promise.all(waiting.map(find)),
    (all) => all.filter(({ state }) => state === 'sending').length === 8,
  );
  const clicked = await request(await addSession(dead));
  await until(
    () => find(clicked),
    ({ state }) => state === 'sending',
  );
  const states = await Promise.all(waiting.map(find));
  assert.equal(states.filter(({ state }) => state === 'sending').length, 8);
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
