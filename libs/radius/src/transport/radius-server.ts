import type { RemoteInfo } from 'node:dgram';
import { CODES } from '../packet/codes.ts';
import { decodePacket, type RadiusPacket } from '../packet/decode-packet.ts';
import type { DiscardReason } from '../packet/discard-reasons.ts';
import { PacketWriter } from '../packet/encode-packet.ts';
import { verifyResponse } from '../packet/security/authenticator.ts';
import type { SharedSecret } from '../packet/security/shared-secret.ts';
import { ANSWERED, DuplicateCache, type DuplicateCacheOptions, IN_PROGRESS } from './duplicate-cache.ts';
import { MessageAuthenticatorLearning } from './learn-message-authenticator.ts';
import { type ListenAddress, type ListeningSocket, ListeningSockets } from './listening-sockets.ts';
import type { Peer } from './peer.ts';
import { type Arrival, RadiusRequest, type ReplyPath } from './radius-request.ts';
import { ReplyLatencies } from './reply-latencies.ts';
import { type Reply, ReplyQueue } from './reply-queue.ts';
import { RequestsInProgress } from './requests-in-progress.ts';
import { refuseUnsigned, verifySignature } from './verify-request.ts';

export type { ListenAddress, ListeningSocket } from './listening-sockets.ts';
export type { MessageAuthenticatorPolicy, Peer, RadiusService } from './peer.ts';
export { RadiusRequest } from './radius-request.ts';

export type RadiusServerOptions<T> = {
  /** 0.0.0.0 and :: become one socket per local address. Port 0 takes a free one. */
  readonly listen: readonly ListenAddress[];
  /** Asked for every datagram: the longest matching prefix is the caller's to find. */
  findPeer(sourceAddress: string): Peer<T> | null;
  /** Answers at once or later. A throw or rejection is silence, and goes to `onFault`. */
  onRequest(request: RadiusRequest<T>): void | Promise<void>;
  onDiscard(reason: DiscardReason, sourceAddress: string, peer: Peer<T> | null): void;
  onFault?(error: unknown): void;
  /** From now on this source's Access-Requests must carry a Message-Authenticator. */
  onLearned?(sourceAddress: string, peer: Peer<T>): void;
  onAddressesChanged?(listening: readonly ListeningSocket[]): void;
  /** Sources learned before a restart. */
  readonly learned?: readonly string[];
  readonly receiveBufferBytes?: number;
  readonly followAddressesEveryMs?: number;
  readonly inProgressMax?: number;
  readonly duplicates?: DuplicateCacheOptions;
  /** Milliseconds that only ever grow. */
  readonly now?: () => number;
};

export type RadiusServerStats = {
  received: number;
  requests: number;
  replies: number;
  duplicates: number;
  discards: number;
  /** Requests that were judged and got no answer on purpose. */
  silences: number;
};

/** Opens the listeners and serves. Rejects with the system's error when one cannot open. */
export async function openRadiusServer<T>(options: RadiusServerOptions<T>): Promise<RadiusServer<T>> {
  const server = new RadiusServer(options);
  await server.open();
  return server;
}

/** Of how many sources it is remembered which secret they use, while it is being changed. */
const USED_SECRETS_MAX = 4096;

/**
 * A datagram's way: whose is it → decode → what may be unsigned → signature → duplicate → request. Nothing that
 * fails on this way is ever answered.
 */
export class RadiusServer<T> {
  readonly stats: RadiusServerStats = {
    received: 0,
    requests: 0,
    replies: 0,
    duplicates: 0,
    discards: 0,
    silences: 0,
  };
  readonly latencies = new ReplyLatencies();

  private readonly options: RadiusServerOptions<T>;
  private readonly now: () => number;
  private readonly inProgressMax: number;
  private readonly duplicates: DuplicateCache;
  private readonly learning: MessageAuthenticatorLearning;
  private readonly waiting = new RequestsInProgress();
  /** By source: the secret that it has signed with, or else is taken to have. */
  private readonly used = new Map<string, { readonly secret: Uint8Array; readonly signed: boolean }>();
  private readonly sockets: ListeningSockets;
  private readonly arrivals = new Map<ListeningSocket, Arrival & { readonly number: number }>();
  private readonly writer = new PacketWriter();
  private readonly replies: ReplyQueue;
  private listenerCount = 0;
  private onDrained: (() => void) | null = null;

