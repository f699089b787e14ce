import { readWordBigEndian, writeWordBigEndian } from './block-digest.ts';
import { makeKeyRows, makeSubstitutionTable } from './des-tables.ts';

/** Words of one key schedule: two for each of the 16 rounds. */
export const DES_SCHEDULE_WORDS = 32;
export const DES_BLOCK_BYTES = 8;
/** MS-CHAP's keys are 7 octets; the parity bits that make them 8 play no part (RFC 2759 §8.6). */
export const DES_KEY_BYTES = 7;

const SP = makeSubstitutionTable();
const KEY_ROWS = makeKeyRows();

/**
 * Makes the key schedule of DES (FIPS 46-3) for the 56-bit key of 7 octets at `keyOffset`: writes
 * 32 words to `schedule` at `scheduleOffset`. A caller may keep schedules of keys that return.
 */
export function expandDesKey(
  key: Uint8Array,
  keyOffset: number,
  schedule: Int32Array,
  scheduleOffset = 0,
): void {
  // Each bit of a key stands in fixed places of its schedule, so a schedule is the sum of seven rows.
  let row = 0;
  for (let octet = 0; octet < DES_KEY_BYTES; octet++) {
    const from = (row + (key[keyOffset + octet] as number)) * DES_SCHEDULE_WORDS;
    if (octet === 0) for (let i = 0; i < 32; i++) schedule[scheduleOffset + i] = KEY_ROWS[from + i] as number;
    else {
      for (let i = 0; i < 32; i++) {
        schedule[scheduleOffset + i] =
          (schedule[scheduleOffset + i] as number) ^ (KEY_ROWS[from + i] as number);
      }
    }
    row += 256;
  }
}

/** Encrypts the 8 octets at `inOffset` under a key schedule and writes 8 octets to `out`. */
export function desEncrypt(
  schedule: Int32Array,
  scheduleOffset: number,
  bytes: Uint8Array,
  inOffset: number,
  out: Uint8Array,
  outOffset: number,
): void {
  let left = readWordBigEndian(bytes, inOffset);
  let right = readWordBigEndian(bytes, inOffset + 4);
  let swap: number;

  // The initial permutation as five exchanges of bit groups; both halves end up rotated left by 1.
  swap = ((left >>> 4) ^ right) & 0x0f0f0f0f;
  right ^= swap;
  left ^= swap << 4;
  swap = ((left >>> 16) ^ right) & 0x0000ffff;
  right ^= swap;
  left ^= swap << 16;
  swap = ((right >>> 2) ^ left) & 0x33333333;
  left ^= swap;
  right ^= swap << 2;
  swap = ((right >>> 8) ^ left) & 0x00ff00ff;
  left ^= swap;
  right ^= swap << 8;
  right = (right << 1) | (right >>> 31);
  swap = (left ^ right) & 0xaaaaaaaa;
  left ^= swap;
  right ^= swap;
  left = (left << 1) | (left >>> 31);

  const end = scheduleOffset + DES_SCHEDULE_WORDS;
  for (let at = scheduleOffset; at < end; at += 4) {
    left ^= feistel(right, schedule[at] as number, schedule[at + 1] as number);
    right ^= feistel(left, schedule[at + 2] as number, schedule[at + 3] as number);
  }

  // The final permutation undoes the first, with the halves exchanged.
  right = (right << 31) | (right >>> 1);
  swap = (left ^ right) & 0xaaaaaaaa;
  left ^= swap;
  right ^= swap;
  left = (left << 31) | (left >>> 1);
  swap = ((left >>> 8) ^ right) & 0x00ff00ff;
  right ^= swap;
  left ^= swap << 8;
  swap = ((left >>> 2) ^ right) & 0x33333333;
  right ^= swap;
  left ^= swap << 2;
  swap = ((right >>> 16) ^ left) & 0x0000ffff;
  left ^= swap;
  right ^= swap << 16;
  swap = ((right >>> 4) ^ left) & 0x0f0f0f0f;
  left ^= swap;
  right ^= swap << 4;
  writeWordBigEndian(right, out, outOffset);
  writeWordBigEndian(left, out, outOffset + 4);
}

/** One round: eight S-boxes, each joined with the permutation P. Odd boxes read the half turned by 4. */
function feistel(half: number, oddKey: number, evenKey: number): number {
  const odd = ((half << 28) | (half >>> 4)) ^ oddKey;
  const even = half ^ evenKey;
  return (
    (SP[(odd >>> 24) & 0x3f] as number) ^
    (SP[64 + ((even >>> 24) & 0x3f)] as number) ^
    (SP[128 + ((odd >>> 16) & 0x3f)] as number) ^
    (SP[192 + ((even >>> 16) & 0x3f)] as number) ^
    (SP[256 + ((odd >>> 8) & 0x3f)] as number) ^
    (SP[320 + ((even >>> 8) & 0x3f)] as number) ^
    (SP[384 + (odd & 0x3f)] as number) ^
    (SP[448 + (even & 0x3f)] as number)
  );
}
