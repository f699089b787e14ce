import { isUtf8 } from 'node:buffer';
import { usernameKey as keyOf } from '@gatehouse/domain/username';
import type { CredentialStore } from './credential-store.ts';
import { NO_ROW } from './records.ts';

const HASH = 0;
/** Row + 1; 0 is an empty slot. */
const ROW = 1;
const FIELDS = 2;
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
  #slots = new Int32Array(2048 * FIELDS);
  #mask = 2047;
  #size = 0;

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
    return this.#rowAt(this.#slotOf(this.#folded, length));
  }

  findKey(key: string): number {
    const octets = this.#encoder.encode(key);
    return this.#rowAt(this.#slotOf(octets, octets.length));
  }

  /** Enters a row under the key that the credential store has for it; who had that key before loses it. */
  add(row: number): void {
    const { bytes } = this.#credentials;
    const from = this.#credentials.keyOffset(row);
    const key = bytes.subarray(from, from + this.#credentials.keyLength(row));
    const at = this.#slotOf(key, key.length);
    if (this.#slots[at + ROW] === 0) this.#size += 1;
    this.#slots[at + HASH] = hash(key, key.length);
    this.#slots[at + ROW] = row + 1;
    if (this.#size * 2 > this.#mask) this.#grow();
  }

  /** Before its credentials change. A key that another row took over meanwhile stays there. */
  remove(row: number): void {
    const { bytes } = this.#credentials;
    const from = this.#credentials.keyOffset(row);
    const key = bytes.subarray(from, from + this.#credentials.keyLength(row));
    const at = this.#slotOf(key, key.length);
    if (this.#slots[at + ROW] !== row + 1) return;
    this.#size -= 1;
    this.#closeGap(at / FIELDS);
  }

  /** RFC 2865 §5.1: the name is UTF-8. What is not is nobody's. */
  #findBeyondAscii(octets: Uint8Array): number {
    return isUtf8(octets) ? this.findKey(keyOf(Buffer.from(octets).toString('utf8'))) : NO_ROW;
  }

  #rowAt(at: number): number {
    return (this.#slots[at + ROW] as number) - 1;
  }

  /** Where the key's slot begins, or the empty one where it would go. */
  #slotOf(key: Uint8Array, length: number): number {
    const slots = this.#slots;
    const wanted = hash(key, length);
    let slot = wanted & this.#mask;
    for (;;) {
      const at = slot * FIELDS;
      const row = slots[at + ROW] as number;
      if (row === 0 || (slots[at + HASH] === wanted && this.#keyIs(row - 1, key, length))) return at;
      slot = (slot + 1) & this.#mask;
    }
  }

  #keyIs(row: number, key: Uint8Array, length: number): boolean {
    const { bytes } = this.#credentials;
    if (this.#credentials.keyLength(row) !== length) return false;
    const from = this.#credentials.keyOffset(row);
    for (let i = 0; i < length; i++) if (bytes[from + i] !== key[i]) return false;
    return true;
  }

  /** Moves later entries of the same run back, so that no tombstones pile up. */
  #closeGap(emptied: number): void {
    const slots = this.#slots;
    let gap = emptied;
    slots[gap * FIELDS + ROW] = 0;
    for (
      let slot = (gap + 1) & this.#mask;
      slots[slot * FIELDS + ROW] !== 0;
      slot = (slot + 1) & this.#mask
    ) {
      const home = (slots[slot * FIELDS + HASH] as number) & this.#mask;
      if (((slot - home) & this.#mask) < ((slot - gap) & this.#mask)) continue;
      slots[gap * FIELDS + HASH] = slots[slot * FIELDS + HASH] as number;
      slots[gap * FIELDS + ROW] = slots[slot * FIELDS + ROW] as number;
      slots[slot * FIELDS + ROW] = 0;
      gap = slot;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    this.#mask = this.#slots.length / FIELDS - 1;
    for (let at = 0; at < old.length; at += FIELDS) {
      if (old[at + ROW] === 0) continue;
      // All keys differ: the first empty slot is the place.
      let slot = (old[at + HASH] as number) & this.#mask;
      while (this.#slots[slot * FIELDS + ROW] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot * FIELDS + HASH] = old[at + HASH] as number;
      this.#slots[slot * FIELDS + ROW] = old[at + ROW] as number;
    }
  }
}

function hash(key: Uint8Array, length: number): number {
  let mixed = 0x811c9dc5 ^ length;
  for (let i = 0; i < length; i++) mixed = Math.imul(mixed ^ (key[i] as number), 0x01000193);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return mixed ^ (mixed >>> 15);
}
