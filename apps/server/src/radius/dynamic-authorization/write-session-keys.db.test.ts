import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, test } from 'node:test';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { rfc2869 } from '@gatehouse/radius/packet/dictionary/rfc2869';
import { ack, names, openSendingStage } from './sending-stage.ts';

/** What each make of router is told about the session that is meant. */
const stage = await openSendingStage();
const { start, addRouter, addSession, request, finished } = stage;
after(stage.close);
beforeEach(stage.empty);
afterEach(stage.rest);

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
