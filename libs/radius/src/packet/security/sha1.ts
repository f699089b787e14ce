import {
  BlockDigest,
  readWordBigEndian,
  writeBitLengthBigEndian,
  writeWordBigEndian,
} from './block-digest.ts';

export const SHA1_BYTES = 20;

/** SHA-1 (RFC 3174), which MS-CHAPv2 and the MPPE keys are made with. */
export class Sha1 extends BlockDigest {
  private readonly words = new Int32Array(80);

  constructor() {
    super([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  }

  protected writeLength(block: Uint8Array, octets: number): void {
    writeBitLengthBigEndian(block, octets);
  }

  protected writeState(out: Uint8Array, offset: number): void {
    for (let i = 0; i < 5; i++) writeWordBigEndian(this.state[i] as number, out, offset + 4 * i);
  }

  /** RFC 3174 §6.1, with the letters of the RFC. */
  protected compress(bytes: Uint8Array, offset: number): void {
    const { state, words } = this;
    this.expand(bytes, offset);
    let a = state[0] as number;
    let b = state[1] as number;
    let c = state[2] as number;
    let d = state[3] as number;
    let e = state[4] as number;
    for (let t = 0; t < 80; t++) {
      const f = mix(t, b, c, d);
      const next = (((a << 5) | (a >>> 27)) + f + e + (words[t] as number)) | 0;
      e = d;
      d = c;
      c = (b << 30) | (b >>> 2);
      b = a;
      a = next;
    }
    state[0] = (state[0] as number) + a;
    state[1] = (state[1] as number) + b;
    state[2] = (state[2] as number) + c;
    state[3] = (state[3] as number) + d;
    state[4] = (state[4] as number) + e;
  }

  private expand(bytes: Uint8Array, offset: number): void {
    const { words } = this;
    for (let t = 0; t < 16; t++) words[t] = readWordBigEndian(bytes, offset + 4 * t);
    for (let t = 16; t < 80; t++) {
      const word =
        (words[t - 3] as number) ^
        (words[t - 8] as number) ^
        (words[t - 14] as number) ^
        (words[t - 16] as number);
      words[t] = (word << 1) | (word >>> 31);
    }
  }
}

/** f(t) and K(t) of RFC 3174 §5, added. */
function mix(t: number, b: number, c: number, d: number): number {
  if (t < 20) return (d ^ (b & (c ^ d))) + 0x5a827999;
  if (t < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (t < 60) return ((b & c) | (d & (b | c))) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}
