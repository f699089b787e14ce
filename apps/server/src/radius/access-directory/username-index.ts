import { isUtf8 } from 'node:buffer';
import { usernameKey as keyOf } from '@gatehouse/domain/username';
import { HashIndex } from '../../hash-index.ts';
import type { CredentialStore } from './credential-store.ts';
import { NO_ROW } from './records.ts';

const UPPER_A = 0x41;
const UPPER_Z = 0x5a;
const TO_LOWER = 0x20;

/**
 * From a username to its customer's row. The names themselves stand in the credential store; here are their
 * hashes, open addressed. A name of ASCII, as nearly all are, is folded and found from the octets of the packet: no
 * text is made of it.
 */
export class UsernameIndex {
  readonly #credentials: CredentialStore;
  readonly #encoder = new TextEncoder();
  readonly #folded = new Uint8Array(256);
  readonly #byHash = new HashIndex();

  constructor(credentials: CredentialStore) {
    this.#credentials = credentials;
  }

  /** The row of the customer whose username these `length` octets at `offset` are, in any case; else `NO_ROW`. */
  find(octets: Uint8Array, offset: number, length: number): number {
    if (length > this.#folded.length) return NO_ROW;
    for (let i = 0; i < length; i++) {
      const octet = octets[offset + i] as number;
      if (octet > 0x7f) return this.#findBeyondAscii(octets.subarray(offset, offset + length));
      this.#folded[i] = octet >= UPPER_A && octet <= UPPER_Z ? octet + TO_LOWER : octet;
    }
    return this.#rowOf(this.#folded, length);
  }

  findKey(key: string): number {
    const octets = this.#encoder.encode(key);
    return this.#rowOf(octets, octets.length);
  }

  /** Enters a row under the key that the credential store has for it; who had that key before loses it. */
  add(row: number): void {
    const key = this.#keyOf(row);
    const hashed = hash(key, key.length);
    const before = this.#rowOf(key, key.length);
    if (before !== NO_ROW) this.#byHash.remove(hashed, before);
    this.#byHash.add(hashed, row);
  }

  /** Before its credentials change. A key that another row took over meanwhile stays there. */
  remove(row: number): void {
    const key = this.#keyOf(row);
    this.#byHash.remove(hash(key, key.length), row);
  }

  #keyOf(row: number): Uint8Array {
    const from = this.#credentials.keyOffset(row);
    return this.#credentials.bytes.subarray(from, from + this.#credentials.keyLength(row));
  }

  /** RFC 2865 §5.1: the name is UTF-8. What is not is nobody's. */
  #findBeyondAscii(octets: Uint8Array): number {
    return isUtf8(octets) ? this.findKey(keyOf(Buffer.from(octets).toString('utf8'))) : NO_ROW;
  }

  #rowOf(key: Uint8Array, length: number): number {
    const wanted = hash(key, length);
    let from = this.#byHash.first(wanted);
    for (;;) {
      const row = this.#byHash.next(wanted, from);
      if (row === -1 || this.#keyIs(row, key, length)) return row;
      from = this.#byHash.position + 1;
    }
  }

  #keyIs(row: number, key: Uint8Array, length: number): boolean {
    const { bytes } = this.#credentials;
    if (this.#credentials.keyLength(row) !== length) return false;
    const from = this.#credentials.keyOffset(row);
    for (let i = 0; i < length; i++) if (bytes[from + i] !== key[i]) return false;
    return true;
  }
}

function hash(key: Uint8Array, length: number): number {
  let mixed = 0x811c9dc5 ^ length;
  for (let i = 0; i < length; i++) mixed = Math.imul(mixed ^ (key[i] as number), 0x01000193);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return mixed ^ (mixed >>> 15);
}
