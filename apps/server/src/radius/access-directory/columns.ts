type Numbers = Float64Array | Int32Array | Uint8Array;

/** A column of numbers, stored flat and grown as rows are added. A row never written reads as 0. */
class Column<Values extends Numbers> {
  #values: Values;
  readonly #make: (length: number) => Values;

  constructor(make: (length: number) => Values) {
    this.#make = make;
    this.#values = make(16);
  }

  get(row: number): number {
    return this.#values[row] ?? 0;
  }

  set(row: number, value: number): void {
    if (row >= this.#values.length) this.#grow(row);
    this.#values[row] = value;
  }

  #grow(row: number): void {
    const grown = this.#make(Math.max(this.#values.length * 2, row + 1));
    grown.set(this.#values);
    this.#values = grown;
  }
}

export type NumberColumn = Pick<Column<Numbers>, 'get' | 'set'>;

/** Ids, times in milliseconds, MACs, octets. */
export const doubleColumn = (): NumberColumn => new Column((length) => new Float64Array(length));
/** Row numbers and small counts. */
export const integerColumn = (): NumberColumn => new Column((length) => new Int32Array(length));
/** Kinds, states, flags. */
export const byteColumn = (): NumberColumn => new Column((length) => new Uint8Array(length));

/** Hands out row numbers and takes them back. */
export class RowNumbers {
  readonly #free: number[] = [];
  #next = 0;

  take(): number {
    const reused = this.#free.pop();
    if (reused !== undefined) return reused;
    this.#next += 1;
    return this.#next - 1;
  }

  giveBack(row: number): void {
    this.#free.push(row);
  }

  /** Rows ever taken: every row in use is below it. */
  get end(): number {
    return this.#next;
  }
}

/** The end of a chain of rows, and "no such row". */
export const NO_ROW = -1;
