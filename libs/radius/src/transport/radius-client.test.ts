import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { test } from 'node:test';
import { CODES } from '../packet/codes.ts';
import { rfc2865 } from '../packet/dictionary/rfc2865.ts';
import { rfc2866 } from '../packet/dictionary/rfc2866.ts';
import { PacketWriter } from '../packet/encode-packet.ts';
import { verifyRequest } from '../packet/security/authenticator.ts';
import { revealPassword } from '../packet/security/hide-password.ts';
import { sharedSecret } from '../packet/security/shared-secret.ts';
import { openRadiusClient, type RadiusClient } from './radius-client.ts';

const SECRET = sharedSecret('correct horse');
const WRONG = sharedSecret('wrong');

type Answer = (request: Buffer, count: number) => readonly Buffer[];

/** A server that does what the test says, with everything it was sent. */
async function withServer(
  answer: Answer,
  run: (client: RadiusClient, port: number, seen: Buffer[]) => Promise<void>,
): Promise<void> {
  const socket = createSocket('udp4');
  const seen: Buffer[] = [];
  socket.on('message', (message, remote) => {
    seen.push(message);
    for (const reply of answer(message, seen.length)) socket.send(reply, remote.port, remote.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const client = await openRadiusClient();
  try {
    await run(client, socket.address().port, seen);
  } finally {
    await client.close();
    socket.close();
  }
}

function replyTo(request: Buffer, code: number, secret = SECRET, signed = true): Buffer {
  const writer = new PacketWriter().begin(code, request[1] ?? 0);
  if (signed) writer.addMessageAuthenticator();
  writer.add(rfc2865['Reply-Message'], 'welcome').signReply(secret, request);
  return Buffer.from(writer.bytes.subarray(0, writer.length));
}

const login = (port: number) => ({
  address: '127.0.0.1',
  port,
  secret: SECRET,
  code: CODES['Access-Request'],
  timeoutMs: 5000,
  write: (writer: PacketWriter) => {
    writer.add(rfc2865['User-Name'], 'nemo').addHidden(rfc2865['User-Password'], 'arctangent');
  },
});

test('sends a login with its password hidden and gives the verified reply', async () => {
  await withServer(
    (request) => [replyTo(request, CODES['Access-Accept'])],
    async (client, port, seen) => {
      const reply = await client.send(login(port));
      assert.ok(reply !== 'timeout');
      assert.equal(reply.packet.text(rfc2865['Reply-Message']), 'welcome');
      assert.equal(reply.tries, 1);
      const offset = reply.request.find(rfc2865['User-Password']);
      const out = new Uint8Array(128);
      const sent = seen[0] as Buffer;
      const length = revealPassword(sent, offset, reply.request.foundLength, sent, 4, SECRET, out);
      assert.equal(Buffer.from(out.subarray(0, length)).toString(), 'arctangent');
      assert.equal(sent[20], 80, 'Message-Authenticator is the first attribute');
    },
  );
});

test('repeats the same octets until an answer comes (RFC 5080 §2.2.1)', async () => {
  await withServer(
    (request, count) => (count < 3 ? [] : [replyTo(request, CODES['Access-Accept'])]),
    async (client, port, seen) => {
      const reply = await client.send({ ...login(port), timeoutMs: 60, tries: 50 });
      assert.ok(reply !== 'timeout');
      assert.ok(reply.tries >= 3);
      assert.deepEqual(seen[1], seen[0]);
      assert.deepEqual(seen[2], seen[0]);
    },
  );
});

test('gives up after its tries', async () => {
  await withServer(
    () => [],
    async (client, port, seen) => {
      assert.equal(await client.send({ ...login(port), timeoutMs: 60, tries: 2 }), 'timeout');
      assert.ok(seen.length <= 2);
    },
  );
});

test('does not believe a reply under another secret, of another code, or with a broken signature', async () => {
  await withServer(
    (request) => {
      const broken = replyTo(request, CODES['Access-Accept']);
      broken[25] = (broken[25] as number) ^ 1;
      return [
        replyTo(request, CODES['Access-Accept'], WRONG),
        replyTo(request, CODES['Accounting-Response']),
        broken,
        Buffer.from('noise'),
        replyTo(request, CODES['Access-Reject'], SECRET, false),
      ];
    },
    async (client, port) => {
      const bad: (number | null)[] = [];
      const reply = await client.send({ ...login(port), onBadReply: (code) => bad.push(code) });
      assert.ok(reply !== 'timeout');
      assert.equal(reply.packet.code, CODES['Access-Reject']);
      assert.deepEqual(bad, [null, CODES['Accounting-Response'], null], 'which of them is signed is told');
      assert.equal(client.badReplies, 3, 'noise carries another Identifier');
    },
  );
});

test('signs accounting (RFC 2866 §3) and Disconnect-Request (RFC 5176 §2.3), with and without Message-Authenticator', async () => {
  await withServer(
    (request) => [replyTo(request, request[0] === 4 ? 5 : 41)],
    async (client, port, seen) => {
      for (const code of [CODES['Accounting-Request'], CODES['Disconnect-Request']]) {
        for (const messageAuthenticator of [true, false]) {
          const write = (writer: PacketWriter) => void writer.add(rfc2866['Acct-Session-Id'], 'a1');
          const reply = await client.send({ ...login(port), code, messageAuthenticator, write });
          assert.ok(reply !== 'timeout');
          const sent = seen.at(-1) as Buffer;
          assert.ok(verifyRequest(sent, sent.length, SECRET));
        }
      }
    },
  );
});

test('300 requests at once share 256 identifiers', async () => {
  await withServer(
    (request) => [replyTo(request, CODES['Access-Accept'])],
    async (client, port, seen) => {
      const replies = await Promise.all(Array.from({ length: 300 }, () => client.send(login(port))));
      assert.ok(replies.every((reply) => reply !== 'timeout'));
      assert.ok(seen.length >= 300);
    },
  );
});

test('closing ends what waits as a timeout', async () => {
  await withServer(
    () => [],
    async (client, port) => {
      const waiting = client.send({ ...login(port), timeoutMs: 60_000 });
      await client.close();
      assert.equal(await waiting, 'timeout');
    },
  );
});

test('what makes no packet is an error for the caller and costs no identifier', async () => {
  await withServer(
    (request) => [replyTo(request, CODES['Access-Accept'])],
    async (client, port) => {
      const write = (writer: PacketWriter) => void writer.add(rfc2865['Framed-IP-Address'], 'nowhere');
      for (let i = 0; i < 300; i++) {
        await assert.rejects(
          client.send({ ...login(port), write }),
          /Framed-IP-Address is not an IPv4 address/,
        );
      }
      assert.notEqual(await client.send(login(port)), 'timeout');
    },
  );
});
