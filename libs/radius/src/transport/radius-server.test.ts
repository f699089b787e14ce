import assert from 'node:assert/strict';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { CODES } from '../packet/codes.ts';
import { decodePacket, RadiusPacket } from '../packet/decode-packet.ts';
import { rfc2865 } from '../packet/dictionary/rfc2865.ts';
import { rfc2866 } from '../packet/dictionary/rfc2866.ts';
import { rfc2869 } from '../packet/dictionary/rfc2869.ts';
import { PacketWriter } from '../packet/encode-packet.ts';
import { verifyResponse } from '../packet/security/authenticator.ts';
import { verifyMessageAuthenticator } from '../packet/security/message-authenticator.ts';
import { sharedSecret } from '../packet/security/shared-secret.ts';
import { openRadiusServer, type Peer, type RadiusRequest, type RadiusServer } from './radius-server.ts';

const SECRET = sharedSecret('correct horse');
const PREVIOUS = sharedSecret('battery staple');
const STRANGER = sharedSecret('not ours');

type Nas = { name: string };
const nas: Peer<Nas> = {
  secrets: [SECRET],
  messageAuthenticator: 'off',
  proxy: false,
  data: { name: 'router' },
};

type Asked = {
  code?: number;
  identifier?: number;
  secret?: typeof SECRET;
  signed?: boolean;
  write?: (writer: PacketWriter) => void;
};

let authenticators = 0;

/** A request as a NAS would send it; each call has a fresh Request Authenticator. */
function requestBytes({
  code = 1,
  identifier = 7,
  secret = SECRET,
  signed = true,
  write,
}: Asked = {}): Buffer {
  const authenticator = new Uint8Array(16).fill(++authenticators);
  const writer = new PacketWriter().begin(code, identifier).protect(secret, authenticator);
  if (signed) writer.addMessageAuthenticator();
  writer.add(rfc2865['User-Name'], 'nemo');
  write?.(writer);
  assert.ok(writer.signRequest(secret, authenticator), writer.problem ?? '');
  return Buffer.from(writer.bytes.subarray(0, writer.length));
}

/** A NAS's socket, and the server it asks. */
class TestNas {
  readonly socket: Socket;
  readonly received: Buffer[] = [];
  private readonly server: RadiusServer<Nas>;
  private readonly address: string;
  private readonly port: number;

  constructor(server: RadiusServer<Nas>) {
    const { address, port } = server.listening[0] ?? { address: '', port: 0 };
    this.server = server;
    this.address = address;
    this.port = port;
    this.socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    this.socket.on('message', (message) => this.received.push(message));
  }

  send(bytes: Buffer): void {
    this.socket.send(bytes, this.port, this.address);
  }

  /** The reply; a slow machine may take its time. */
  async ask(bytes: Buffer): Promise<RadiusPacket> {
    const before = this.received.length;
    this.send(bytes);
    await until(() => this.received.length > before);
    const packet = decodePacket(this.received[before] as Buffer);
    assert.ok(packet instanceof RadiusPacket);
    return packet;
  }

  /** Holds that the server heard the datagram and said nothing. */
  async askInVain(bytes: Buffer): Promise<void> {
    const { received } = this.server.stats;
    const before = this.received.length;
    this.send(bytes);
    await until(() => this.server.stats.received > received);
    await sleep(20);
    assert.equal(this.received.length, before, 'there was an answer');
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 1000 && !condition(); i++) await sleep(5);
  assert.ok(condition(), 'it did not happen in five seconds');
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

type Stage = {
  server: RadiusServer<Nas>;
  nas: TestNas;
  requests: RadiusRequest<Nas>[];
  discards: string[];
  faults: unknown[];
  learned: string[];
};

const open: { close(): unknown }[] = [];
after(() => Promise.all(open.map((one) => one.close())));

async function stage(
  peer: Peer<Nas> | null = nas,
  onRequest: (request: RadiusRequest<Nas>) => void | Promise<void> = (request) => {
    request.reply(request.service === 'accounting' ? CODES['Accounting-Response'] : CODES['Access-Accept']);
  },
  options: {
    service?: 'authentication' | 'accounting';
    address?: string;
    now?: () => number;
    learned?: string[];
  } = {},
): Promise<Stage> {
  const requests: RadiusRequest<Nas>[] = [];
  const discards: string[] = [];
  const faults: unknown[] = [];
  const learned: string[] = [];
  const { service = 'authentication', address = '127.0.0.1', ...rest } = options;
  const server = await openRadiusServer<Nas>({
    listen: [{ address, port: 0, service }],
    findPeer: () => peer,
    onRequest: (request) => {
      requests.push(request);
      return onRequest(request);
    },
    onDiscard: (reason) => discards.push(reason),
    onFault: (error) => faults.push(error),
    onLearned: (source) => learned.push(source),
    ...rest,
  });
  const testNas = new TestNas(server);
  open.push({ close: () => server.close(0) }, { close: () => testNas.socket.close() });
  return { server, nas: testNas, requests, discards, faults, learned };
}

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

test('answers each code on its own port only', async () => {
  const login = await stage();
  await login.nas.askInVain(requestBytes({ code: 4 }));
  const accounting = await stage(nas, undefined, { service: 'accounting' });
  await accounting.nas.askInVain(requestBytes({ code: 1 }));
  await accounting.nas.askInVain(requestBytes({ code: 2 }));
  assert.deepEqual([...login.discards, ...accounting.discards], ['wrong-code', 'wrong-code', 'wrong-code']);
});

test('accepts the previous secret too, answers with the one that was used, and remembers it for unsigned requests', async () => {
  const { nas: router, requests } = await stage({ ...nas, secrets: [SECRET, PREVIOUS] });
  await router.ask(requestBytes({ signed: false }));
  const bytes = requestBytes({ secret: PREVIOUS });
  const reply = await router.ask(bytes);
  assert.ok(verifyResponse(reply.bytes, reply.length, bytes.subarray(4, 20), PREVIOUS));
  await router.ask(requestBytes({ signed: false }));
  await router.ask(requestBytes());
  await router.ask(requestBytes({ signed: false }));
  assert.deepEqual(
    requests.map(({ secret }) => (secret === PREVIOUS ? 'previous' : 'current')),
    ['current', 'previous', 'previous', 'current', 'current'],
  );
});

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
  open.push({ close: () => server.close(0) });
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
  open.push({ close: () => server.close(0) }, { close: () => router.socket.close() });
  for (let identifier = 0; identifier < 3; identifier++) {
    await router.askInVain(requestBytes({ identifier }));
  }
  assert.deepEqual(discards, ['too-busy']);
  held[0]?.reply(2);
  router.send(requestBytes({ identifier: 4 }));
  await until(() => held.length === 3);
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
