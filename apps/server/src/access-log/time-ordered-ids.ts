/**
 * Ids of the form of a UUID version 7 (RFC 9562 §5.7), made without asking the system each time: the
 * millisecond, a counter that never stands still, and bits drawn once per process. They sort by time.
 *
 * @param randomBytes called once, for 16 octets
 * @returns a function from milliseconds since the epoch to an id in its text form
 */
export function timeOrderedIds(randomBytes: (size: number) => Uint8Array): (at: number) => string {
  const drawn = randomBytes(16);
  const tail = hex(drawn.subarray(0, 6)); // 48 of the last 62 bits; the others count
  let counter = (((drawn[6] ?? 0) << 8) | (drawn[7] ?? 0)) & 0xffff;
  let lastAt = -1;
  let time = '';
  return (at) => {
    if (at !== lastAt) {
      lastAt = at;
      const digits = Math.floor(at).toString(16).padStart(12, '0');
      time = `${digits.slice(0, 8)}-${digits.slice(8, 12)}`;
    }
    counter = (counter + 1) & 0xffffff;
    const high = HEX3[counter >>> 12] ?? '000';
    const low = HEX3[counter & 0xfff] ?? '000';
    return `${time}-7${high}-8${low}-${tail}`;
  };
}

const HEX3: readonly string[] = Array.from({ length: 0x1000 }, (_, i) => i.toString(16).padStart(3, '0'));

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