  constructor(options: RadiusServerOptions<T>) {
    this.options = options;
    this.now = options.now ?? (() => performance.now());
    this.inProgressMax = options.inProgressMax ?? 65_536;
    this.duplicates = new DuplicateCache(options.duplicates);
    this.replies = new ReplyQueue(
      this.duplicates.replies,
      (error) => this.fault(error),
      (replies) => this.timeReplies(replies),
    );
    this.learning = new MessageAuthenticatorLearning(options.learned);
    this.sockets = new ListeningSockets({
      listen: options.listen,
      receiveBufferBytes: options.receiveBufferBytes ?? 8 << 20,
      followEveryMs: options.followAddressesEveryMs ?? 3000,
      onMessage: (listener, message, remote) => this.receive(listener, message, remote),
      onFault: (error) => this.fault(error),
      onChanged: () => this.addressesChanged(),
    });
  }

  get listening(): readonly ListeningSocket[] {
    return this.sockets.list;
  }

  /** Requests that wait for their answer. */
  get inProgress(): number {
    return this.waiting.total;
  }

  open(): Promise<void> {
    return this.sockets.open();
  }

  /** Learned elsewhere: this source's Access-Requests must carry a Message-Authenticator. */
  rememberLearned(sourceAddress: string): void {
    this.learning.remember(sourceAddress);
  }

  /** Takes back what was learned of a source, and puts off learning it again by `forMs`. */
  forgetLearned(sourceAddress: string, forMs = 0): void {
    this.learning.forget(sourceAddress, this.now() + forMs);
  }

  /** Its secret is being changed, and nothing has shown that this source uses the new one. */
  usesPreviousSecret(sourceAddress: string): boolean {
    const [current, previous] = this.options.findPeer(sourceAddress)?.secrets ?? [];
    return current !== undefined && previous !== undefined && !this.uses(sourceAddress, current);
  }

  /** Stops receiving, waits at most `drainMs` for requests in progress, closes the sockets. */
  async close(drainMs = 2000): Promise<void> {
    this.sockets.stopReceiving();
    if (this.waiting.total > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, drainMs);
        this.onDrained = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.replies.sendAll();
    await this.sockets.close();
  }

  private receive(listener: ListeningSocket, message: Buffer, remote: RemoteInfo): void {
    this.stats.received++;
    const source = remote.address;
    const peer = this.options.findPeer(source);
    if (peer === null) return this.discard('unknown-nas', source, null);
    const packet = decodePacket(message, message.length);
    if (typeof packet === 'string') return this.discard(packet, source, peer);

    const policy = peer.messageAuthenticator;
    const signatureRequired =
      policy === 'required' || (policy === 'learn' && this.learning.isLearned(source));
    const refusal = refuseUnsigned(packet, peer, listener.service, signatureRequired);
    if (refusal !== null) {
      if (policy === 'learn' && refusal === 'proxy-state-unsigned') this.learning.observe(source, false, 0);
      return this.discard(refusal, source, peer);
    }
    const verified = verifySignature(packet, peer.secrets);
    if (typeof verified === 'string') return this.discard(verified, source, peer);

    const now = this.now();
    const arrival = this.arrivalOf(listener);
    const handle = this.duplicates.look(source, remote.port, arrival.number, packet.bytes, now);
    if (handle < 0) {
      if (handle === ANSWERED && verified === null) this.doubtSecret(source, peer, packet);
      return this.answerAgain(handle, listener, remote);
    }
    if (this.waiting.total >= this.inProgressMax) {
      this.duplicates.forget(handle);
      return this.discard('too-busy', source, peer);
    }
    if (policy === 'learn' && packet.code === CODES['Access-Request'] && !packet.hasEapMessage) {
      this.learn(source, packet.messageAuthenticators === 1, now, peer);
    }
    const secret =
      peer.secrets.length === 1 ? (verified ?? peer.secrets[0]) : this.chooseSecret(source, peer, verified);
    const request = new RadiusRequest(
      packet,
      peer,
      source,
      remote.port,
      arrival,
      verified !== null,
      secret,
      handle,
      this.waiting.begin(now),
    );
    this.stats.requests++;
    this.hand(request);
  }

  private hand(request: RadiusRequest<T>): void {
    try {
      const done = this.options.onRequest(request);
      if (done !== undefined) void done.catch((error: unknown) => this.handlerFailed(request, error));
    } catch (error) {
      this.handlerFailed(request, error);
    }
  }

  private handlerFailed(request: RadiusRequest<T>, error: unknown): void {
    request.silence();
    this.fault(error);
  }

