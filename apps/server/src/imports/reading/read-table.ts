import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { type Said, said } from '@gatehouse/domain/said/said';
import { FileRefused } from './source-row.ts';

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** A row of cells, the line in which it begins, and where it ends in octets of UTF-8, its line break among them. */
export type TableRow = { readonly line: number; readonly cells: readonly string[]; readonly endsAt: number };

const RECORD_CHARACTERS_MAX = 64 * 1024;
const LOOKED_AT_LINES = 20;
const CHUNK_CHARACTERS = 256 * 1024;

/**
 * The rows of a text in CSV, however its columns are divided; empty ones are left out. Throws `FileRefused` for a quote
 * that is never closed.
 */
export async function* readTable(
  text: string,
  delimiter: Delimiter,
): AsyncGenerator<TableRow, void, undefined> {
  const { body, skipped } = withoutSeparatorLine(text);
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    max_record_size: RECORD_CHARACTERS_MAX,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  Readable.from(pieces(body)).pipe(parser);
  const lineOf = countLines();
  const before = text.length - body.length;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number; bytes: number };
    }>) {
      const line = lineOf(record, info.lines) + skipped;
      if (record.some((cell) => cell.trim() !== ''))
        yield { line, cells: record, endsAt: info.bytes + before };
    }
  } catch (error) {
    throw error instanceof CsvError
      ? new FileRefused(describe(error, skipped, findOpenQuote(body, delimiter)))
      : error;
  }
}

/** The first rows; what is wrong further down is not looked at. */
export async function readTableHead(
  text: string,
  delimiter: Delimiter,
  rowsMax: number,
): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const row of readTable(text, delimiter)) {
    rows.push(row);
    if (rows.length === rowsMax) break;
  }
  return rows;
}

/** What divides the columns: what its first lines have most often, and equally often. */
export function findDelimiter(text: string): Delimiter {
  const told = SEPARATOR_LINE.exec(text)?.[1] as Delimiter | undefined;
  if (told !== undefined) return told;
  const lines = text
    .slice(0, RECORD_CHARACTERS_MAX)
    .split(/\r\n|\r|\n/, LOOKED_AT_LINES)
    .map((line) => line.replaceAll(/"[^"]*"/g, ''))
    .filter((line) => line.trim() !== '');
  const score = (delimiter: Delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const [first = 0] = counts;
    return first * 1000 + counts.filter((count) => count === first && count > 0).length;
  };
  return delimiters.toSorted((a, b) => score(b) - score(a))[0] ?? ',';
}

/** What some spreadsheet programs write before the first row: `sep=;`. */
const SEPARATOR_LINE = /^\u{feff}?sep=([,;\t|])(?:\r\n|\r|\n)/u;

function withoutSeparatorLine(text: string): { body: string; skipped: number } {
  const [line] = SEPARATOR_LINE.exec(text) ?? [];
  return line === undefined ? { body: text, skipped: 0 } : { body: text.slice(line.length), skipped: 1 };
}

/** In parts, so that a large file leaves time for everything else. */
function* pieces(text: string): Generator<string, void, undefined> {
  for (let at = 0; at < text.length; at += CHUNK_CHARACTERS) yield text.slice(at, at + CHUNK_CHARACTERS);
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

function describe(error: CsvError, skipped: number, openedIn: number | null): Said {
  const found = openedIn ?? error['lines'];
  const fault = faultOf(error, openedIn);
  return typeof found === 'number' ? said('fileLineFault', { line: found + skipped, fault }) : fault;
}

function faultOf(error: CsvError, openedIn: number | null): Said {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return said('fileQuoteOpen');
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return said(openedIn === null ? 'fileRowLong' : 'fileQuoteLong', { most: RECORD_CHARACTERS_MAX });
  return said('fileNoTable', { cause: error.message });
}

/** The line in which a quote is opened that is never closed, or not within a row's length; the parser tells where it gave up. */
function findOpenQuote(text: string, delimiter: Delimiter): number | null {
  let line = 1;
  let openedAt = -1;
  let openedIn = 0;
  let beginsCell = true;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '\n' || (letter === '\r' && text[at + 1] !== '\n')) line += 1;
    if (openedAt >= 0) {
      if (at - openedAt > RECORD_CHARACTERS_MAX) return openedIn;
      if (letter !== '"') continue;
      if (text[at + 1] === '"') at += 1;
      else openedAt = -1;
    } else if (letter === '"' && beginsCell) [openedAt, openedIn, beginsCell] = [at, line, false];
    else beginsCell = letter === delimiter || letter === '\n' || letter === '\r' || letter === '\u{feff}';
  }
  return openedAt >= 0 ? openedIn : null;
}
