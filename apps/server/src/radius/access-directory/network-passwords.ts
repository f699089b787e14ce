import { type NtPassword, readNtPassword } from '@gatehouse/radius/packet/credentials/ms-chap';
import type { CredentialStore } from './credential-store.ts';
import { NtPasswordCache } from './nt-password-cache.ts';
import { NO_ROW } from './records.ts';

/** A User-Password holds 128 octets at most (RFC 2865 §5.2). */
const SCRATCH_LENGTHS = 129;

/**
 * Customers' network passwords by row, in the clear in memory: CHAP and MS-CHAP need them. For `NO_ROW` there
 * is one that nobody can know, so that a login as nobody costs what a wrong password costs.
 */
export class NetworkPasswords {
  readonly #credentials: CredentialStore;
  readonly #encoder = new TextEncoder();
  /** One array per length: reading a password allocates nothing. */
  readonly #scratch: Uint8Array[] = Array.from(
    { length: SCRATCH_LENGTHS },
    (_, length) => new Uint8Array(length),
  );
  readonly #ntPasswords = new NtPasswordCache();
  readonly #nobodys: string;

  /** @param nobodys a random text, fresh for each process */
  constructor(credentials: CredentialStore, nobodys: string) {
    this.#credentials = credentials;
    this.#nobodys = nobodys;
  }

  /** The password as UTF-8; good until the next call. */
  bytes(row: number): Uint8Array {
    if (row === NO_ROW) return this.#encoder.encode(this.#nobodys);
    const length = this.#credentials.passwordLength(row);
    const offset = this.#credentials.passwordOffset(row);
    const source = this.#credentials.bytes;
    const out = this.#scratch[length];
    if (out === undefined) return source.slice(offset, offset + length);
    for (let i = 0; i < length; i += 1) out[i] = source[offset + i] ?? 0;
    return out;
  }

  text(row: number): string {
    return row === NO_ROW ? this.#nobodys : Buffer.from(this.bytes(row)).toString('utf8');
  }

  /** The same as MS-CHAP uses it, good until the next call; those asked for lately are kept ready. */
  nt(row: number): NtPassword {
    const { password } = this.#ntPasswords;
    if (this.#ntPasswords.find(row)) return password;
    readNtPassword(this.text(row), password);
    this.#ntPasswords.keep(row);
    return password;
  }

  /** What was kept ready for the row is out of date. */
  forget(row: number): void {
    this.#ntPasswords.forget(row);
  }
}
