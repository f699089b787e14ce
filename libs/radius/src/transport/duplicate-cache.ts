import { parseIpv4 } from '../packet/attributes/value-types.ts';
import { AUTHENTICATOR_BYTES, AUTHENTICATOR_OFFSET } from '../packet/security/authenticator.ts';

export type DuplicateCacheOptions = {
  /** Requests remembered at once; a power of two. The oldest gives way. */
  readonly entriesMax?: number;
  /** Octets of replies remembered at once. */
  readonly bytesMax?: number;
  readonly keepMs?: number;
};

/** What `look` answers besides a handle, which is above zero. */
export const IN_PROGRESS = -1;
export const ANSWERED = -2;

const WORDS = 7;
const NO_REPLY = -1;

/**
 * Who asked what in the last seconds, and what it was told (RFC 5080 §2.2.2). A request is the same when source
 * address, port, listener, Identifier and Request Authenticator are; a new authenticator under the same Identifier
 * is a new request and takes the old one's place.
 *
 * Entries and replies live in two rings of fixed size that are used over and over: nothing is allocated per packet,
 * and a flood only shortens the memory.
 */
export class DuplicateCache {
  /** Replies, one behind the other; `reply` of a finished request stays here until the ring comes round. */
  readonly replies: Buffer;
  /** After `look` said ANSWERED: where in `replies` the answer stands. */
  foundOffset = 0;
  foundLength = 0;

  private readonly entriesMax: number;
  private readonly keepMs: number;
  /** Per entry: two words of address and listener, one of port and Identifier, four of authenticator. */
  private readonly keys: Int32Array;
  private readonly chains: Int32Array;
  private readonly heads: Int32Array;
  private readonly startedAt: Float64Array;
  private readonly handles: Float64Array;
  private readonly replyAt: Float64Array;
  private readonly replyLength: Uint16Array;
  private nextHandle = 1;
  private written = 0;
  private readonly wanted = new Int32Array(WORDS);

  constructor({ entriesMax = 1 << 18, bytesMax = 24 << 20, keepMs = 10_000 }: DuplicateCacheOptions = {}) {
    this.entriesMax = entriesMax;
    this.keepMs = keepMs;
    // Left to the operating system to fill with zeros when first touched, so an idle server stays small.
    this.replies = Buffer.from(new ArrayBuffer(bytesMax));
    this.keys = new Int32Array(entriesMax * WORDS);
    this.chains = new Int32Array(entriesMax);
    this.heads = new Int32Array(entriesMax);
    this.startedAt = new Float64Array(entriesMax);
    this.handles = new Float64Array(entriesMax);
    this.replyAt = new Float64Array(entriesMax);
    this.replyLength = new Uint16Array(entriesMax);
  }

  /**
   * IN_PROGRESS, ANSWERED (with `foundOffset` and `foundLength`), or a handle for a new request, to be given to
   * `finish` or `forget`. `listener` is the number of the socket that was asked, `now` in milliseconds.
   */
  look(address: string, port: number, listener: number, packet: Uint8Array, now: number): number {
    const bucket = this.readKey(address, port, listener, packet);
    const entry = this.findSlot(bucket);
    if (entry !== -1) {
      if (now - (this.startedAt[entry] as number) < this.keepMs && this.sameAuthenticator(entry)) {
        if (this.replyAt[entry] === NO_REPLY) return IN_PROGRESS;
        if (this.findReply(entry)) return ANSWERED;
      }
      this.unlink(entry);
    }
    return this.insert(bucket, now);
  }

  /**
   * Keeps the reply to a request. Returns its offset in `replies`, from where it can be sent: those octets stay as
   * they are until the ring has come round.
   */
  finish(handle: number, reply: Uint8Array, length: number): number {
    const size = this.replies.length;
    let offset = this.written % size;
    if (offset + length > size) {
      this.written += size - offset;
      offset = 0;
    }
    for (let i = 0; i < length; i++) this.replies[offset + i] = reply[i] as number;
    const entry = this.entryOf(handle);
    if (entry !== -1) {
      this.replyAt[entry] = this.written;
      this.replyLength[entry] = length;
    }
    this.written += length;
    return offset;
  }

