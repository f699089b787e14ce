import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { randomBytes } from 'node:crypto';
import { CODES } from '../packet/codes.ts';
import { decodePacket, type RadiusPacket } from '../packet/decode-packet.ts';
import { PacketWriter } from '../packet/encode-packet.ts';
import { verifyResponse } from '../packet/security/authenticator.ts';
import { verifyMessageAuthenticator } from '../packet/security/message-authenticator.ts';
import type { SharedSecret } from '../packet/security/shared-secret.ts';
import { noLookup } from './listening-sockets.ts';

export type RadiusClientOptions = {
  /** Where requests leave from; by default wherever the kernel routes them. */
  readonly localAddress?: string;
  readonly localPort?: number;
};

export type ClientRequest = {
  /** An IPv4 or IPv6 address, not a name. */
  readonly address: string;
  readonly port: number;
  readonly secret: SharedSecret;
  readonly code: number;
  readonly write?: (writer: PacketWriter) => void;
  /** Per try. */
  readonly timeoutMs?: number;
  readonly tries?: number;
  /** Whether to sign with one, as its first attribute; true by default. */
  readonly messageAuthenticator?: boolean;
  /** Told of what came instead of a reply: `null` where it does not verify, else its code, which answers something else. */
  readonly onBadReply?: (code: number | null) => void;
};

export type RadiusReply = {
  readonly packet: RadiusPacket;
  /** What was sent. */
  readonly request: RadiusPacket;
  readonly roundTripMs: number;
  readonly tries: number;
};

const IDENTIFIERS = 256;

const EXPECTED_REPLIES: Readonly<Record<number, readonly number[]>> = {
  [CODES['Access-Request']]: [CODES['Access-Accept'], CODES['Access-Reject'], CODES['Access-Challenge']],
  [CODES['Accounting-Request']]: [CODES['Accounting-Response']],
  [CODES['Status-Server']]: [CODES['Access-Accept'], CODES['Accounting-Response']],
  [CODES['Disconnect-Request']]: [CODES['Disconnect-ACK'], CODES['Disconnect-NAK']],
  [CODES['CoA-Request']]: [CODES['CoA-ACK'], CODES['CoA-NAK']],
};

/** Opens a socket to send requests from. Rejects with the system's error where it cannot be bound. */
export async function openRadiusClient(options: RadiusClientOptions = {}): Promise<RadiusClient> {
  const client = new RadiusClient(options);
  if (options.localAddress !== undefined || options.localPort !== undefined) await client.bind();
  return client;
}

type Pending = {
  readonly request: ClientRequest;
  readonly sent: RadiusPacket;
  readonly startedAt: number;
  tries: number;
  timer: NodeJS.Timeout | null;
  readonly resolve: (outcome: RadiusReply | 'timeout') => void;
};

/** One address family's socket with its 256 identifiers. */
class ClientSocket {
  readonly socket: Socket;
  readonly pending: (Pending | null)[] = Array.from({ length: IDENTIFIERS }, () => null);
  /** First in, first out: a late reply to an old request finds its identifier still unused. */
  readonly free: number[] = Array.from({ length: IDENTIFIERS }, (_, identifier) => identifier);
  readonly queue: (() => void)[] = [];

  constructor(type: 'udp4' | 'udp6') {
    this.socket = createSocket({ type, lookup: noLookup });
  }
}

/**
 * Sends requests and waits for replies that verify. A reply that does not is ignored, as if it never came
 * (RFC 2865 §3), and counted.
 */
export class RadiusClient {
  /** Datagrams that came from the right place and were no reply: mostly a wrong secret. */
  badReplies = 0;

  private readonly options: RadiusClientOptions;
  private readonly sockets = new Map<'udp4' | 'udp6', ClientSocket>();
  private readonly writer = new PacketWriter();
  private closed = false;

  constructor(options: RadiusClientOptions) {
    this.options = options;
  }

