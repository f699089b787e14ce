import type { MacAddress } from '@gatehouse/domain/mac-address';

/**
 * PostgreSQL array literals, for statements that take whole columns (`unnest($1::bigint[])`): one parameter
 * per column whatever the number of rows, and far cheaper to write than a parameter per value.
 */

/** For numbers, booleans and any text that is plain by its type (ids, addresses, hex digits). `null`: NULL. */
export function plainArray(values: readonly (number | boolean | string | null)[]): string {
  let literal = '{';
  for (let i = 0; i < values.length; i++) {
    if (i > 0) literal += ',';
    literal += values[i] ?? 'NULL';
  }
  return `${literal}}`;
}

/** For any text. NUL, which PostgreSQL cannot hold, becomes U+FFFD. */
export function textArray(values: readonly (string | null)[]): string {
  let literal = '{';
  for (let i = 0; i < values.length; i++) {
    if (i > 0) literal += ',';
    const value = values[i];
    literal += value === null || value === undefined ? 'NULL' : quote(value);
  }
  return `${literal}}`;
}

/** For `macaddr[]`. */
export function macArray(values: readonly (MacAddress | null)[]): string {
  return plainArray(values.map((mac) => (mac === null ? null : mac.toString(16).padStart(12, '0'))));
}

/** Times as milliseconds since the epoch; read them with `to_timestamp(x / 1000.0)`. */
export const millisArray: (values: readonly (number | null)[]) => string = plainArray;

const NEEDS_ESCAPE = /["\\\0]/;

function quote(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) return `"${text}"`;
  return `"${text.replaceAll('\0', '\u{fffd}').replaceAll(/["\\]/g, '\\$&')}"`;
}
