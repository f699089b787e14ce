import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, test } from 'node:test';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CODES } from '@gatehouse/radius/packet/codes';
import type { RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import { sql } from 'kysely';
import { ack, nak, openSendingStage, SECRET, secretBox, silence } from './sending-stage.ts';
import { replyTo, until } from './testing.ts';

/** What a router answers, or somebody in its place, and what comes of it. */
const stage = await openSendingStage();
const { database, start, addRouter, addSession, request, find, finished, findSession } = stage;
after(stage.close);
beforeEach(stage.empty);
afterEach(stage.rest);

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

test('while its secret is being changed, a router may still have the old one', async () => {
  const router = await addRouter(ack, {
    secret_cipher: secretBox.seal('the new one', 'nas-secret'),
    previous_secret_cipher: secretBox.seal(SECRET, 'nas-secret'),
  });
  const { state, tries } = await finished(await (start(), request(await addSession(router))));
  assert.deepEqual([state, tries], ['acknowledged', 4]);
});

test('a router that is known to use its old secret still is asked under that first', async () => {
  const router = await addRouter(ack, {
    secret_cipher: secretBox.seal('the new one', 'nas-secret'),
    previous_secret_cipher: secretBox.seal(SECRET, 'nas-secret'),
  });
  const usesPreviousSecret = (address: string) => address === router.address;
  start({ usesPreviousSecret });
  const { state, tries } = await finished(await request(await addSession(router)));
  assert.deepEqual([state, tries], ['acknowledged', 1]);
});

test('a CoA-ACK to a Disconnect-Request, rightly signed, is no answer, and it is known what came', async () => {
  const router = await addRouter((packet) => [
    replyTo(packet, 'ack', { secret: SECRET, code: CODES['CoA-ACK'] }),
  ]);
  const { state, unverified, unexpected_code } = await finished(
    await (start(), request(await addSession(router))),
  );
  assert.deepEqual([state, unverified, unexpected_code], ['no-answer', 0, 44]);
});

/** Right but for one octet of the Message-Authenticator, with a Response Authenticator over that (RFC 2865 §3). */
function withWrongMessageAuthenticator(request: RadiusPacket): Buffer {
  const reply = replyTo(request, 'ack', { secret: SECRET });
  reply[30] = (reply[30] ?? 0) ^ 1;
  Buffer.from(request.authenticator).copy(reply, 4);
  createHash('md5').update(reply).update(SECRET).digest().copy(reply, 4);
  return reply;
}