  /** Milliseconds since the request came, or NaN if it has been forgotten. */
  ageOf(handle: number, now: number): number {
    const entry = this.entryOf(handle);
    return entry === -1 ? Number.NaN : now - (this.startedAt[entry] as number);
  }

  /** The request got no answer: when it comes again, it is judged afresh. */
  forget(handle: number): void {
    const entry = this.entryOf(handle);
    if (entry !== -1) this.unlink(entry);
  }

  private readKey(address: string, port: number, listener: number, packet: Uint8Array): number {
    const { wanted } = this;
    const ipv4 = parseIpv4(address);
    wanted[0] = ipv4 === -1 ? hashText(address, 0x811c9dc5) : ipv4;
    wanted[1] = ipv4 === -1 ? hashText(address, 0x2b1f3d57 + listener) : listener;
    wanted[2] = (port << 8) | (packet[1] as number);
    for (let i = 0; i < AUTHENTICATOR_BYTES / 4; i++) {
      const at = AUTHENTICATOR_OFFSET + 4 * i;
      wanted[3 + i] =
        (packet[at] as number) |
        ((packet[at + 1] as number) << 8) |
        ((packet[at + 2] as number) << 16) |
        ((packet[at + 3] as number) << 24);
    }
    return mix(wanted[0] as number, wanted[1] as number, wanted[2] as number) & (this.entriesMax - 1);
  }

  private findSlot(bucket: number): number {
    const { keys, wanted } = this;
    for (let link = this.heads[bucket] as number; link !== 0; link = this.chains[link - 1] as number) {
      const at = (link - 1) * WORDS;
      if (keys[at] === wanted[0] && keys[at + 1] === wanted[1] && keys[at + 2] === wanted[2]) return link - 1;
    }
    return -1;
  }

  private sameAuthenticator(entry: number): boolean {
    const { keys, wanted } = this;
    const at = entry * WORDS;
    for (let i = 3; i < WORDS; i++) if (keys[at + i] !== wanted[i]) return false;
    return true;
  }

  private findReply(entry: number): boolean {
    const position = this.replyAt[entry] as number;
    if (this.written - position > this.replies.length) return false;
    this.foundOffset = position % this.replies.length;
    this.foundLength = this.replyLength[entry] as number;
    return true;
  }

  private insert(bucket: number, now: number): number {
    const handle = this.nextHandle++;
    const entry = handle & (this.entriesMax - 1);
    if (this.handles[entry] !== 0) this.unlink(entry);
    for (let i = 0; i < WORDS; i++) this.keys[entry * WORDS + i] = this.wanted[i] as number;
    this.handles[entry] = handle;
    this.startedAt[entry] = now;
    this.replyAt[entry] = NO_REPLY;
    this.chains[entry] = this.heads[bucket] as number;
    this.heads[bucket] = entry + 1;
    return handle;
  }

  private entryOf(handle: number): number {
    const entry = handle & (this.entriesMax - 1);
    return this.handles[entry] === handle ? entry : -1;
  }

  private unlink(entry: number): void {
    const { chains, heads, keys } = this;
    const at = entry * WORDS;
    const bucket =
      mix(keys[at] as number, keys[at + 1] as number, keys[at + 2] as number) & (this.entriesMax - 1);
    this.handles[entry] = 0;
    const next = chains[entry] as number;
    if (heads[bucket] === entry + 1) {
      heads[bucket] = next;
      return;
    }
    for (let link = heads[bucket] as number; link !== 0; link = chains[link - 1] as number) {
      if (chains[link - 1] !== entry + 1) continue;
      chains[link - 1] = next;
      return;
    }
  }
}

/** FNV-1a, for the rarer IPv6 addresses. */
function hashText(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

/** Spreads sources, ports and Identifiers over the buckets. */
function mix(a: number, b: number, c: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
