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
