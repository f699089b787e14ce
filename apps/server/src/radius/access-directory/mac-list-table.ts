import { NO_ROW, Records } from './records.ts';

const MAC = 0;
const NEXT = 1;
const FIELDS = 2;

/** Short lists of MACs, one chain per customer: the devices an operator removed (rule 7). */
export class MacListTable {
  readonly #records = new Records(FIELDS);

  add(macs: readonly number[]): number {
    let first = NO_ROW;
    for (const mac of macs) {
      const row = this.#records.take();
      this.#records.set(row, MAC, mac);
      this.#records.set(row, NEXT, first);
      first = row;
    }
    return first;
  }

  includes(first: number, mac: number): boolean {
    for (let row = first; row !== NO_ROW; row = this.#records.get(row, NEXT)) {
      if (this.#records.get(row, MAC) === mac) return true;
    }
    return false;
  }

  removeChain(first: number): void {
    for (let row = first; row !== NO_ROW; row = this.#records.get(row, NEXT)) this.#records.giveBack(row);
  }
}
