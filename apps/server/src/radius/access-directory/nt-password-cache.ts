import {
  emptyNtPassword,
  NT_HASH_BYTES,
  NT_SCHEDULE_WORDS,
  type NtPassword,
} from '@gatehouse/radius/packet/credentials/ms-chap';

/** Customers by row + 2, so that "nobody" (-1) has a place too and 0 is an empty one. */
const OWNER_WORDS = 1;
const HASH_WORDS = NT_HASH_BYTES / 4;
const WORDS = OWNER_WORDS + HASH_WORDS + NT_SCHEDULE_WORDS;

/**
 * NT hashes and their DES key schedules, which cost more to make than to use. One place per row, taken by the row
 * that came last, in one flat array of fixed size: 404 octets each, and only those in use take memory.
 */
export class NtPasswordCache {
  /** Where `find` puts what it finds, and from where `keep` takes it. */
  readonly password: NtPassword = emptyNtPassword();
  readonly #hash = new Int32Array(this.password.hash.buffer);
  readonly #words: Int32Array;
  readonly #mask: number;

  /** @param places a power of two */
  constructor(places = 1 << 17) {
    this.#mask = places - 1;
    this.#words = new Int32Array(places * WORDS);
  }

  find(row: number): boolean {
    const words = this.#words;
    let at = this.#placeOf(row);
    if (words[at] !== row + 2) return false;
    at += OWNER_WORDS;
    for (let i = 0; i < HASH_WORDS; i++) this.#hash[i] = words[at + i] as number;
    at += HASH_WORDS;
    const { schedules } = this.password;
    for (let i = 0; i < NT_SCHEDULE_WORDS; i++) schedules[i] = words[at + i] as number;
    return true;
  }

  keep(row: number): void {
    const at = this.#placeOf(row);
    this.#words[at] = row + 2;
    this.#words.set(this.#hash, at + OWNER_WORDS);
    this.#words.set(this.password.schedules, at + OWNER_WORDS + HASH_WORDS);
  }

  /** Secrets are overwritten, not left lying. */
  forget(row: number): void {
    const at = this.#placeOf(row);
    if (this.#words[at] === row + 2) this.#words.fill(0, at, at + WORDS);
  }

  #placeOf(row: number): number {
    return ((row + 2) & this.#mask) * WORDS;
  }
}
