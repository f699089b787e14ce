import { stringify } from 'csv-stringify/sync';
import type { Logger } from 'pino';
import { keepReach } from '../db/reach/reach.ts';

/** A list as a file. What is of no value is an empty cell. */
export type CsvFile<Row> = {
  /** What is in it, as the file is called: `devices`. */
  readonly name: string;
  readonly heads: readonly string[];
  readonly pages: AsyncIterable<readonly Row[]>;
  readonly cells: (row: Row) => readonly string[];
};

/**
 * Answers with CSV, as it is read: a piece for each of the pages. What a spreadsheet would take for a formula begins with
 * an apostrophe. Where it fails in the middle, the connection is cut: nobody takes a part for the whole.
 */
export function answerCsv<Row>(file: CsvFile<Row>, log: Pick<Logger, 'warn'>): Response {
  return new Response(ReadableStream.from(keepReach(encoded(file, log))), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${file.name}.csv"`,
    },
  });
}

async function* encoded<Row>(
  file: CsvFile<Row>,
  log: Pick<Logger, 'warn'>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const piece of writeCsv(file)) yield Buffer.from(piece);
  } catch (error) {
    log.warn({ err: error }, `an export of ${file.name} was cut off`);
    throw error;
  }
}

async function* writeCsv<Row>({
  heads,
  pages,
  cells,
}: CsvFile<Row>): AsyncGenerator<string, void, undefined> {
  yield stringify([[...heads]], { bom: true });
  for await (const rows of pages) {
    yield stringify(
      rows.map((row) => [...cells(row)]),
      { escape_formulas: true },
    );
  }
}
