import { CODES } from '../packet/codes.ts';
import { HEADER_LENGTH, type RadiusPacket } from '../packet/decode-packet.ts';
import type { PacketWriter } from '../packet/encode-packet.ts';
import type { SharedSecret } from '../packet/security/shared-secret.ts';
import type { Peer, RadiusService } from './peer.ts';

const PROXY_STATE = 33;

/** What a request needs of the server that received it. */
export type ReplyPath = {
  readonly writer: PacketWriter;
  send(request: RadiusRequest<unknown>, reply: PacketWriter): void;
  drop(request: RadiusRequest<unknown>): void;
  fault(error: unknown): void;
};

/** Where a request came from and what the server keeps for it until it is answered. */
export type Arrival = {
  readonly path: ReplyPath;
  readonly service: RadiusService;
  readonly localAddress: string;
};

/** One verified request. It may be answered at once or later, once, by `reply` or `silence`. */
export class RadiusRequest<T> {
  readonly packet: RadiusPacket;
  readonly peer: Peer<T>;
  readonly sourceAddress: string;
  readonly sourcePort: number;
  readonly arrival: Arrival;
  /** False for an Access-Request without Message-Authenticator: nothing in it shows which secret it used. */
  readonly secretVerified: boolean;
  /** The secret that verified; while none did, the one to try and to answer with, which a handler may change. */
  secret: SharedSecret;
  answered = false;
  /** The server's own notes: the duplicate cache's handle and the second of arrival. */
  readonly handle: number;
  readonly startedSecond: number;

  constructor(
    packet: RadiusPacket,
    peer: Peer<T>,
    sourceAddress: string,
    sourcePort: number,
    arrival: Arrival,
    secretVerified: boolean,
    secret: SharedSecret,
    handle: number,
    startedSecond: number,
  ) {
    this.packet = packet;
    this.peer = peer;
    this.sourceAddress = sourceAddress;
    this.sourcePort = sourcePort;
    this.arrival = arrival;
    this.secretVerified = secretVerified;
    this.secret = secret;
    this.handle = handle;
    this.startedSecond = startedSecond;
  }

  get service(): RadiusService {
    return this.arrival.service;
  }

  /** The address that was asked, from which the reply leaves. */
  get localAddress(): string {
    return this.arrival.localAddress;
  }

  get messageAuthenticator(): 'valid' | 'absent' {
    return this.packet.messageAuthenticators > 0 ? 'valid' : 'absent';
  }

  /**
   * Sends one reply: Message-Authenticator, what `write` adds, Proxy-State, signature. False, and nothing sent,
   * where it was answered before or what was written does not make a packet (the server's `onFault` is told); then
   * it may be called again with less.
   */
  reply(code: number, write?: (writer: PacketWriter) => void): boolean {
    if (this.answered) return false;
    const { packet, secret } = this;
    const { path } = this.arrival;
    const { writer } = path;
    writer.begin(code, packet.identifier);
    writer.protect(secret, packet.bytes, 4);
    // CVE-2024-3596: first of all attributes, so that no forger's prefix can stand before it.
    if (needsMessageAuthenticator(code, packet.code)) writer.addMessageAuthenticator();
    if (packet.hasProxyState) writer.holdBack(proxyStateOctets(packet));
    write?.(writer);
    if (packet.hasProxyState) copyProxyState(packet, writer.holdBack(0));
    if (!writer.signReply(secret, packet.bytes)) {
      path.fault(new RangeError(`A reply could not be written: ${writer.problem}`));
      return false;
    }
    this.answered = true;
    path.send(this, writer);
    return true;
  }

  /** Gives no answer. A retransmission is a new request. */
  silence(): void {
    if (this.answered) return;
    this.answered = true;
    this.arrival.path.drop(this);
  }
}

/** RFC 3579 §3.2 and CVE-2024-3596 for logins, RFC 5997 §3 for Status-Server. */
function needsMessageAuthenticator(replyCode: number, requestCode: number): boolean {
  return (
    requestCode === CODES['Status-Server'] ||
    replyCode === CODES['Access-Accept'] ||
    replyCode === CODES['Access-Reject'] ||
    replyCode === CODES['Access-Challenge']
  );
}

function proxyStateOctets({ bytes, length }: RadiusPacket): number {
  let octets = 0;
  for (let at = HEADER_LENGTH; at < length; at += bytes[at + 1] as number) {
    if (bytes[at] === PROXY_STATE) octets += bytes[at + 1] as number;
  }
  return octets;
}

/** RFC 2865 §5.33: unmodified and in order. */
function copyProxyState({ bytes, length }: RadiusPacket, writer: PacketWriter): void {
  for (let at = HEADER_LENGTH; at < length; at += bytes[at + 1] as number) {
    if (bytes[at] === PROXY_STATE) writer.addCopy(bytes, at);
  }
}