  async bind(): Promise<void> {
    const { localAddress, localPort } = this.options;
    const { socket } = this.socketFor(localAddress ?? '0.0.0.0');
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(localPort ?? 0, localAddress, () => {
        socket.off('error', reject);
        resolve();
      });
    });
  }

  /**
   * The reply, or `timeout` after the last try. Retransmissions are the same octets under the same Identifier, so
   * that the server knows them again (RFC 2865 §2.5, RFC 5080 §2.2.1). Rejects where `write` made no packet or the
   * client is closed.
   */
  async send(request: ClientRequest): Promise<RadiusReply | 'timeout'> {
    const socket = this.socketFor(request.address);
    const identifier = socket.free.shift() ?? (await this.waitForIdentifier(socket));
    if (this.closed) throw new Error('The client is closed.');
    let sent: RadiusPacket;
    try {
      sent = this.encode(request, identifier);
    } catch (error) {
      this.release(socket, identifier);
      throw error;
    }
    return new Promise((resolve) => {
      const pending: Pending = {
        request,
        sent,
        startedAt: performance.now(),
        tries: 0,
        timer: null,
        resolve,
      };
      socket.pending[identifier] = pending;
      this.transmit(socket, identifier, pending);
    });
  }

  /** Waiting requests end as `timeout`. */
  async close(): Promise<void> {
    this.closed = true;
    for (const client of this.sockets.values()) {
      for (const [identifier, pending] of client.pending.entries()) {
        if (pending !== null) this.settle(client, identifier, pending, 'timeout');
      }
      await new Promise<void>((resolve) => {
        client.socket.close(() => resolve());
      });
    }
    this.sockets.clear();
  }

  private socketFor(address: string): ClientSocket {
    const type = address.includes(':') ? 'udp6' : 'udp4';
    const known = this.sockets.get(type);
    if (known !== undefined) return known;
    const client = new ClientSocket(type);
    client.socket.on('message', (message, remote) => this.receive(client, message, remote));
    // An unreachable server shows as a timeout.
    client.socket.on('error', () => {});
    this.sockets.set(type, client);
    return client;
  }

  private waitForIdentifier(client: ClientSocket): Promise<number> {
    return new Promise((resolve) => {
      client.queue.push(() => resolve(client.free.shift() as number));
    });
  }

  private encode(request: ClientRequest, identifier: number): RadiusPacket {
    const { writer } = this;
    const authenticator = randomBytes(16);
    writer.begin(request.code, identifier).protect(request.secret, authenticator);
    if (request.messageAuthenticator ?? true) writer.addMessageAuthenticator();
    request.write?.(writer);
    if (!writer.signRequest(request.secret, authenticator)) throw new RangeError(writer.problem ?? '');
    const packet = decodePacket(Buffer.from(writer.bytes.subarray(0, writer.length)));
    if (typeof packet === 'string') throw new RangeError(`This is no packet: ${packet}.`);
    return packet;
  }

  private transmit(client: ClientSocket, identifier: number, pending: Pending): void {
    const { request, sent } = pending;
    if (pending.tries >= (request.tries ?? 3)) return this.settle(client, identifier, pending, 'timeout');
    pending.tries++;
    client.socket.send(sent.bytes, request.port, request.address);
    pending.timer = setTimeout(() => this.transmit(client, identifier, pending), request.timeoutMs ?? 3000);
  }

  private receive(client: ClientSocket, message: Buffer, remote: RemoteInfo): void {
    const identifier = message[1] ?? 0;
    const pending = client.pending[identifier] ?? null;
    if (
      pending === null ||
      remote.port !== pending.request.port ||
      !sameAddress(remote.address, pending.request.address)
    ) {
      return;
    }
    const packet = verifiedReply(message, pending);
    const expected =
      packet !== null && EXPECTED_REPLIES[pending.request.code]?.includes(packet.code) === true;
    if (!expected) {
      this.badReplies++;
      pending.request.onBadReply?.(packet === null ? null : packet.code);
      return;
    }
    const roundTripMs = performance.now() - pending.startedAt;
    this.settle(client, identifier, pending, {
      packet,
      request: pending.sent,
      roundTripMs,
      tries: pending.tries,
    });
  }

  private settle(
    client: ClientSocket,
    identifier: number,
    pending: Pending,
    outcome: RadiusReply | 'timeout',
  ): void {
    if (pending.timer !== null) clearTimeout(pending.timer);
    client.pending[identifier] = null;
    this.release(client, identifier);
    pending.resolve(outcome);
  }

  private release(client: ClientSocket, identifier: number): void {
    client.free.push(identifier);
    client.queue.shift()?.();
  }
}

/** RFC 2865 §3 and RFC 3579 §3.2: both signatures. */
function verifiedReply(message: Buffer, { request, sent }: Pending): RadiusPacket | null {
  const packet = decodePacket(message);
  if (typeof packet === 'string') return null;
  const { secret } = request;
  if (packet.messageAuthenticators > 1) return null;
  if (!verifyResponse(packet.bytes, packet.length, sent.authenticator, secret)) return null;
  const offset = packet.messageAuthenticatorOffset;
  if (offset === 0) return packet;
  const valid = verifyMessageAuthenticator(packet.bytes, packet.length, offset, secret, sent.authenticator);
  return valid ? packet : null;
}

/** IPv6 has many spellings of one address, so there the port and both signatures must do. */
function sameAddress(received: string, asked: string): boolean {
  return received.includes(':') || received === asked;
}
