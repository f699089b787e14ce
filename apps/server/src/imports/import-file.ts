import { setTimeout as sleep } from 'node:timers/promises';
import {
  IMPORT_VERDICTS,
  type ImportKind,
  type ImportVerdict,
  isUnderWork,
} from '@gatehouse/domain/imports/import-words';
import { said } from '@gatehouse/domain/said/said';
import type { Actor } from '../actor.ts';
import { applyChange } from '../db/apply-change.ts';
import { type Outcome, isRefused, type Refused, refuse, refuseSaying } from '../outcome.ts';
import { beginImport, lookAtFile, type LookedAt } from './begin-import.ts';
import { everyImportRow } from './imports.queries.ts';
import type { CheckImportInput } from './imports.schemas.ts';
import { fieldOfHeading } from './reading/guess-columns.ts';
import { FileRefused } from './reading/source-row.ts';
import { splitTable, type TablePart } from './reading/split-table.ts';
import { applyImport, checkImport, dropImport } from './steer-import.ts';
import type { ImportParts } from './work/batch.ts';
import { workAtImports } from './work/work-at-imports.ts';

const LOOK_AGAIN_MS = 250;
const ROWS_OF_A_PART = 100_000;

export type FileToImport = {
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly dryRun: boolean;
  readonly options: Pick<CheckImportInput, 'overLimit' | 'existing' | 'moveDevices' | 'makePasswords'>;
};

export type FileVerdict = {
  readonly line: number;
  readonly ok: boolean;
  readonly subject: string;
  readonly sentence: string;
};

export type FileImported = {
  /** For undoing them in the app; gone after a dry run. */
  readonly ids: readonly number[];
  readonly goodRows: number;
  readonly badRows: number;
  readonly pendingNodes: readonly string[];
};

type PartImported = Omit<FileImported, 'ids'> & { readonly id: number };

/**
 * A whole file from the command line: taken in, checked, and its good rows applied, as in the app but with nobody who
 * looks in between. So a heading that is not known is refused. A dry run leaves nothing behind. Very large tables are
 * several imports, one after the other.
 */
export async function importFile(
  parts: ImportParts,
  actor: Actor,
  file: FileToImport,
  onVerdict: (verdict: FileVerdict) => void,
): Promise<Outcome<FileImported>> {
  const looked = await lookAtFile(file);
  if (isRefused(looked)) return looked;
  const unknown = unknownHeading(looked);
  if (unknown !== null) {
    return refuseSaying('import-unreadable', said('fileNoColumn', { heading: unknown }));
  }
  const texts = await partsOf(looked);
  if ('refused' in texts) return texts;
  const sum = { ids: [] as number[], goodRows: 0, badRows: 0, pendingNodes: [] as readonly string[] };
  for (const [i, { text, linesBefore }] of texts.entries()) {
    const fileName =
      texts.length === 1 ? file.fileName : `${file.fileName} (part ${i + 1} of ${texts.length})`;
    const imported = await importPart(parts, actor, { ...file, fileName }, { ...looked, text }, (verdict) =>
      onVerdict({ ...verdict, line: verdict.line + linesBefore }),
    );
    if (isRefused(imported)) return imported;
    sum.ids.push(imported.id);
    sum.goodRows += imported.goodRows;
    sum.badRows += imported.badRows;
    sum.pendingNodes = imported.pendingNodes;
  }
  return sum;
}

async function partsOf({
  format,
  text,
  delimiter,
  hasHeader,
}: LookedAt): Promise<readonly TablePart[] | Refused> {
  if (format !== 'table') return [{ text, linesBefore: 0 }];
  try {
    return await splitTable(text, delimiter, { hasHeader, rowsMax: ROWS_OF_A_PART });
  } catch (error) {
    if (error instanceof FileRefused) return refuseSaying('import-unreadable', error.said);
    throw error;
  }
}

async function importPart(
  parts: ImportParts,
  actor: Actor,
  file: FileToImport,
  looked: LookedAt,
  onVerdict: (verdict: FileVerdict) => void,
): Promise<Outcome<PartImported>> {
  const { db, secretBox } = parts;
  const { value: begun } = await applyChange(db, actor, (change) =>
    beginImport(change, secretBox, file, looked),
  );
  if (isRefused(begun)) return begun;
  const { id } = begun;
  const { value: checked } = await applyChange(db, actor, (change) => checkImport(change, id, file.options));
  await untilDone(parts, id);
  const fault = isRefused(checked) ? checked : await faultOf(parts, id);
  if (fault !== null || file.dryRun) {
    if (fault === null) await tell(parts, id, onVerdict);
    const summary = await summaryOf(parts, id);
    await applyChange(db, actor, (change) => dropImport(change, id));
    return fault ?? summary;
  }
  const { value: applying } = await applyChange(db, actor, (change) =>
    applyImport(change, id, { mode: 'good-rows', isProved: true }),
  );
  if (isRefused(applying)) return applying;
  await untilDone(parts, id);
  await tell(parts, id, onVerdict);
  return summaryOf(parts, id);
}

/** By us, or by a web process that was quicker. */
async function untilDone(parts: ImportParts, id: number): Promise<void> {
  for (;;) {
    await workAtImports(parts);
    const row = await parts.db
      .selectFrom('import_batches')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirst();
    if (row === undefined || !isUnderWork(row.state)) return;
    await sleep(LOOK_AGAIN_MS);
  }
}

function unknownHeading({ format, hasHeader, sample }: LookedAt): string | null {
  const [first] = sample;
  if (format !== 'table' || !hasHeader || first === undefined) return null;
  return first.cells.find((cell) => fieldOfHeading(cell) === null)?.trim() ?? null;
}

async function faultOf({ db }: ImportParts, id: number) {
  const {
    state,
    fault,
    fault_said: faultSaid,
  } = await db
    .selectFrom('import_batches')
    .select(['state', 'fault', 'fault_said'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (state !== 'failed') return null;
  if (faultSaid !== null) return refuseSaying('import-unreadable', faultSaid);
  return refuse('import-unreadable', fault === null ? {} : { message: fault });
}

async function tell(
  { db }: ImportParts,
  id: number,
  onVerdict: (verdict: FileVerdict) => void,
): Promise<void> {
  for await (const { line, subject, verdict, sentence } of everyImportRow(db, id)) {
    onVerdict({ line, subject, sentence, ok: isGood(verdict) });
  }
}

async function summaryOf({ db }: ImportParts, id: number): Promise<PartImported> {
  const row = await db
    .selectFrom('import_batches')
    .select(['verdict_counts', 'pending_nodes'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const counts = Object.entries(row.verdict_counts);
  const sum = (good: boolean) =>
    counts.reduce((total, [verdict, count]) => total + (isGood(verdict) === good ? count : 0), 0);
  return { id, goodRows: sum(true), badRows: sum(false), pendingNodes: row.pending_nodes };
}

function isGood(verdict: string): boolean {
  return IMPORT_VERDICTS[verdict as ImportVerdict].effect !== 'refused';
}
