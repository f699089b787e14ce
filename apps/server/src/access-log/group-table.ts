const HASH = 0;
/** Group + 1; 0 is an empty slot. */
const GROUP = 1;
const FIELDS = 2;

/** From a hash to the groups that have it: open addressing over one flat array of fixed size. */
export class GroupTable {
  /** The slot of the group that `next` gave last. */
  position = 0;
  readonly #slots: Int32Array;
  readonly #mask: number;

  /** @param max groups at once */
  constructor(max: number) {
    let capacity = 16;
    while (capacity < max * 2) capacity *= 2;
    this.#slots = new Int32Array(capacity * FIELDS);
    this.#mask = capacity - 1;
  }

  /** Where to begin a walk over the groups of a hash. */
  first(hash: number): number {
    return hash & this.#mask;
  }

  /** The next group of this hash at or behind `from`; -1: no more. */
  next(hash: number, from: number): number {
    for (let slot = from & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const group = this.#slots[slot * FIELDS + GROUP] as number;
      if (group === 0) return -1;
      if (this.#slots[slot * FIELDS + HASH] !== hash) continue;
      this.position = slot;
      return group - 1;
    }
  }

  add(hash: number, group: number): void {
    let slot = hash & this.#mask;
    while (this.#slots[slot * FIELDS + GROUP] !== 0) slot = (slot + 1) & this.#mask;
    this.#slots[slot * FIELDS + HASH] = hash;
    this.#slots[slot * FIELDS + GROUP] = group + 1;
  }

  /** A group that is not there stays away. */
  remove(hash: number, group: number): void {
    let from = this.first(hash);
    for (;;) {
      const found = this.next(hash, from);
      if (found === -1) return;
      if (found === group) return this.#closeGap(this.position);
      from = this.position + 1;
    }
  }

  /** Moves later entries of the same run back, so that no tombstones pile up. */
  #closeGap(emptied: number): void {
    const slots = this.#slots;
    let gap = emptied;
    slots[gap * FIELDS + GROUP] = 0;
    for (
      let slot = (gap + 1) & this.#mask;
      slots[slot * FIELDS + GROUP] !== 0;
      slot = (slot + 1) & this.#mask
    ) {
      const home = (slots[slot * FIELDS + HASH] as number) & this.#mask;
      if (((slot - home) & this.#mask) < ((slot - gap) & this.#mask)) continue;
      slots[gap * FIELDS + HASH] = slots[slot * FIELDS + HASH] as number;
      slots[gap * FIELDS + GROUP] = slots[slot * FIELDS + GROUP] as number;
      slots[slot * FIELDS + GROUP] = 0;
      gap = slot;
    }
  }
}
