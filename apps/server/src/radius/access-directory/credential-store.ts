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

  /** Where the rows lie; good until the next `set`. */
  get bytes(): Uint8Array {
    return this.#store.bytes;
  }

  set(row: number, usernameKey: Uint8Array, password: string): void {
    const secret = this.#encoder.encode(password);
    const key = usernameKey.subarray(0, KEY_BYTES_MAX);
    const both = new Uint8Array(1 + key.length + secret.length);
    both[0] = key.length;
    both.set(key, 1);
    both.set(secret, 1 + key.length);
    this.#store.set(row, both);
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
}
