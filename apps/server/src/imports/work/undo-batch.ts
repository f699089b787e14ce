import { type Said, said } from '@gatehouse/domain/said/said';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { storedActor } from '../../actor.ts';
import { makeChange, type Change } from '../../db/make-change.ts';
import { sql } from 'kysely';
import { plainArray, textArray } from '../../db/array-literal.ts';
import type { Tx } from '../../db/open-database.ts';
import { gatherUndoFacts } from '../gather-undo-facts.ts';
import { judgeUndo } from '../judge-undo.ts';
import { takeBack, type UndoRow } from '../take-back.ts';
import { type Batch, countRows, holdBatch, type ImportParts, type Progress, ROWS_PER_PART } from './batch.ts';

const IN_FORCE_MS_MAX = 10_000;
const LINE_MAX = 2_147_483_647;

/**
 * Takes back what an import did, the last row first and in parts like applying it. What others have changed since is
 * left as it is, and the row says what that was.
 */
export async function undoBatch(parts: ImportParts, batch: Batch, onProgress: Progress): Promise<void> {
  let done = 0;
  for (let before = LINE_MAX; ; ) {
    const lines = await undoOnce(parts, batch, before);
    if (lines.length === 0) break;
    before = Math.min(...lines);
    done += lines.length;
    onProgress(done);
  }
  await finish(parts, batch);
}

/** The lines of the next part; what is behind it is not looked at again. */
async function undoOnce(parts: ImportParts, batch: Batch, before: number): Promise<number[]> {
  const { value } = await makeChange(
    parts.db,
    storedActor(batch),
    async (change) => {
      if (!(await holdBatch(change.tx, batch))) return [];
      const rows = await nextRows(change.tx, batch.id, before);
      if (rows.length > 0) await undoRows(change, batch.id, rows);
      return rows.map(({ line }) => line);
    },
    { timeoutMs: 0 },
  );
  return value;
}

async function nextRows(tx: Tx, batchId: number, before: number): Promise<UndoRow[]> {
  const rows = await tx
    .selectFrom('import_rows')
    .select(['line', 'undo'])
    .where('batch_id', '=', batchId)
    .where('line', '<', before)
    .where('outcome', '=', 'applied')
    .orderBy('line', 'desc')
    .limit(ROWS_PER_PART)
    .execute();
  return rows as UndoRow[];
}

async function undoRows(change: Change, batchId: number, rows: readonly UndoRow[]): Promise<void> {
  const facts = await gatherUndoFacts(
    change.tx,
    rows.map(({ undo }) => undo),
  );
  const left = new Map<number, Said>();
  for (const { line, undo } of rows) {
    const reason = judgeUndo(undo, facts);
    if (reason !== null) left.set(line, reason);
  }
  const inUse = await takeBack(
    change,
    rows.filter(({ line }) => !left.has(line)),
  );
  for (const line of inUse) left.set(line, said('undoCustomerNeeded'));
  const reasons = rows.map(({ line }) => left.get(line));
  await sql`
    update import_rows r
       set outcome = case when v.reason is null then 'undone' else 'left' end,
           sentence = coalesce(v.reason, r.sentence),
           sentence_said = case when v.reason is null then r.sentence_said else v.said::jsonb end
      from unnest(${plainArray(rows.map(({ line }) => line))}::integer[], 
                  ${textArray(reasons.map((reason) => (reason ? sayInEnglish(reason) : null)))}::text[],
                  ${textArray(reasons.map((reason) => (reason ? JSON.stringify(reason) : null)))}::text[])
           as v (line, reason, said)
     where r.batch_id = ${batchId} and r.line = v.line`.execute(change.tx);
}

async function finish({ db }: ImportParts, batch: Batch): Promise<void> {
  const { pendingNodes } = await makeChange(
    db,
    storedActor(batch),
    async ({ tx, announce, audit }) => {
      if (!(await holdBatch(tx, batch))) return;
      const outcomes = await countRows(tx, batch.id, 'outcome');
      await tx
        .updateTable('import_batches')
        .set({
          state: 'undone',
          done_count: batch.row_count,
          outcome_counts: outcomes,
          undone_at: sql<Date>`trusted_now()`,
          worked_until: null,
        })
        .where('id', '=', batch.id)
        .execute();
      announce('customers', []);
      await audit({
        action: 'imports.undo',
        subjectKind: 'import',
        subjectId: batch.id,
        after: { file: batch.file_name, kind: batch.kind, ...JSON.parse(outcomes) },
      });
    },
    { timeoutMs: IN_FORCE_MS_MAX },
  );
  await db
    .updateTable('import_batches')
    .set({ pending_nodes: pendingNodes })
    .where('id', '=', batch.id)
    .execute();
}
