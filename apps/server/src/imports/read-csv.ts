import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';

/** One row of a file by its column names; absent columns are ''. `line` is where it begins. */
export type CsvRow = { readonly line: number; readonly cells: Readonly<Record<string, string>> };

/** A row that could not be read at all. */
export type CsvFault = { readonly line: number; readonly fault: string };

export type CsvColumns = { readonly required: readonly string[]; readonly optional: readonly string[] };

/** The file itself is not what it should be: no row of it is used. */
export class CsvRefused extends Error {
  override readonly name = 'CsvRefused';
}

const RECORD_BYTES_MAX = 64 * 1024;

/**
 * Reads a CSV file as it streams in: a header row with the columns in any order and case, then the
 * rows; comma, semicolon or tab (whichever the header has most of), with or without a BOM. Throws
 * `CsvRefused` for a header that does not fit and for a quote that is never closed.
 */
export async function* readCsv(
  source: Readable,
  columns: CsvColumns,
): AsyncGenerator<CsvRow | CsvFault, void, undefined> {
  const { head, rest } = await peekFirstLine(source);
  const parser = parse({
    bom: true,
    delimiter: findDelimiter(head),
    info: true,
    max_record_size: RECORD_BYTES_MAX,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: false,
  });
  rest.once('error', (error) => parser.destroy(error));
  rest.pipe(parser);
  let header: string[] | null = null;
  const lineOf = countLines();
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      const line = lineOf(record, info.lines);
      if (header === null) header = readHeader(record, columns);
      else if (record.some((cell) => cell.trim() !== '')) yield readRow(header, record, line);
    }
  } catch (error) {
    throw error instanceof CsvError ? new CsvRefused(describe(error)) : error;
  }
  if (header === null) throw new CsvRefused('The file is empty. Its first row must name the columns.');
}

/**
 * From the line in which the parser says that a record ends, the line in which it begins. Inside quotes the parser
 * takes a CR LF for two lines, which shifts all that follows.
 */
function countLines(): (record: readonly string[], endLine: number) => number {
  let countedTwice = 0;
  return (record, endLine) => {
    const text = record.join();
    countedTwice += text.match(/\r\n/g)?.length ?? 0;
    const breaks = text.match(/\r\n|\r|\n/g)?.length ?? 0;
    return endLine - countedTwice - breaks;
  };
}

function readHeader(record: readonly string[], { required, optional }: CsvColumns): string[] {
  const known = new Map([...required, ...optional].map((name) => [name.toLowerCase(), name]));
  const header = record.map((cell) => {
    const name = known.get(
      cell
        .trim()
        .toLowerCase()
        .replaceAll(/[\s_-]/g, ''),
    );
    if (name !== undefined) return name;
    throw new CsvRefused(
      `There is no column "${cell.trim()}". Known are: ${[...known.values()].join(', ')}.`,
    );
  });
  const missing = required.filter((name) => !header.includes(name));
  if (missing.length > 0) throw new CsvRefused(`The header lacks: ${missing.join(', ')}.`);
  const twice = header.find((name, i) => header.indexOf(name) !== i);
  if (twice !== undefined) throw new CsvRefused(`The column "${twice}" stands in the header twice.`);
  return header;
}

function readRow(header: readonly string[], record: readonly string[], line: number): CsvRow | CsvFault {
  if (record.length !== header.length) {
    return { line, fault: `has ${record.length} columns where the header has ${header.length}` };
  }
  if (record.some((cell) => cell.includes('\u{fffd}'))) return { line, fault: 'is not UTF-8 text' };
  return { line, cells: Object.fromEntries(header.map((name, i) => [name, record[i] ?? ''])) };
}

function describe(error: CsvError): string {
  const line = typeof error['lines'] === 'number' ? `Line ${error['lines']}: ` : '';
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return `${line}a quote (") is opened and never closed.`;
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return `${line}a row is longer than ${RECORD_BYTES_MAX} characters; is a quote open?`;
  return `${line}this is not CSV (${error.message}).`;
}

function findDelimiter(head: string): string {
  const count = (delimiter: string) => head.split(delimiter).length;
  const [best] = [',', ';', '\t'].sort((a, b) => count(b) - count(a));
  return best ?? ',';
}

/** What was read ahead comes first in the stream that is handed on. */
async function peekFirstLine(source: Readable): Promise<{ head: string; rest: Readable }> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterableIterator<Buffer | string>;
  let read = Buffer.alloc(0);
  while (!read.includes(0x0a) && read.length < RECORD_BYTES_MAX) {
    const { done, value } = await chunks.next();
    if (done) break;
    read = Buffer.concat([read, Buffer.from(value)]);
  }
  const rest = async function* () {
    yield read;
    yield* chunks;
  };
  return { head: read.toString('utf8').split('\n', 1)[0] ?? '', rest: Readable.from(rest()) };
}
