import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { rfc2865 } from '../packet/dictionary/rfc2865.ts';
import { openRadiusServer, type RadiusRequest } from './radius-server.ts';
import { closeLater, closeStages, nas, type Nas, requestBytes, stage, TestNas, until } from './testing.ts';

after(closeStages);

test('gives a repeated request the same octets again, and asks nobody twice (RFC 5080 §2.2.2)', async () => {
  let timeout = 0;
  const { nas: router, requests } = await stage(nas, (request) => {
    request.reply(2, (writer) => writer.add(rfc2865['Session-Timeout'], ++timeout));
  });
  const bytes = requestBytes();
  const first = await router.ask(bytes);
  const second = await router.ask(bytes);
  assert.deepEqual(second.bytes, first.bytes);
  assert.equal(requests.length, 1);
});

test('is silent to a repetition while the first is still being worked on', async () => {
  const { nas: router, requests } = await stage(nas, () => {});
  const bytes = requestBytes();
  await router.askInVain(bytes);
  await router.askInVain(bytes);
  assert.equal(requests.length, 1);
  requests[0]?.reply(2);
  await until(() => router.received.length === 1);
});

test('takes a new authenticator under the same Identifier as a new request', async () => {
  const { nas: router, requests } = await stage();
  await router.ask(requestBytes({ identifier: 9 }));
  await router.ask(requestBytes({ identifier: 9 }));
  assert.equal(requests.length, 2);
});

test('forgets a reply after ten seconds', async () => {
  let now = 0;
  const { nas: router, requests } = await stage(nas, undefined, { now: () => now });
  const bytes = requestBytes();
  await router.ask(bytes);
  now = 9_999;
  await router.ask(bytes);
  assert.equal(requests.length, 1);
  now = 10_000;
  await router.ask(bytes);
  assert.equal(requests.length, 2);
});

test('judges a request afresh that got silence before', async () => {
  let calls = 0;
  const { nas: router } = await stage(nas, (request) => {
    if (++calls === 1) request.silence();
    else request.reply(2);
  });
  const bytes = requestBytes();
  await router.askInVain(bytes);
  assert.ok(await router.ask(bytes));
});

test('refuses more requests at once than it may hold (RFC 5080 §2.2.3)', async () => {
  const held: RadiusRequest<Nas>[] = [];
  const discards: string[] = [];
  const server = await openRadiusServer<Nas>({
    listen: [{ address: '127.0.0.1', port: 0, service: 'authentication' }],
    findPeer: () => nas,
    onRequest: (request) => void held.push(request),
    onDiscard: (reason) => discards.push(reason),
    inProgressMax: 2,
  });
  const router = new TestNas(server);
  closeLater({ close: () => server.close(0) }, { close: () => router.socket.close() });
  for (let identifier = 0; identifier < 3; identifier++) {
    await router.askInVain(requestBytes({ identifier }));
  }
  assert.deepEqual(discards, ['too-busy']);
  held[0]?.reply(2);
  router.send(requestBytes({ identifier: 4 }));
  await until(() => held.length === 3);
});
