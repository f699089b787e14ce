import { equalBytes } from '../security/equal-bytes.ts';

/**
 * Whether a revealed User-Password (RFC 2865 §5.2) of `length` octets is `password` (its UTF-8).
 * Takes the same time wherever they differ; only the length shows.
 */
export function verifyPap(revealed: Uint8Array, length: number, password: Uint8Array): boolean {
  return length === password.length && equalBytes(revealed, 0, password, 0, length);
}
