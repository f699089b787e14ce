import { crc32 } from 'node:zlib';

/**
 * One record on disk: the length of its content (4 octets), a CRC-32 over time and content (4), its time (8, a
 * double), the content. All big-endian.
 */
export type JournalRecord = {
  /** Milliseconds since the epoch, as whoever appended it says. */
  readonly at: number;
  readonly content: Buffer;
  /** Octets that it takes on disk. */
  readonly size: number;
};

const HEADER_OCTETS = 16;
const CHECKED_FROM = 8;
/** Whatever claims to be longer is no record. */
const CONTENT_OCTETS_MAX = 1 << 16;

export function encodeRecord(content: Buffer, at: number): Buffer {
  const record = Buffer.allocUnsafe(HEADER_OCTETS + content.length);
  record.writeUInt32BE(content.length, 0);
  record.writeDoubleBE(at, CHECKED_FROM);
  content.copy(record, HEADER_OCTETS);
  record.writeUInt32BE(crc32(record.subarray(CHECKED_FROM)), 4);
  return record;
}

/** The record that begins at `offset`; `null`: there is no whole, undamaged one. */
export function readRecord(octets: Buffer, offset: number): JournalRecord | null {
  if (offset + HEADER_OCTETS > octets.length) return null;
  const length = octets.readUInt32BE(offset);
  const end = offset + HEADER_OCTETS + length;
  if (length > CONTENT_OCTETS_MAX || end > octets.length) return null;
  if (octets.readUInt32BE(offset + 4) !== crc32(octets.subarray(offset + CHECKED_FROM, end))) return null;
  return {
    at: octets.readDoubleBE(offset + CHECKED_FROM),
    content: octets.subarray(offset + HEADER_OCTETS, end),
    size: HEADER_OCTETS + length,
  };
}

/**
 * Where the next whole, undamaged record begins, from `offset` on; -1: nowhere. What is damaged may lie about its own
 * length, so each place is tried at which one can begin, which is where the highest octet of a length stands: 0, an octet
 * that content in JSON never has.
 */
export function findRecord(octets: Buffer, offset: number): number {
  for (let at = octets.indexOf(0, offset); at >= 0; at = octets.indexOf(0, at + 1)) {
    if (readRecord(octets, at) !== null) return at;
  }
  return -1;
}

/**
 * Whether octets that stand behind the last whole record are more than what a crash leaves of a record on its way to
 * the disk: its beginning, or zeros where nothing arrived.
 */
export function isDamaged(rest: Buffer): boolean {
  if (rest.length < HEADER_OCTETS) return false;
  const length = rest.readUInt32BE(0);
  if (length > CONTENT_OCTETS_MAX) return true;
  return HEADER_OCTETS + length <= rest.length && rest.at(-1) !== 0;
}

/** All records from `offset` on, up to the first that is not whole. */
export function readRecords(octets: Buffer, offset: number, max = Number.POSITIVE_INFINITY): JournalRecord[] {
  const records: JournalRecord[] = [];
  let record = readRecord(octets, offset);
  for (let at = offset; record !== null && records.length < max; record = readRecord(octets, at)) {
    records.push(record);
    at += record.size;
  }
  return records;
}
