import { doubleColumn, integerColumn, NO_ROW, RowNumbers } from './columns.ts';

/** Short lists of MACs, one chain per customer: the devices an operator removed (rule 7). */
export class MacListTable {
  readonly #rows = new RowNumbers();
  readonly #mac = doubleColumn();
  readonly #next = integerColumn();

  add(macs: readonly number[]): number {
    let first = NO_ROW;
    for (const mac of macs) {
      const row = this.#rows.take();
      this.#mac.set(row, mac);
      this.#next.set(row, first);
      first = row;
    }
    return first;
  }

  includes(first: number, mac: number): boolean {
    for (let row = first; row !== NO_ROW; row = this.#next.get(row)) {
      if (this.#mac.get(row) === mac) return true;
    }
    return false;
  }

  removeChain(first: number): void {
    for (let row = first; row !== NO_ROW; row = this.#next.get(row)) this.#rows.giveBack(row);
  }
}
