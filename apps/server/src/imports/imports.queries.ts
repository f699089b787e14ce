import { type ImportVerdict, verdictsWith } from '@gatehouse/domain/imports/import-words';
import { sql } from 'kysely';
import { containsPattern, type ListRequest, readPage } from '../db/keyset.ts';
import type { Db } from '../db/open-database.ts';
import type { Row } from '../db/schema.ts';
import type { SecretBox } from '../secrets.ts';
import type { Page } from '../shapes.ts';
import { findPackage, readPackages, type Sold } from './gather-import-facts.ts';
import type { ImportInFull, ImportRow, ImportRowFilters, ImportShown } from './imports.schemas.ts';
import type { ImportOptions } from './options.ts';
import { readTableHead } from './reading/read-table.ts';

const SAMPLE_ROWS = 6;
const SAMPLE_CHARACTERS = 200_000;

function selectBatches(db: Db) {
  return db
    .selectFrom('import_batches')
    .select([
      'id',
      'kind',
      'format',
      'state',
      'file_name',
      'encoding',
      'options',
      'mode',
      'row_count',
      'done_count',
      'verdict_counts',
      'outcome_counts',
      'package_names',
      'fault',
      'fault_said',
      'pending_nodes',
      'created_by',
      'created_at',
      'applied_by',
      'applied_at',
      'undone_by',
      'undone_at',
    ]);
}

type BatchRow = Awaited<ReturnType<ReturnType<typeof selectBatches>['executeTakeFirstOrThrow']>>;

export async function listImports(db: Db, list: ListRequest<'createdAt'>): Promise<Page<ImportShown>> {
  const column = { expression: sql`created_at`, type: 'timestamptz' } as const;
  const named =
    list.search === null
      ? sql<boolean>`true`
      : sql<boolean>`lower(file_name) like ${containsPattern(list.search.toLowerCase())}`;
  const { rows, nextCursor } = await readPage(selectBatches(db).where(named), list, column, sql`id`);
  const packages = await readPackages(db);
  const { total } = await db
    .selectFrom('import_batches')
    .select(sql<number>`count(*)`.as('total'))
    .where(named)
    .executeTakeFirstOrThrow();
  return { items: rows.map((row) => present(row, packages)), nextCursor, ...(list.count && { total }) };
}

/** `null`: there is none. */
export async function findImport(db: Db, secretBox: SecretBox, id: number): Promise<ImportInFull | null> {
  const row = await selectBatches(db).where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  return { ...present(row, await readPackages(db)), sample: await readSample(db, secretBox, row) };
}

function present(row: BatchRow, packages: readonly Sold[]): ImportShown {
  const options = row.options as ImportOptions;
  return {
    id: String(row.id),
    kind: row.kind,
    format: row.format,
    state: row.state,
    fileName: row.file_name,
    encoding: row.encoding,
    options: { ...options, columns: [...options.columns], packages: withIds(options.packages) },
    mode: row.mode,
    rows: row.row_count,
    done: row.done_count,
    verdicts: row.verdict_counts,
    outcomes: row.outcome_counts,
    packages: row.package_names.map(({ name, count }) => ({
      name,
      count,
      servicePackageId: idText(findPackage(name, packages, options)?.id),
    })),
    fault: row.fault,
    faultSaid: row.fault_said,
    pendingNodes: row.pending_nodes,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    appliedBy: row.applied_by,
    appliedAt: row.applied_at?.toISOString() ?? null,
    undoneBy: row.undone_by,
    undoneAt: row.undone_at?.toISOString() ?? null,
  };
}

function withIds(packages: ImportOptions['packages']): Record<string, string | null> {
  return Object.fromEntries(Object.entries(packages).map(([name, id]) => [name, idText(id)]));
}

function idText(id: number | null | undefined): string | null {
  return id === null || id === undefined ? null : String(id);
}

/** Whatever is said to be a password, now or by the guess, is not shown to who looks at it later. */
async function readSample(db: Db, secretBox: SecretBox, row: BatchRow): Promise<string[][]> {
  if (row.format !== 'table' || (row.state !== 'new' && row.state !== 'checked')) return [];
  const stored = await db
    .selectFrom('import_batches')
    .select('content_cipher')
    .where('id', '=', row.id)
    .executeTakeFirst();
  if (!stored?.content_cipher) return [];
  const options = row.options as ImportOptions;
  const text = secretBox.open(stored.content_cipher, 'import-file').slice(0, SAMPLE_CHARACTERS);
  const rows = await readTableHead(text, options.delimiter, SAMPLE_ROWS).catch(() => []);
  return rows.map(({ cells }, at) =>
    cells.map((cell, i) => {
      const hidden = options.columns[i] === 'password' && !(at === 0 && options.hasHeader);
      return hidden ? '••••••' : cell.replaceAll('\0', '').slice(0, 100);
    }),
  );
}

export async function listImportRows(
  db: Db,
  batchId: number,
  list: ListRequest<'line'>,
  filters: ImportRowFilters,
): Promise<Page<ImportRow>> {
  let query = db
    .selectFrom('import_rows')
    .select([
      'line',
      'subject',
      'verdict',
      'sentence',
      'sentence_said',
      'outcome',
      sql<string | null>`undo ->> 'customerId'`.as('customerId'),
    ])
    .where('batch_id', '=', batchId);
  if (filters.verdict) query = query.where('verdict', '=', filters.verdict);
  if (filters.effect) query = query.where('verdict', 'in', verdictsWith(filters.effect));
  if (filters.outcome) query = query.where('outcome', '=', filters.outcome);
  if (list.search !== null)
    query = query.where(sql<boolean>`lower(subject) like ${containsPattern(list.search.toLowerCase())}`);
  const column = { expression: sql`line`, type: 'bigint' } as const;
  const { rows, nextCursor } = await readPage(query, list, column, sql`line`);
  const items = rows.map(({ line, subject, verdict, sentence, sentence_said, outcome, customerId }) => ({
    line,
    subject,
    verdict: verdict as ImportVerdict,
    sentence,
    sentenceSaid: sentence_said,
    outcome,
    customerId: outcome === 'undone' ? null : customerId,
  }));
  return { items, nextCursor, ...(list.count && { total: await countRows(db, query) }) };
}

async function countRows(db: Db, query: { as(alias: 'found'): unknown }): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${query.as('found')}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** All rows of a batch in their order, a few thousand at a time. */
export async function* everyImportRow(
  db: Db,
  batchId: number,
): AsyncGenerator<
  Pick<Row<'import_rows'>, 'line' | 'subject' | 'verdict' | 'sentence' | 'outcome'>,
  void,
  undefined
> {
  for (let behind = -1; ; ) {
    const rows = await db
      .selectFrom('import_rows')
      .select(['line', 'subject', 'verdict', 'sentence', 'outcome'])
      .where('batch_id', '=', batchId)
      .where('line', '>', behind)
      .orderBy('line')
      .limit(5000)
      .execute();
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    behind = last.line;
  }
}
