/**
 * Rows of numbers in one flat array: ids, times, MACs, octets, row numbers, flags. All fields of a row lie
 * side by side, because a login touches most of them and each far-off read is a miss of the cache. A field
 * never written reads as 0.
 */
export class Records {
  #values = new Float64Array(0);
  readonly #fields: number;
  readonly #free: number[] = [];
  #end = 0;

  constructor(fields: number) {
    this.#fields = fields;
  }

  get(row: number, field: number): number {
    return this.#values[row * this.#fields + field] ?? 0;
  }

  set(row: number, field: number, value: number): void {
    this.#values[row * this.#fields + field] = value;
  }

  /** A row to write to: a new one of zeros, or one that was given back, as it was left. */
  take(): number {
    const reused = this.#free.pop();
    if (reused !== undefined) return reused;
    const row = this.#end;
    this.#end += 1;
    if (this.#end * this.#fields > this.#values.length) this.#grow();
    return row;
  }

  giveBack(row: number): void {
    this.#free.push(row);
  }

  /** Rows ever taken: every row in use is below it. */
  get end(): number {
    return this.#end;
  }

  #grow(): void {
    const grown = new Float64Array(Math.max(1024 * this.#fields, this.#values.length * 2));
    grown.set(this.#values);
    this.#values = grown;
  }
}

/** The end of a chain of rows, and "no such row". */
export const NO_ROW = -1;
