import { type ImportFormat, REQUIRED_FIELDS, type ImportKind } from '@gatehouse/domain/imports/import-words';
import { type Said, said } from '@gatehouse/domain/said/said';
import { type Columns, guessColumns } from './guess-columns.ts';
import { isRouterOsExport, readRouterOs } from './read-router-os.ts';
import { type Delimiter, findDelimiter, readTable, readTableHead, type TableRow } from './read-table.ts';
import { FileRefused, type SourceFault, type SourceRow } from './source-row.ts';

/** How a file is read. Of an export of RouterOS nothing but the format is needed. */
export type SourceLayout = {
  readonly format: ImportFormat;
  readonly delimiter: Delimiter;
  readonly hasHeader: boolean;
  readonly columns: Columns;
};

export type SourceHead = SourceLayout & {
  /** The first rows as they stand there, the headings among them. */
  readonly sample: readonly TableRow[];
};

const SAMPLE_ROWS = 12;

/** What the file is, and what its columns seem to mean. */
export async function lookAtSource(text: string, kind: ImportKind): Promise<SourceHead> {
  if (isRouterOsExport(text)) {
    return { format: 'router-os', delimiter: ',', hasHeader: false, columns: [], sample: [] };
  }
  const delimiter = findDelimiter(text);
  const sample = await readTableHead(text, delimiter, SAMPLE_ROWS);
  if (sample.length === 0) throw new FileRefused(said('fileNothingIn'));
  const { hasHeader, columns } = guessColumns(
    sample.map(({ cells }) => cells),
    kind,
  );
  return { format: 'table', delimiter, hasHeader, columns, sample };
}

/** Every row by what its columns mean. */
export async function* readSource(
  text: string,
  { format, delimiter, hasHeader, columns }: SourceLayout,
): AsyncGenerator<SourceRow | SourceFault, void, undefined> {
  if (format === 'router-os') {
    for (const row of readRouterOs(text)) yield withoutNul(row);
    return;
  }
  let first = true;
  for await (const { line, cells } of readTable(text, delimiter)) {
    const isHeader = first && hasHeader;
    first = false;
    if (!isHeader) yield withoutNul(meant(line, cells, columns));
  }
}

function meant(line: number, cells: readonly string[], columns: Columns): SourceRow | SourceFault {
  if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
    const counts = { columns: cells.length, expected: columns.length };
    return { line, fault: said('rowTooManyColumns', counts) };
  }
  const entries = columns.flatMap((field, i) =>
    field === null ? [] : [[field, clean(cells[i] ?? '', field)]],
  );
  return { line, cells: Object.fromEntries(entries) };
}

/** What spreadsheets put round a text so that it stays one (`="0171"`, `'+880`). A password is taken as it is. */
function clean(cell: string, field: string): string {
  if (field === 'password') return cell;
  return cell.replace(/^="(.*)"$/s, '$1').replace(/^'(?=[=+\-@])/, '');
}

/** The database keeps no NUL in a text, and none of these can be in a name. */
function withoutNul(row: SourceRow | SourceFault): SourceRow | SourceFault {
  if ('fault' in row || !Object.values(row.cells).some((cell) => cell.includes('\0'))) return row;
  return { line: row.line, fault: said('rowHasNul') };
}

/** Why the columns are not enough; `null` when they are. */
export function columnsFault(columns: Columns, kind: ImportKind): Said | null {
  const missing = REQUIRED_FIELDS[kind].filter((field) => !columns.includes(field));
  if (missing.length > 1) return said('columnsLackBoth');
  if (missing.length > 0) return said(missing.includes('macs') ? 'columnsLackMacs' : 'columnsLackUsername');
  const twice = columns.find((field, i) => field !== null && columns.indexOf(field) !== i);
  return twice ? said('columnsTwice', { field: said(`rowField_${twice}`) }) : null;
}
