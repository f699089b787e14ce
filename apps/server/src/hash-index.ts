const HASH = 0;
/** Row + 1; 0 is an empty slot. */
const ROW = 1;
const FIELDS = 2;

/**
 * From a hash to the rows that have it, for keys that stand elsewhere: open addressing over one flat array. Whoever
 * asks walks the rows of a hash and compares the key itself. Hashes are 32 bits, rows small non-negative integers.
 */
export class HashIndex {
  /** The slot of the row that `next` gave last. */
  position = 0;
  #slots: Int32Array;
  #mask: number;
  #size = 0;

  /** @param expected rows for which there is room without growing */
  constructor(expected = 1024) {
    let capacity = 16;
    while (capacity < expected * 2) capacity *= 2;
    this.#slots = new Int32Array(capacity * FIELDS);
    this.#mask = capacity - 1;
  }

  /** Where to begin a walk over the rows of a hash. */
  first(hash: number): number {
    return hash & this.#mask;
  }

  /** The next row of this hash at or behind `from`; -1: no more. */
  next(hash: number, from: number): number {
    for (let slot = from & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const row = this.#slots[slot * FIELDS + ROW] as number;
      if (row === 0) return -1;
      if (this.#slots[slot * FIELDS + HASH] !== hash) continue;
      this.position = slot;
      return row - 1;
    }
  }

  add(hash: number, row: number): void {
    this.#size += 1;
    if (this.#size * 2 > this.#mask + 1) this.#grow();
    this.#place(hash, row + 1);
  }

  /** A row that is not there stays away. */
  remove(hash: number, row: number): void {
    let from = this.first(hash);
    for (;;) {
      const found = this.next(hash, from);
      if (found === -1) return;
      if (found === row) return this.#closeGap(this.position);
      from = this.position + 1;
    }
  }

  #place(hash: number, rowPlusOne: number): void {
    let slot = hash & this.#mask;
    while (this.#slots[slot * FIELDS + ROW] !== 0) slot = (slot + 1) & this.#mask;
    this.#slots[slot * FIELDS + HASH] = hash;
    this.#slots[slot * FIELDS + ROW] = rowPlusOne;
  }

  /** Moves later entries of the same run back, so that no tombstones pile up. */
  #closeGap(emptied: number): void {
    const slots = this.#slots;
    let gap = emptied;
    this.#size -= 1;
    slots[gap * FIELDS + ROW] = 0;
    for (
      let slot = (gap + 1) & this.#mask;
      slots[slot * FIELDS + ROW] !== 0;
      slot = (slot + 1) & this.#mask
    ) {
      const home = (slots[slot * FIELDS + HASH] as number) & this.#mask;
      if (((slot - home) & this.#mask) < ((slot - gap) & this.#mask)) continue;
      slots[gap * FIELDS + HASH] = slots[slot * FIELDS + HASH] as number;
      slots[gap * FIELDS + ROW] = slots[slot * FIELDS + ROW] as number;
      slots[slot * FIELDS + ROW] = 0;
      gap = slot;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    this.#mask = this.#slots.length / FIELDS - 1;
    for (let at = 0; at < old.length; at += FIELDS) {
      if (old[at + ROW] !== 0) this.#place(old[at + HASH] as number, old[at + ROW] as number);
    }
  }
}
