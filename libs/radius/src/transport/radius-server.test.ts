import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { CODES } from '../packet/codes.ts';
import { rfc2865 } from '../packet/dictionary/rfc2865.ts';
import type { PacketWriter } from '../packet/encode-packet.ts';
import { verifyResponse } from '../packet/security/authenticator.ts';
import { verifyMessageAuthenticator } from '../packet/security/message-authenticator.ts';
import { openRadiusServer, type RadiusRequest } from './radius-server.ts';
import { closeLater, closeStages, nas, type Nas, requestBytes, SECRET, stage, until } from './testing.ts';

after(closeStages);

test('answers a login: signed, Message-Authenticator first, Proxy-State copied in order (RFC 2865 §5.33, RFC 3579 §3.2)', async () => {
  const { nas: router, requests } = await stage(nas, (request) => {
    request.reply(CODES['Access-Accept'], (writer) => writer.add(rfc2865['Session-Timeout'], 3600));
  });
  const bytes = requestBytes({
    write: (writer) => {
      writer.add(rfc2865['Proxy-State'], Buffer.from('outer')).add(rfc2865['NAS-Port'], 3);
      writer.add(rfc2865['Proxy-State'], Buffer.from('inner'));
    },
  });
  const reply = await router.ask(bytes);
  assert.equal(reply.code, CODES['Access-Accept']);
  assert.equal(reply.identifier, 7);
  assert.equal(reply.bytes[20], 80, 'Message-Authenticator is the first attribute');
  const authenticator = bytes.subarray(4, 20);
  assert.ok(verifyResponse(reply.bytes, reply.length, authenticator, SECRET));
  assert.ok(verifyMessageAuthenticator(reply.bytes, reply.length, 22, SECRET, authenticator));
  assert.equal(reply.integer(rfc2865['Session-Timeout']), 3600);
  assert.deepEqual(reply.allTexts(rfc2865['Proxy-State']), ['outer', 'inner']);
  assert.equal(requests[0]?.peer.data.name, 'router');
  assert.equal(requests[0]?.messageAuthenticator, 'valid');
});

test('answers over IPv6', async () => {
  const { nas: router } = await stage(nas, undefined, { address: '::1' });
  assert.equal((await router.ask(requestBytes())).code, CODES['Access-Accept']);
});

test('says nothing to an address that is no router of ours (RFC 2865 §3)', async () => {
  const { nas: router, discards } = await stage(null);
  await router.askInVain(requestBytes());
  assert.deepEqual(discards, ['unknown-nas']);
});

test('says nothing to what is no packet, and goes on serving', async () => {
  const { nas: router, discards } = await stage();
  await router.askInVain(Buffer.from('hello'));
  await router.askInVain(Buffer.alloc(0));
  await router.askInVain(requestBytes().subarray(0, 30));
  assert.deepEqual(discards, ['too-short', 'too-short', 'too-short']);
  assert.ok(await router.ask(requestBytes()));
});

test('answers each code on its own port only', async () => {
  const login = await stage();
  await login.nas.askInVain(requestBytes({ code: 4 }));
  const accounting = await stage(nas, undefined, { service: 'accounting' });
  await accounting.nas.askInVain(requestBytes({ code: 1 }));
  await accounting.nas.askInVain(requestBytes({ code: 2 }));
  assert.deepEqual([...login.discards, ...accounting.discards], ['wrong-code', 'wrong-code', 'wrong-code']);
});

test('a handler that throws or rejects is silence, told to the operator, and not the end', async () => {
  let calls = 0;
  const {
    nas: router,
    faults,
    server,
  } = await stage(nas, (request) => {
    calls++;
    if (calls === 1) throw new Error('broken');
    if (calls === 2) return Promise.reject(new Error('broken later'));
    request.reply(2);
  });
  const bytes = requestBytes();
  await router.askInVain(bytes);
  await router.askInVain(bytes);
  assert.ok(await router.ask(bytes));
  assert.equal(faults.length, 2);
  assert.equal(server.inProgress, 0);
});

test('answers once, and sends nothing that does not fit into 4096 octets', async () => {
  const outcomes: boolean[] = [];
  const { nas: router, faults } = await stage(nas, (request) => {
    const tooMuch = (writer: PacketWriter) => {
      for (let i = 0; i < 20; i++) writer.add(rfc2865['Reply-Message'], 'x'.repeat(253));
    };
    outcomes.push(request.reply(2, tooMuch), request.reply(3), request.reply(2));
  });
  const reply = await router.ask(requestBytes());
  assert.equal(reply.code, 3);
  assert.deepEqual(outcomes, [false, true, false]);
  assert.equal(faults.length, 1);
});

test('waits for requests in progress when it closes, and no longer than it was told', async () => {
  const slow = await stage(nas, () => {});
  await slow.nas.askInVain(requestBytes());
  const closing = slow.server.close(60_000);
  slow.requests[0]?.reply(2);
  await closing;
  await until(() => slow.nas.received.length === 1);

  const never = await stage(nas, () => {});
  await never.nas.askInVain(requestBytes());
  await never.server.close(50);
});

test('a wildcard answers from the very address that was asked', async () => {
  const server = await openRadiusServer<Nas>({
    listen: [{ address: '0.0.0.0', port: 0, service: 'authentication' }],
    findPeer: () => nas,
    onRequest: (request) => void request.reply(2),
    onDiscard: () => {},
  });
  closeLater({ close: () => server.close(0) });
  assert.ok(server.listening.some(({ address }) => address === '127.0.0.1'));
  assert.equal(new Set(server.listening.map(({ port }) => port)).size, 1);
  for (const { address, port } of server.listening) {
    const socket = createSocket('udp4');
    socket.bind(0, address);
    await once(socket, 'listening');
    socket.send(requestBytes(), port, address);
    const [, remote] = await once(socket, 'message');
    assert.equal(remote.address, address);
    socket.close();
  }
});

test('a port in use is an error when the server opens', async () => {
  const { server } = await stage();
  const port = server.listening[0]?.port ?? 0;
  for (const address of ['127.0.0.1', '0.0.0.0']) {
    await assert.rejects(
      openRadiusServer<Nas>({
        listen: [{ address, port, service: 'authentication' }],
        findPeer: () => nas,
        onRequest: () => {},
        onDiscard: () => {},
      }),
      { code: 'EADDRINUSE' },
    );
  }
});

test('times each answer by its kind, and accounts for every request as answered, silent or in progress', async () => {
  let now = 1000;
  const held: RadiusRequest<Nas>[] = [];
  const { nas: router, server } = await stage(nas, (request) => void held.push(request), { now: () => now });
  for (let identifier = 0; identifier < 4; identifier++) {
    router.send(requestBytes({ identifier, code: identifier === 3 ? CODES['Status-Server'] : 1 }));
    await until(() => held.length === identifier + 1);
  }
  now += 5;
  held[0]?.reply(CODES['Access-Accept']);
  await until(() => server.latencies.accept.count === 1);
  now += 395;
  held[1]?.reply(CODES['Access-Reject']);
  held[3]?.reply(CODES['Access-Accept']);
  held[2]?.silence();
  await until(() => server.latencies.reject.count === 1);
  const { accept, reject, accounting } = server.latencies;
  assert.deepEqual([accept.sumMs, reject.sumMs], [5, 400]);
  assert.deepEqual([accept.count, accounting.count], [1, 0], 'Status-Server is nobody’s login');
  const { requests, replies, silences } = server.stats;
  assert.deepEqual({ requests, replies, silences }, { requests: 4, replies: 3, silences: 1 });
  assert.equal(server.inProgress, 0);
});
