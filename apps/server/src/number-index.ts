const KEY = 0;
/** Row + 1; 0 is an empty slot. */
const ROW = 1;
const FIELDS = 2;

/**
 * From a number (an id, a MAC) to a row: open addressing over one flat array, because a Map of doubles
 * allocates an object per key; key and row side by side, so that a look costs one miss of the cache. Rows are
 * small non-negative integers.
 */
export class NumberIndex {
  #slots: Float64Array;
  #mask: number;
  #size = 0;

  constructor(expected = 1024) {
    const capacity = slotsFor(expected);
    this.#slots = new Float64Array(capacity * FIELDS);
    this.#mask = capacity - 1;
  }

  get size(): number {
    return this.#size;
  }

  /** The row under this key, or -1. */
  get(key: number): number {
    return (this.#slots[this.#find(key) + ROW] as number) - 1;
  }

  set(key: number, row: number): void {
    const at = this.#find(key);
    if (this.#slots[at + ROW] === 0) {
      this.#size += 1;
      this.#slots[at + KEY] = key;
    }
    this.#slots[at + ROW] = row + 1;
    if (this.#size * 2 > this.#mask) this.#grow();
  }

  delete(key: number): void {
    const at = this.#find(key);
    if (this.#slots[at + ROW] === 0) return;
    this.#size -= 1;
    this.#closeGap(at / FIELDS);
  }

  /** Moves later entries of the same run back, so that no tombstones pile up. */
  #closeGap(emptied: number): void {
    const slots = this.#slots;
    let gap = emptied;
    slots[gap * FIELDS + ROW] = 0;
    for (
      let slot = (gap + 1) & this.#mask;
      slots[slot * FIELDS + ROW] !== 0;
      slot = (slot + 1) & this.#mask
    ) {
      const home = hashNumber(slots[slot * FIELDS + KEY] as number) & this.#mask;
      const movable = ((slot - home) & this.#mask) >= ((slot - gap) & this.#mask);
      if (!movable) continue;
      slots[gap * FIELDS + KEY] = slots[slot * FIELDS + KEY] as number;
      slots[gap * FIELDS + ROW] = slots[slot * FIELDS + ROW] as number;
      slots[slot * FIELDS + ROW] = 0;
      gap = slot;
    }
  }

  /** Where the key's slot begins, or the empty one where it would go. */
  #find(key: number): number {
    const slots = this.#slots;
    let slot = hashNumber(key) & this.#mask;
    while (slots[slot * FIELDS + ROW] !== 0 && slots[slot * FIELDS + KEY] !== key) {
      slot = (slot + 1) & this.#mask;
    }
    return slot * FIELDS;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Float64Array(old.length * 2);
    this.#mask = this.#slots.length / FIELDS - 1;
    for (let at = 0; at < old.length; at += FIELDS) {
      if (old[at + ROW] === 0) continue;
      const target = this.#find(old[at + KEY] as number);
      this.#slots[target + KEY] = old[at + KEY] as number;
      this.#slots[target + ROW] = old[at + ROW] as number;
    }
  }
}

/** Mixes both halves of a number below 2^53, so that neighbouring ids and MACs of one maker spread. */
export function hashNumber(key: number): number {
  const high = (key / 0x1_0000_0000) | 0;
  let mixed = (key | 0) ^ Math.imul(high, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function slotsFor(expected: number): number {
  let capacity = 16;
  while (capacity < expected * 2) capacity *= 2;
  return capacity;
}
