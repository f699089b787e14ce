import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { CODES } from '../packet/codes.ts';
import { rfc2865 } from '../packet/dictionary/rfc2865.ts';
import { rfc2866 } from '../packet/dictionary/rfc2866.ts';
import { rfc2869 } from '../packet/dictionary/rfc2869.ts';
import type { PacketWriter } from '../packet/encode-packet.ts';
import { verifyResponse } from '../packet/security/authenticator.ts';
import { type Peer } from './radius-server.ts';
import { closeStages, nas, type Nas, PREVIOUS, requestBytes, SECRET, stage, STRANGER } from './testing.ts';

after(closeStages);

test('says nothing to a wrong Message-Authenticator, even where none is required (RFC 3579 §3.2)', async () => {
  const { nas: router, discards } = await stage();
  await router.askInVain(requestBytes({ secret: STRANGER }));
  assert.deepEqual(discards, ['bad-message-authenticator']);
});

test('says nothing to two Message-Authenticators', async () => {
  const { nas: router, discards } = await stage();
  const twice = requestBytes({
    write: (writer) => writer.add(rfc2869['Message-Authenticator'], new Uint8Array(16)),
  });
  await router.askInVain(twice);
  assert.deepEqual(discards, ['bad-message-authenticator']);
});

test('requires a Message-Authenticator of a router set to required, and of none set to off', async () => {
  const required = await stage({ ...nas, messageAuthenticator: 'required' });
  await required.nas.askInVain(requestBytes({ signed: false }));
  assert.deepEqual(required.discards, ['message-authenticator-missing']);
  const off = await stage();
  assert.ok(await off.nas.ask(requestBytes({ signed: false })));
  assert.equal(off.requests[0]?.secretVerified, false);
});

test('a learning router is held to Message-Authenticator after 100 in a row over an hour, and can be let off again', async () => {
  let now = 0;
  const peer: Peer<Nas> = { ...nas, messageAuthenticator: 'learn' };
  const { nas: router, learned, discards, server } = await stage(peer, undefined, { now: () => now });
  for (let i = 0; i < 100; i++) {
    now += 36_000;
    await router.ask(requestBytes());
  }
  assert.deepEqual(learned, [], 'an hour counts from the first to the last of them');
  now += 36_000;
  await router.ask(requestBytes());
  assert.deepEqual(learned, ['127.0.0.1']);
  await router.askInVain(requestBytes({ signed: false }));
  assert.deepEqual(discards, ['message-authenticator-missing']);
  server.forgetLearned('127.0.0.1', 86_400_000);
  assert.ok(await router.ask(requestBytes({ signed: false })));
});

test('a source learned before a restart stays learned', async () => {
  const peer: Peer<Nas> = { ...nas, messageAuthenticator: 'learn' };
  const { nas: router } = await stage(peer, undefined, { learned: ['127.0.0.1'] });
  await router.askInVain(requestBytes({ signed: false }));
});

test('discards unsigned Proxy-State, except from a proxy (CVE-2024-3596)', async () => {
  const proxied = () =>
    requestBytes({ signed: false, write: (writer) => writer.add(rfc2865['Proxy-State'], Buffer.from('x')) });
  const plain = await stage();
  await plain.nas.askInVain(proxied());
  assert.deepEqual(plain.discards, ['proxy-state-unsigned']);
  const proxy = await stage({ ...nas, proxy: true });
  assert.ok(await proxy.nas.ask(proxied()));
});

test('discards EAP and Status-Server without Message-Authenticator (RFC 3579 §3.1, RFC 5997 §3)', async () => {
  const { nas: router, discards } = await stage();
  const eap = requestBytes({
    signed: false,
    write: (writer) => writer.addLong(rfc2869['EAP-Message'], Buffer.from([2, 1, 0, 5, 1])),
  });
  await router.askInVain(eap);
  await router.askInVain(requestBytes({ signed: false, code: CODES['Status-Server'] }));
  assert.deepEqual(discards, ['message-authenticator-missing', 'message-authenticator-missing']);
});

test('passes Status-Server on at both ports and signs the reply (RFC 5997 §3)', async () => {
  const login = await stage();
  const accept = await login.nas.ask(requestBytes({ code: CODES['Status-Server'] }));
  assert.equal(accept.code, CODES['Access-Accept']);
  const accounting = await stage(nas, undefined, { service: 'accounting' });
  const response = await accounting.nas.ask(requestBytes({ code: CODES['Status-Server'] }));
  assert.equal(response.code, CODES['Accounting-Response']);
  assert.equal(response.bytes[20], 80);
});

test('verifies Accounting-Requests, with and without Message-Authenticator (RFC 2866 §3)', async () => {
  const { nas: router, discards } = await stage(nas, undefined, { service: 'accounting' });
  const write = (writer: PacketWriter) => void writer.add(rfc2866['Acct-Status-Type'], 'Start');
  assert.ok(await router.ask(requestBytes({ code: 4, write })));
  const bytes = requestBytes({ code: 4, signed: false, write });
  const reply = await router.ask(bytes);
  assert.ok(verifyResponse(reply.bytes, reply.length, bytes.subarray(4, 20), SECRET));
  await router.askInVain(requestBytes({ code: 4, signed: false, secret: STRANGER, write }));
  assert.deepEqual(discards, ['bad-authenticator']);
});

test('accepts the previous secret too, and answers unsigned requests with it until the source has signed with the new one', async () => {
  const { nas: router, requests, server } = await stage({ ...nas, secrets: [SECRET, PREVIOUS] });
  await router.ask(requestBytes({ signed: false }));
  const bytes = requestBytes({ secret: PREVIOUS });
  const reply = await router.ask(bytes);
  assert.ok(verifyResponse(reply.bytes, reply.length, bytes.subarray(4, 20), PREVIOUS));
  await router.ask(requestBytes({ signed: false }));
  assert.equal(server.usesPreviousSecret('127.0.0.1'), true);
  await router.ask(requestBytes());
  await router.ask(requestBytes({ signed: false }));
  assert.equal(server.usesPreviousSecret('127.0.0.1'), false);
  assert.deepEqual(
    requests.map(({ secret }) => (secret === PREVIOUS ? 'previous' : 'current')),
    ['previous', 'previous', 'previous', 'current', 'current'],
  );
});

test('where nothing is signed, a reply that is asked for again was dropped: the next is under the other secret', async () => {
  const { nas: router } = await stage({ ...nas, secrets: [SECRET, PREVIOUS] });
  const secretOf = async (bytes: Buffer) => {
    const reply = await router.ask(bytes);
    return verifyResponse(reply.bytes, reply.length, bytes.subarray(4, 20), SECRET) ? 'new' : 'old';
  };
  const first = requestBytes({ signed: false });
  assert.equal(await secretOf(first), 'old');
  for (let again = 0; again < 2; again++) assert.equal(await secretOf(first), 'old', 'the same octets');
  const second = requestBytes({ signed: false });
  assert.equal(await secretOf(second), 'new');
  assert.equal(await secretOf(requestBytes({ signed: false })), 'new');
  await router.ask(requestBytes({ secret: PREVIOUS }));
  const third = requestBytes({ signed: false });
  assert.deepEqual([await secretOf(third), await secretOf(third)], ['old', 'old']);
  assert.equal(await secretOf(requestBytes({ signed: false })), 'old', 'what it signs says more');
});
