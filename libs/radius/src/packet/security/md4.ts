import {
  BlockDigest,
  readWordLittleEndian,
  writeBitLengthLittleEndian,
  writeWordLittleEndian,
} from './block-digest.ts';

export const MD4_BYTES = 16;

const ROUND_2 = 0x5a827999;
const ROUND_3 = 0x6ed9eba1;

/** MD4 (RFC 1320), which MS-CHAP makes its password hash with and which OpenSSL no longer offers. */
export class Md4 extends BlockDigest {
  constructor() {
    super([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
  }

  protected writeLength(block: Uint8Array, octets: number): void {
    writeBitLengthLittleEndian(block, octets);
  }

  protected writeState(out: Uint8Array, offset: number): void {
    for (let i = 0; i < 4; i++) writeWordLittleEndian(this.state[i] as number, out, offset + 4 * i);
  }

  /** The 48 steps of RFC 1320 §3.4, written out. */
  protected compress(bytes: Uint8Array, offset: number): void {
    const { state } = this;
    let a = state[0] as number;
    let b = state[1] as number;
    let c = state[2] as number;
    let d = state[3] as number;
    const x0 = readWordLittleEndian(bytes, offset);
    const x1 = readWordLittleEndian(bytes, offset + 4);
    const x2 = readWordLittleEndian(bytes, offset + 8);
    const x3 = readWordLittleEndian(bytes, offset + 12);
    const x4 = readWordLittleEndian(bytes, offset + 16);
    const x5 = readWordLittleEndian(bytes, offset + 20);
    const x6 = readWordLittleEndian(bytes, offset + 24);
    const x7 = readWordLittleEndian(bytes, offset + 28);
    const x8 = readWordLittleEndian(bytes, offset + 32);
    const x9 = readWordLittleEndian(bytes, offset + 36);
    const x10 = readWordLittleEndian(bytes, offset + 40);
    const x11 = readWordLittleEndian(bytes, offset + 44);
    const x12 = readWordLittleEndian(bytes, offset + 48);
    const x13 = readWordLittleEndian(bytes, offset + 52);
    const x14 = readWordLittleEndian(bytes, offset + 56);
    const x15 = readWordLittleEndian(bytes, offset + 60);

    a = (a + (d ^ (b & (c ^ d))) + x0) | 0;
    a = (a << 3) | (a >>> 29);
    d = (d + (c ^ (a & (b ^ c))) + x1) | 0;
    d = (d << 7) | (d >>> 25);
    c = (c + (b ^ (d & (a ^ b))) + x2) | 0;
    c = (c << 11) | (c >>> 21);
    b = (b + (a ^ (c & (d ^ a))) + x3) | 0;
    b = (b << 19) | (b >>> 13);
    a = (a + (d ^ (b & (c ^ d))) + x4) | 0;
    a = (a << 3) | (a >>> 29);
    d = (d + (c ^ (a & (b ^ c))) + x5) | 0;
    d = (d << 7) | (d >>> 25);
    c = (c + (b ^ (d & (a ^ b))) + x6) | 0;
    c = (c << 11) | (c >>> 21);
    b = (b + (a ^ (c & (d ^ a))) + x7) | 0;
    b = (b << 19) | (b >>> 13);
    a = (a + (d ^ (b & (c ^ d))) + x8) | 0;
    a = (a << 3) | (a >>> 29);
    d = (d + (c ^ (a & (b ^ c))) + x9) | 0;
    d = (d << 7) | (d >>> 25);
    c = (c + (b ^ (d & (a ^ b))) + x10) | 0;
    c = (c << 11) | (c >>> 21);
    b = (b + (a ^ (c & (d ^ a))) + x11) | 0;
    b = (b << 19) | (b >>> 13);
    a = (a + (d ^ (b & (c ^ d))) + x12) | 0;
    a = (a << 3) | (a >>> 29);
    d = (d + (c ^ (a & (b ^ c))) + x13) | 0;
    d = (d << 7) | (d >>> 25);
    c = (c + (b ^ (d & (a ^ b))) + x14) | 0;
    c = (c << 11) | (c >>> 21);
    b = (b + (a ^ (c & (d ^ a))) + x15) | 0;
    b = (b << 19) | (b >>> 13);

    a = (a + ((b & c) | (d & (b | c))) + x0 + ROUND_2) | 0;
    a = (a << 3) | (a >>> 29);
    d = (d + ((a & b) | (c & (a | b))) + x4 + ROUND_2) | 0;
    d = (d << 5) | (d >>> 27);
    c = (c + ((d & a) | (b & (d | a))) + x8 + ROUND_2) | 0;
    c = (c << 9) | (c >>> 23);
    b = (b + ((c & d) | (a & (c | d))) + x12 + ROUND_2) | 0;
    b = (b << 13) | (b >>> 19);
    a = (a + ((b & c) | (d & (b | c))) + x1 + ROUND_2) | 0;
    a = (a << 3) | (a >>> 29);
    d = (d + ((a & b) | (c & (a | b))) + x5 + ROUND_2) | 0;
    d = (d << 5) | (d >>> 27);
    c = (c + ((d & a) | (b & (d | a))) + x9 + ROUND_2) | 0;
    c = (c << 9) | (c >>> 23);
    b = (b + ((c & d) | (a & (c | d))) + x13 + ROUND_2) | 0;
    b = (b << 13) | (b >>> 19);
    a = (a + ((b & c) | (d & (b | c))) + x2 + ROUND_2) | 0;
    a = (a << 3) | (a >>> 29);
    d = (d + ((a & b) | (c & (a | b))) + x6 + ROUND_2) | 0;
    d = (d << 5) | (d >>> 27);
    c = (c + ((d & a) | (b & (d | a))) + x10 + ROUND_2) | 0;
    c = (c << 9) | (c >>> 23);
    b = (b + ((c & d) | (a & (c | d))) + x14 + ROUND_2) | 0;
    b = (b << 13) | (b >>> 19);
    a = (a + ((b & c) | (d & (b | c))) + x3 + ROUND_2) | 0;
    a = (a << 3) | (a >>> 29);
    d = (d + ((a & b) | (c & (a | b))) + x7 + ROUND_2) | 0;
    d = (d << 5) | (d >>> 27);
    c = (c + ((d & a) | (b & (d | a))) + x11 + ROUND_2) | 0;
    c = (c << 9) | (c >>> 23);
    b = (b + ((c & d) | (a & (c | d))) + x15 + ROUND_2) | 0;
    b = (b << 13) | (b >>> 19);

    a = (a + (b ^ c ^ d) + x0 + ROUND_3) | 0;
    a = (a << 3) | (a >>> 29);
    d = (d + (a ^ b ^ c) + x8 + ROUND_3) | 0;
    d = (d << 9) | (d >>> 23);
    c = (c + (d ^ a ^ b) + x4 + ROUND_3) | 0;
    c = (c << 11) | (c >>> 21);
    b = (b + (c ^ d ^ a) + x12 + ROUND_3) | 0;
    b = (b << 15) | (b >>> 17);
    a = (a + (b ^ c ^ d) + x2 + ROUND_3) | 0;
    a = (a << 3) | (a >>> 29);
    d = (d + (a ^ b ^ c) + x10 + ROUND_3) | 0;
    d = (d << 9) | (d >>> 23);
    c = (c + (d ^ a ^ b) + x6 + ROUND_3) | 0;
    c = (c << 11) | (c >>> 21);
    b = (b + (c ^ d ^ a) + x14 + ROUND_3) | 0;
    b = (b << 15) | (b >>> 17);
    a = (a + (b ^ c ^ d) + x1 + ROUND_3) | 0;
    a = (a << 3) | (a >>> 29);
    d = (d + (a ^ b ^ c) + x9 + ROUND_3) | 0;
    d = (d << 9) | (d >>> 23);
    c = (c + (d ^ a ^ b) + x5 + ROUND_3) | 0;
    c = (c << 11) | (c >>> 21);
    b = (b + (c ^ d ^ a) + x13 + ROUND_3) | 0;
    b = (b << 15) | (b >>> 17);
    a = (a + (b ^ c ^ d) + x3 + ROUND_3) | 0;
    a = (a << 3) | (a >>> 29);
    d = (d + (a ^ b ^ c) + x11 + ROUND_3) | 0;
    d = (d << 9) | (d >>> 23);
    c = (c + (d ^ a ^ b) + x7 + ROUND_3) | 0;
    c = (c << 11) | (c >>> 21);
    b = (b + (c ^ d ^ a) + x15 + ROUND_3) | 0;
    b = (b << 15) | (b >>> 17);

    state[0] = (state[0] as number) + a;
    state[1] = (state[1] as number) + b;
    state[2] = (state[2] as number) + c;
    state[3] = (state[3] as number) + d;
  }
}
