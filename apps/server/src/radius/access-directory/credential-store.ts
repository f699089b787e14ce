import { ByteStore } from './byte-store.ts';

/** RFC 2865 §5.1 and §5.2: 253 octets of name and 128 of password are the most that can be asked. */
const KEY_BYTES_MAX = 255;

/**
 * Username key and network password of each customer, side by side in one store: the login that reads the one
 * reads the other next. The first octet of a row is the length of the key.
 */
export class CredentialStore {
  readonly #store = new ByteStore();
  readonly #encoder = new TextEncoder();
  /** A row before it is in the store: a million of them leave no garbage. */
  #room = new Uint8Array(1024);

  /** Where the rows lie; good until the next `set`. */
  get bytes(): Uint8Array {
    return this.#store.bytes;
  }

  set(row: number, usernameKey: string, password: string): void {
    const room = this.#makeRoom(usernameKey, password);
    const key = Math.min(this.#encoder.encodeInto(usernameKey, room.subarray(1)).written, KEY_BYTES_MAX);
    const secret = this.#encoder.encodeInto(password, room.subarray(1 + key)).written;
    room[0] = key;
    this.#store.set(row, room.subarray(0, 1 + key + secret));
    room.fill(0, 0, 1 + key + secret);
  }

  clear(row: number): void {
    this.#store.clear(row);
  }

  keyOffset(row: number): number {
    return this.#store.offset(row) + 1;
  }

  keyLength(row: number): number {
    return this.#store.length(row) === 0 ? 0 : (this.bytes[this.#store.offset(row)] as number);
  }

  passwordOffset(row: number): number {
    return this.keyOffset(row) + this.keyLength(row);
  }

  passwordLength(row: number): number {
    const length = this.#store.length(row);
    return length === 0 ? 0 : length - 1 - this.keyLength(row);
  }

  /** A character is three octets of UTF-8 at most for each unit that it has in a string. */
  #makeRoom(usernameKey: string, password: string): Uint8Array {
    const octets = 1 + 3 * (usernameKey.length + password.length);
    if (octets > this.#room.length) this.#room = new Uint8Array(octets);
    return this.#room;
  }
}
