/** Reads whole columns: arrays in PostgreSQL's binary form, as `array_send(array_agg(…))` makes them. */

const TWO_TO_32 = 2 ** 32;
/** Dimensions, null flag, element type, then length and lower bound of the one dimension. */
const COUNT_AT = 12;
const HEADER_OCTETS = 20;

/** The value of the element whose octets begin at `at`. */
export type ReadElement<T> = (buffer: Buffer, at: number, length: number) => T;

/** @param column what `array_agg` gives: null where there was no row */
export function readArray<T>(column: Buffer | null, element: ReadElement<T>): (T | null)[] {
  if (column === null || column.length < HEADER_OCTETS) return [];
  const values: (T | null)[] = new Array(column.readInt32BE(COUNT_AT));
  let at = HEADER_OCTETS;
  for (let i = 0; i < values.length; i++) {
    const length = column.readInt32BE(at);
    at += 4;
    if (length < 0) values[i] = null;
    else {
      values[i] = element(column, at, length);
      at += length;
    }
  }
  return values;
}

/** Of a column that is never null. */
export function readWholeArray<T>(column: Buffer | null, element: ReadElement<T>): T[] {
  return readArray(column, element) as T[];
}

export const asInt8: ReadElement<number> = (buffer, at) =>
  buffer.readInt32BE(at) * TWO_TO_32 + buffer.readUInt32BE(at + 4);

export const asInt4: ReadElement<number> = (buffer, at) => buffer.readInt32BE(at);

export const asFloat8: ReadElement<number> = (buffer, at) => buffer.readDoubleBE(at);

export const asBoolean: ReadElement<boolean> = (buffer, at) => buffer[at] === 1;

export const asText: ReadElement<string> = (buffer, at, length) => buffer.toString('utf8', at, at + length);

/** The octets where they lie: good as long as the column is. */
export const asOctets: ReadElement<Buffer> = (buffer, at, length) => buffer.subarray(at, at + length);

/** A `macaddr` as the number that its 48 bits are. */
export const asMac: ReadElement<number> = (buffer, at) => buffer.readUIntBE(at, 6);
