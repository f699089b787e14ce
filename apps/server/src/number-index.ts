/**
 * From a number (an id, a MAC) to a row: open addressing over flat arrays, because a Map of doubles
 * allocates an object per key. Rows are small non-negative integers.
 */
export class NumberIndex {
  #keys: Float64Array;
  /** Row + 1; 0 is an empty slot. */
  #rows: Int32Array;
  #mask: number;
  #size = 0;

  constructor(expected = 1024) {
    const capacity = slotsFor(expected);
    this.#keys = new Float64Array(capacity);
    this.#rows = new Int32Array(capacity);
    this.#mask = capacity - 1;
  }

  get size(): number {
    return this.#size;
  }

  /** The row under this key, or -1. */
  get(key: number): number {
    return (this.#rows[this.#slotOf(key)] ?? 0) - 1;
  }

  set(key: number, row: number): void {
    const slot = this.#slotOf(key);
    if (this.#rows[slot] === 0) {
      this.#size += 1;
      this.#keys[slot] = key;
    }
    this.#rows[slot] = row + 1;
    if (this.#size * 2 > this.#mask) this.#grow();
  }

  delete(key: number): void {
    const slot = this.#slotOf(key);
    if (this.#rows[slot] === 0) return;
    this.#size -= 1;
    this.#closeGap(slot);
  }

  /** Moves later entries of the same run back, so that no tombstones pile up. */
  #closeGap(emptied: number): void {
    let gap = emptied;
    this.#rows[gap] = 0;
    for (let slot = (gap + 1) & this.#mask; this.#rows[slot] !== 0; slot = (slot + 1) & this.#mask) {
      const key = this.#keys[slot] ?? 0;
      const home = hash(key) & this.#mask;
      const movable = ((slot - home) & this.#mask) >= ((slot - gap) & this.#mask);
      if (!movable) continue;
      this.#keys[gap] = key;
      this.#rows[gap] = this.#rows[slot] ?? 0;
      this.#rows[slot] = 0;
      gap = slot;
    }
  }

  #slotOf(key: number): number {
    let slot = hash(key) & this.#mask;
    while (this.#rows[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & this.#mask;
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const rows = this.#rows;
    this.#keys = new Float64Array(keys.length * 2);
    this.#rows = new Int32Array(keys.length * 2);
    this.#mask = this.#keys.length - 1;
    for (let slot = 0; slot < keys.length; slot += 1) {
      const row = rows[slot] ?? 0;
      if (row === 0) continue;
      const target = this.#slotOf(keys[slot] ?? 0);
      this.#keys[target] = keys[slot] ?? 0;
      this.#rows[target] = row;
    }
  }
}

/** Mixes both halves of a number below 2^53, so that neighbouring ids and MACs of one maker spread. */
function hash(key: number): number {
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
