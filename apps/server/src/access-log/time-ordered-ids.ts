/** Ids that are made of a time and a number of this process; see `timeOrderedIds`. */
export type TimeOrderedIds = {
  /** A number below 2^24, another one each time until all have been used. */
  next(): number;
  /** The id's text form. `at`: milliseconds since the epoch. */
  text(at: number, number: number): string;
};

/**
 * Ids of the form of a UUID version 7 (RFC 9562 §5.7), made without asking the system each time: the
 * millisecond, a counter that never stands still, and bits drawn once per process. They sort by time.
 *
 * @param randomBytes called once, for 16 octets
 */
export function timeOrderedIds(randomBytes: (size: number) => Uint8Array): TimeOrderedIds {
  const drawn = randomBytes(16);
  const tail = hex(drawn.subarray(0, 6)); // 48 of the last 62 bits; the others count
  let counter = (((drawn[6] ?? 0) << 8) | (drawn[7] ?? 0)) & 0xffff;
  return {
    next() {
      counter = (counter + 1) & 0xffffff;
      return counter;
    },
    text(at, number) {
      const time = Math.floor(at).toString(16).padStart(12, '0');
      const count = number.toString(16).padStart(6, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7${count.slice(0, 3)}-8${count.slice(3)}-${tail}`;
    },
  };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
