import {
  IMPORT_OUTCOME_LABELS,
  IMPORT_VERDICTS,
  type ImportVerdict,
} from '@gatehouse/domain/imports/import-words';
import { stringify } from 'csv-stringify/sync';
import type { Db } from '../db/open-database.ts';
import { everyImportRow } from './imports.queries.ts';

const HEADER = ['line', 'subject', 'verdict', 'outcome', 'sentence'];
const ROWS_PER_PIECE = 1000;

/**
 * What became of every row, as CSV. What a spreadsheet would take for a formula begins with an apostrophe; passwords
 * are not in it.
 */
export async function* writeResult(db: Db, batchId: number): AsyncGenerator<string, void, undefined> {
  yield stringify([HEADER], { bom: true });
  let rows: string[][] = [];
  for await (const { line, subject, verdict, sentence, outcome } of everyImportRow(db, batchId)) {
    const { label } = IMPORT_VERDICTS[verdict as ImportVerdict];
    rows.push([
      String(line),
      subject,
      label,
      outcome === null ? '' : IMPORT_OUTCOME_LABELS[outcome],
      sentence,
    ]);
    if (rows.length < ROWS_PER_PIECE) continue;
    yield stringify(rows, { escape_formulas: true });
    rows = [];
  }
  if (rows.length > 0) yield stringify(rows, { escape_formulas: true });
}
