import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/**
 * RADIUS by hand, with Node's own hash functions: what a test says about bytes must not depend on the code
 * that it tests.
 */
export type RawAttribute = readonly [type: number, value: Uint8Array | string];

export type RawSocket = {
  readonly port: number;
  /** Sends, and waits for nothing. */
  send(datagram: Uint8Array, to: { address: string; port: number }): void;
  /** Sends, and waits for one answer; `null` when none comes in time. */
  ask(datagram: Uint8Array, to: { address: string; port: number }, withinMs?: number): Promise<Buffer | null>;
  close(): Promise<void>;
};

export async function openRawSocket(address: string): Promise<RawSocket> {
  const socket = createSocket('udp4').bind(0, address);
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    send: (datagram, to) => socket.send(datagram, to.port, to.address),
    ask: (datagram, to, withinMs = 700) =>
      new Promise((resolve) => {
        const done = (answer: Buffer | null): void => {
          clearTimeout(timer);
          socket.off('message', done);
          resolve(answer);
        };
        const timer = setTimeout(() => done(null), withinMs);
        socket.on('message', done);
        socket.send(datagram, to.port, to.address);
      }),
    close: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}

/** A packet as it stands in RFC 2865 §3; what is not given is random or nothing. */
export function rawPacket(options: {
  readonly code: number;
  readonly identifier?: number;
  readonly authenticator?: Uint8Array;
  readonly attributes?: readonly RawAttribute[];
}): Buffer {
  const attributes = (options.attributes ?? []).map(([type, value]) => {
    const octets = Buffer.from(value);
    return Buffer.concat([Buffer.from([type, octets.length + 2]), octets]);
  });
  const body = Buffer.concat(attributes);
  const header = Buffer.alloc(4);
  header.writeUInt8(options.code, 0);
  header.writeUInt8(options.identifier ?? randomBytes(1)[0] ?? 0, 1);
  header.writeUInt16BE(20 + body.length, 2);
  return Buffer.concat([header, options.authenticator ?? randomBytes(16), body]);
}

/** An Access-Request by PAP with the attributes; unsigned. */
export function rawLogin(options: {
  readonly username: string;
  readonly password: string;
  readonly secret: string;
  readonly attributes?: readonly RawAttribute[];
}): Buffer {
  const { username, password, secret, attributes = [] } = options;
  const authenticator = randomBytes(16);
  return rawPacket({
    code: 1,
    authenticator,
    attributes: [[1, username], [2, hiddenPassword(password, secret, authenticator)], ...attributes],
  });
}

/** An Accounting-Request, whose Request Authenticator signs it (RFC 2866 §3). */
export function rawAccounting(secret: string, attributes: readonly RawAttribute[]): Buffer {
  const packet = rawPacket({ code: 4, authenticator: Buffer.alloc(16), attributes });
  createHash('md5').update(packet).update(secret).digest().copy(packet, 4);
  return packet;
}

/** User-Password of up to 16 octets, hidden (RFC 2865 §5.2). */
export function hiddenPassword(password: string, secret: string, authenticator: Uint8Array): Buffer {
  const padded = Buffer.alloc(16);
  padded.write(password);
  const pad = createHash('md5').update(secret).update(authenticator).digest();
  return Buffer.from(padded.map((octet, index) => octet ^ (pad[index] ?? 0)));
}

/** The packet with a Message-Authenticator in front (RFC 3579 §3.2). */
export function withMessageAuthenticator(packet: Buffer, secret: string): Buffer {
  const signed = Buffer.concat([
    packet.subarray(0, 20),
    Buffer.from([80, 18]),
    Buffer.alloc(16),
    packet.subarray(20),
  ]);
  signed.writeUInt16BE(signed.length, 2);
  createHmac('md5', secret).update(signed).digest().copy(signed, 22);
  return signed;
}

/** Whether the answer's Response Authenticator proves the secret (RFC 2865 §3). */
export function answersUnder(secret: string, request: Uint8Array, answer: Uint8Array): boolean {
  const digest = createHash('md5')
    .update(answer.subarray(0, 4))
    .update(request.subarray(4, 20))
    .update(answer.subarray(20))
    .update(secret)
    .digest();
  return digest.equals(Buffer.from(answer.subarray(4, 20)));
}
