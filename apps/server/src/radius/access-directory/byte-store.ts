import { doubleColumn, integerColumn } from './columns.ts';

/**
 * A short byte string per row, all in one buffer: a million small Buffer objects do not fit.
 * What is overwritten leaves a hole; when holes are half of the buffer it is packed.
 */
export class ByteStore {
  bytes: Uint8Array = new Uint8Array(1 << 12);
  #end = 0;
  #live = 0;
  #rows = 0;
  readonly #offsets = doubleColumn();
  readonly #lengths = integerColumn();

  /** Where the row's bytes begin in `bytes`; good until the next `set`. */
  offset(row: number): number {
    return this.#offsets.get(row);
  }

  length(row: number): number {
    return this.#lengths.get(row);
  }

  set(row: number, value: Uint8Array): void {
    this.#rows = Math.max(this.#rows, row + 1);
    this.clear(row);
    if (this.#end + value.length > this.bytes.length) this.#makeRoom(value.length);
    this.bytes.set(value, this.#end);
    this.#offsets.set(row, this.#end);
    this.#lengths.set(row, value.length);
    this.#live += value.length;
    this.#end += value.length;
  }

  /** Forgets the row's bytes; secrets are overwritten, not left lying. */
  clear(row: number): void {
    const offset = this.offset(row);
    this.bytes.fill(0, offset, offset + this.length(row));
    this.#live -= this.length(row);
    this.#lengths.set(row, 0);
  }

  #makeRoom(wanted: number): void {
    const packed = new Uint8Array(Math.max(this.bytes.length, 2 * (this.#live + wanted)));
    let end = 0;
    for (let row = 0; row < this.#rows; row += 1) {
      const length = this.length(row);
      if (length === 0) continue;
      const offset = this.offset(row);
      packed.set(this.bytes.subarray(offset, offset + length), end);
      this.#offsets.set(row, end);
      end += length;
    }
    this.bytes.fill(0);
    this.bytes = packed;
    this.#end = end;
  }
}