  /** RFC 5080 §2.2.2: the same octets again, or nothing while the first is being worked on. */
  private answerAgain(outcome: number, { socket }: ListeningSocket, remote: RemoteInfo): void {
    this.stats.duplicates++;
    if (outcome === IN_PROGRESS || outcome !== ANSWERED) return;
    const { foundLength, foundOffset, replies } = this.duplicates;
    socket.send(replies, foundOffset, foundLength, remote.port, remote.address);
  }

  private learn(source: string, present: boolean, now: number, peer: Peer<T>): void {
    if (this.learning.observe(source, present, now)) this.options.onLearned?.(source, peer);
  }

  /**
   * While a secret is being changed: an unsigned request is taken to use what this source used last, which is the
   * previous one until something shows otherwise.
   */
  private chooseSecret(source: string, { secrets }: Peer<T>, verified: SharedSecret | null): SharedSecret {
    const [current, previous = current] = secrets;
    if (verified === null) return this.uses(source, current) ? current : previous;
    if (!this.hasSignedWith(source, verified)) this.rememberUsed(source, verified, true);
    return verified;
  }

  /**
   * What was answered is asked again: the router may have dropped the reply for its signature. Where nothing that it
   * signed tells which secret it has, its next request is answered under the other one.
   */
  private doubtSecret(source: string, { secrets }: Peer<T>, packet: RadiusPacket): void {
    const [current, previous] = secrets;
    if (previous === undefined) return;
    if (this.hasSignedWith(source, current) || this.hasSignedWith(source, previous)) return;
    const { replies, foundOffset, foundLength } = this.duplicates;
    const reply = replies.subarray(foundOffset, foundOffset + foundLength);
    const dropped = verifyResponse(reply, foundLength, packet.authenticator, current) ? current : previous;
    this.rememberUsed(source, dropped === current ? previous : current, false);
  }

  private hasSignedWith(source: string, secret: SharedSecret): boolean {
    return this.uses(source, secret) && this.used.get(source)?.signed === true;
  }

  /** By value: a router that is read anew has other objects. */
  private uses(source: string, { bytes }: SharedSecret): boolean {
    const used = this.used.get(source);
    return used !== undefined && Buffer.compare(used.secret, bytes) === 0;
  }

  private rememberUsed(source: string, { bytes }: SharedSecret, signed: boolean): void {
    const [oldest] = this.used.size < USED_SECRETS_MAX ? [] : this.used.keys();
    if (oldest !== undefined) this.used.delete(oldest);
    this.used.set(source, { secret: bytes, signed });
  }

  private arrivalOf(listener: ListeningSocket): Arrival & { readonly number: number } {
    const known = this.arrivals.get(listener);
    if (known !== undefined) return known;
    const path: ReplyPath = {
      writer: this.writer,
      send: (request, reply) => this.send(listener, request, reply),
      drop: (request) => this.drop(request),
      fault: (error) => this.fault(error),
    };
    const number = this.listenerCount++;
    const arrival = { path, service: listener.service, localAddress: listener.address, number };
    this.arrivals.set(listener, arrival);
    return arrival;
  }

  private send(listener: ListeningSocket, request: RadiusRequest<unknown>, reply: PacketWriter): void {
    const offset = this.duplicates.finish(request.handle, reply.bytes, reply.length);
    this.stats.replies++;
    this.replies.add({
      handle: request.handle,
      requestCode: request.packet.code,
      socket: listener.socket,
      offset,
      length: reply.length,
      port: request.sourcePort,
      address: request.sourceAddress,
    });
    this.ended(request);
  }

  /** One look at the clock for all that left together. */
  private timeReplies(replies: readonly Reply[]): void {
    const now = this.now();
    const { duplicates, latencies } = this;
    for (const { handle, requestCode, offset } of replies) {
      const ms = duplicates.ageOf(handle, now);
      if (ms >= 0) latencies.observe(requestCode, duplicates.replies[offset] as number, ms);
    }
  }

  private drop(request: RadiusRequest<unknown>): void {
    this.stats.silences++;
    this.duplicates.forget(request.handle);
    this.ended(request);
  }

  private ended(request: RadiusRequest<unknown>): void {
    this.waiting.end(request.startedSecond);
    if (this.waiting.total <= 0) this.onDrained?.();
  }

  private discard(reason: DiscardReason, source: string, peer: Peer<T> | null): void {
    this.stats.discards++;
    this.options.onDiscard(reason, source, peer);
  }

  private addressesChanged(): void {
    for (const listener of this.arrivals.keys()) {
      if (!this.sockets.list.includes(listener)) this.arrivals.delete(listener);
    }
    this.options.onAddressesChanged?.(this.sockets.list);
  }

  private fault(error: unknown): void {
    this.options.onFault?.(error);
  }
}
