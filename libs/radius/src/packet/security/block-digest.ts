/**
 * What MD5, MD4 and SHA-1 have in common: 64-octet blocks, a few 32-bit words of state, and an end
 * of 0x80, zeros and the length in bits. One object serves any number of digests, one after
 * another, without allocating: `start()`, `update(…)` as often as needed, `finish(out)`.
 */
export abstract class BlockDigest {
  protected readonly state: Int32Array;
  private readonly initialState: Int32Array;
  private readonly block = new Uint8Array(64);
  private blockLength = 0;
  private totalLength = 0;

  protected constructor(initialState: readonly number[]) {
    this.initialState = Int32Array.from(initialState);
    this.state = Int32Array.from(initialState);
  }

  protected abstract compress(bytes: Uint8Array, offset: number): void;
  protected abstract writeLength(block: Uint8Array, octets: number): void;
  protected abstract writeState(out: Uint8Array, offset: number): void;

  start(): this {
    copyWords(this.initialState, this.state);
    this.blockLength = 0;
    this.totalLength = 0;
    return this;
  }

  /** Starts where a digest stood after `octets` octets (a multiple of 64), as `saveState` told. */
  startFrom(state: Int32Array, octets: number): this {
    copyWords(state, this.state);
    this.blockLength = 0;
    this.totalLength = octets;
    return this;
  }

  /** The state now; meaningful only after a multiple of 64 octets. */
  saveState(): Int32Array {
    return Int32Array.from(this.state);
  }

  update(bytes: Uint8Array, offset = 0, length = bytes.length - offset): this {
    const end = offset + length;
    let at = offset;
    this.totalLength += length;
    if (this.blockLength > 0) {
      at += this.fillBlock(bytes, at, end);
      if (this.blockLength < 64) return this;
      this.compress(this.block, 0);
      this.blockLength = 0;
    }
    for (; at + 64 <= end; at += 64) this.compress(bytes, at);
    this.fillBlock(bytes, at, end);
    return this;
  }

  /** Writes the digest. The object may be started again afterwards. */
  finish(out: Uint8Array, outOffset = 0): void {
    const { block } = this;
    block[this.blockLength] = 0x80;
    let zerosFrom = this.blockLength + 1;
    if (zerosFrom > 56) {
      for (let i = zerosFrom; i < 64; i++) block[i] = 0;
      this.compress(block, 0);
      zerosFrom = 0;
    }
    for (let i = zerosFrom; i < 56; i++) block[i] = 0;
    this.writeLength(block, this.totalLength);
    this.compress(block, 0);
    this.writeState(out, outOffset);
  }

  private fillBlock(bytes: Uint8Array, from: number, end: number): number {
    const { block } = this;
    let at = this.blockLength;
    let read = from;
    while (at < 64 && read < end) block[at++] = bytes[read++] as number;
    this.blockLength = at;
    return read - from;
  }
}

function copyWords(from: Int32Array, to: Int32Array): void {
  for (let i = 0; i < to.length; i++) to[i] = from[i] as number;
}

/** The four octets at `offset`, least significant first. */
export function readWordLittleEndian(bytes: Uint8Array, offset: number): number {
  return (
    (bytes[offset] as number) |
    ((bytes[offset + 1] as number) << 8) |
    ((bytes[offset + 2] as number) << 16) |
    ((bytes[offset + 3] as number) << 24)
  );
}

export function writeWordLittleEndian(word: number, out: Uint8Array, offset: number): void {
  out[offset] = word;
  out[offset + 1] = word >>> 8;
  out[offset + 2] = word >>> 16;
  out[offset + 3] = word >>> 24;
}

/** The four octets at `offset`, most significant first. */
export function readWordBigEndian(bytes: Uint8Array, offset: number): number {
  return (
    ((bytes[offset] as number) << 24) |
    ((bytes[offset + 1] as number) << 16) |
    ((bytes[offset + 2] as number) << 8) |
    (bytes[offset + 3] as number)
  );
}

export function writeWordBigEndian(word: number, out: Uint8Array, offset: number): void {
  out[offset] = word >>> 24;
  out[offset + 1] = word >>> 16;
  out[offset + 2] = word >>> 8;
  out[offset + 3] = word;
}

/** MD5 and MD4: the length in bits, low word first, in the last eight octets. */
export function writeBitLengthLittleEndian(block: Uint8Array, octets: number): void {
  writeWordLittleEndian(octets << 3, block, 56);
  writeWordLittleEndian(Math.floor(octets / 0x20000000), block, 60);
}

/** SHA-1: the length in bits, high word first, in the last eight octets. */
export function writeBitLengthBigEndian(block: Uint8Array, octets: number): void {
  writeWordBigEndian(Math.floor(octets / 0x20000000), block, 56);
  writeWordBigEndian(octets << 3, block, 60);
}
