const OFFSET = 0;
const LENGTH = 1;
const FIELDS = 2;

/**
 * A short byte string per row, all in one buffer: a million small Buffer objects do not fit.
 * What is overwritten leaves a hole; when holes are half of the buffer it is packed.
 */
export class ByteStore {
  bytes: Uint8Array = new Uint8Array(1 << 12);
  #end = 0;
  #live = 0;
  #rows = 0;
  /** Offset and length, by row. */
  #places = new Float64Array(1024 * FIELDS);

  /** Where the row's bytes begin in `bytes`; good until the next `set`. */
  offset(row: number): number {
    return this.#places[row * FIELDS + OFFSET] ?? 0;
  }

  length(row: number): number {
    return this.#places[row * FIELDS + LENGTH] ?? 0;
  }

  set(row: number, value: Uint8Array): void {
    this.#rows = Math.max(this.#rows, row + 1);
    if (this.#rows * FIELDS > this.#places.length) this.#addRows();
    this.clear(row);
    if (this.#end + value.length > this.bytes.length) this.#makeRoom(value.length);
    this.bytes.set(value, this.#end);
    this.#places[row * FIELDS + OFFSET] = this.#end;
    this.#places[row * FIELDS + LENGTH] = value.length;
    this.#live += value.length;
    this.#end += value.length;
  }

  /** Forgets the row's bytes; secrets are overwritten, not left lying. */
  clear(row: number): void {
    const offset = this.offset(row);
    this.bytes.fill(0, offset, offset + this.length(row));
    this.#live -= this.length(row);
    this.#places[row * FIELDS + LENGTH] = 0;
  }

  #addRows(): void {
    const grown = new Float64Array(Math.max(this.#places.length * 2, this.#rows * FIELDS));
    grown.set(this.#places);
    this.#places = grown;
  }

  #makeRoom(wanted: number): void {
    const packed = new Uint8Array(Math.max(this.bytes.length, 2 * (this.#live + wanted)));
    let end = 0;
    for (let row = 0; row < this.#rows; row += 1) {
      const length = this.length(row);
      if (length === 0) continue;
      const offset = this.offset(row);
      packed.set(this.bytes.subarray(offset, offset + length), end);
      this.#places[row * FIELDS + OFFSET] = end;
      end += length;
    }
    this.bytes.fill(0);
    this.bytes = packed;
    this.#end = end;
  }
}
