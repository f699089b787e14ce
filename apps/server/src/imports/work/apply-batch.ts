import { storedActor } from '../../actor.ts';
import { IMPORT_VERDICTS, type ImportOutcome, verdictsWith } from '@gatehouse/domain/imports/import-words';
import { type Said, said } from '@gatehouse/domain/said/said';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { sql } from 'kysely';
import { plainArray, textArray } from '../../db/array-literal.ts';
import { type Change, makeChange } from '../../db/make-change.ts';
import type { Tx } from '../../db/open-database.ts';
import { gatherImportFacts } from '../gather-import-facts.ts';
import type { ImportEntry } from '../import-entry.ts';
import { judgeRow, type RowPlan } from '../judge-row.ts';
import { basisOf } from '../plan-basis.ts';
import type { UndoRecord } from '../undo-record.ts';
import { Outrun, type RowToWrite, writeRows } from '../write-rows.ts';
import {
  type Batch,
  countRows,
  holdBatch,
  type ImportParts,
  type Progress,
  ROWS_PER_PART,
  saidFault,
} from './batch.ts';
import { isNewPassword } from './is-new-password.ts';

const TRIES_MAX = 5;
const IN_FORCE_MS_MAX = 10_000;
const WRITING = verdictsWith('write');

/**
 * Applies what was checked: in parts of which each is stored with what it did, so that whoever goes on after a crash
 * does nothing twice and leaves nothing out; or, where all or none is wanted, in one transaction.
 */
export async function applyBatch(parts: ImportParts, batch: Batch, onProgress: Progress): Promise<void> {
  const whole = batch.mode === 'all-or-none';
  try {
    let done: Done = { rows: 0, line: -1 };
    for (let more = true; more; ) {
      const { rows, line } = await withRetries(() =>
        applyOnce(parts, batch, done.line, whole ? onProgress : null),
      );
      more = rows > 0 && !whole;
      done = { rows: done.rows + rows, line };
      onProgress(done.rows);
    }
  } catch (error) {
    if (!(error instanceof NotAllGood)) throw error;
    await giveBack(parts, batch, error.said);
    return;
  }
  await finish(parts, batch);
}

/** How many rows, and the line of the last of them: what is before it is not looked at again. */
type Done = { readonly rows: number; readonly line: number };

async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Outrun) || tries === TRIES_MAX) throw error;
    }
  }
}

/** A row that cannot be applied, where none is to be applied then. */
class NotAllGood extends Error {
  readonly said: Said;

  constructor(said: Said) {
    super(sayInEnglish(said));
    this.said = said;
  }
}

/** The next part behind a line; with `onProgress`, which is all or none, everything. */
async function applyOnce(
  parts: ImportParts,
  batch: Batch,
  behind: number,
  onProgress: Progress | null,
): Promise<Done> {
  const { value } = await makeChange(
    parts.db,
    storedActor(batch),
    async (change) => {
      let done: Done = { rows: 0, line: behind };
      if (!(await holdBatch(change.tx, batch))) return done;
      for (;;) {
        const rows = await nextRows(change.tx, batch.id, done.line);
        const refused = await applyRows(change, parts, batch, rows);
        if (onProgress !== null && refused !== undefined)
          throw new NotAllGood(said('importLineRefused', { line: refused.line, why: refused.sentence }));
        done = { rows: done.rows + rows.length, line: rows.at(-1)?.line ?? done.line };
        if (onProgress === null || rows.length === 0) return done;
        onProgress(done.rows);
      }
    },
    // Only at the end it is waited until all is in force; nodes apply the parts meanwhile.
    { timeoutMs: 0 },
  );
  return value;
}

type StoredRow = {
  readonly line: number;
  readonly entry: ImportEntry;
  readonly password_cipher: Buffer | null;
  readonly verdict: string;
  readonly basis: string | null;
};

async function nextRows(tx: Tx, batchId: number, behind: number): Promise<StoredRow[]> {
  const rows = await tx
    .selectFrom('import_rows')
    .select(['line', 'entry', 'password_cipher', 'verdict', 'basis'])
    .where('batch_id', '=', batchId)
    .where('line', '>', behind)
    .where('outcome', 'is', null)
    .where('verdict', 'in', WRITING)
    .orderBy('line')
    .limit(ROWS_PER_PART)
    .execute();
  return rows as StoredRow[];
}

type Decided = {
  readonly line: number;
  readonly verdict: string;
  readonly sentence: Said;
  readonly outcome: ImportOutcome;
  readonly undo: UndoRecord | null;
};

/** Judges again, now with everything locked that it rests on, and writes what is still as it was promised. */
async function applyRows(
  change: Change,
  parts: ImportParts,
  batch: Batch,
  rows: readonly StoredRow[],
): Promise<Decided | undefined> {
  if (rows.length === 0) return undefined;
  const { secretBox } = parts;
  const facts = await gatherImportFacts(
    change.tx,
    rows.map(({ entry }) => entry),
    { lock: true },
  );
  const promised = new Map<string, number>();
  const judged = rows.map((row) => {
    const { entry, password_cipher: cipher } = row;
    const password = () => cipher && secretBox.open(cipher, 'network-password');
    const toJudge = {
      entry,
      hasPassword: cipher !== null,
      isNewPassword: isNewPassword(secretBox, password),
    };
    return { row, now: asPromised(row, judgeRow(toJudge, facts, batch.options, promised)) };
  });
  const toWrite = judged.flatMap(({ row, now }): RowToWrite[] =>
    now.plan === null
      ? []
      : [{ line: row.line, entry: row.entry, plan: now.plan, passwordCipher: row.password_cipher }],
  );
  const records = await writeRows(change, toWrite, batch.options, parts);
  const decided = judged.map(({ row, now }): Decided => {
    const { verdict, sentence } = now;
    const outcome = OUTCOME_OF[IMPORT_VERDICTS[verdict].effect];
    return { line: row.line, verdict, sentence, outcome, undo: records.get(row.line) ?? null };
  });
  await storeDecided(change.tx, batch.id, decided);
  return decided.find(({ outcome }) => outcome === 'refused');
}

const OUTCOME_OF = { write: 'applied', nothing: 'nothing', refused: 'refused' } as const;

type Now = ReturnType<typeof judgeRow>;

/** What would do something else than what somebody has looked at is not done. */
function asPromised(row: StoredRow, now: Now): Now {
  const plan: RowPlan | null = now.plan;
  if (plan === null || basisOf(plan) === row.basis) return now;
  return {
    verdict: 'outrun',
    sentence: said('rowOutrun', { now: now.sentence }),
    plan: null,
  };
}

async function storeDecided(tx: Tx, batchId: number, decided: readonly Decided[]): Promise<void> {
  await sql`
    update import_rows r
       set verdict = v.verdict, sentence = v.sentence, sentence_said = v.said::jsonb, outcome = v.outcome,
           undo = v.undo::jsonb, password_cipher = null
      from unnest(${plainArray(decided.map(({ line }) => line))}::integer[],
                  ${textArray(decided.map(({ verdict }) => verdict))}::text[],
                  ${textArray(decided.map(({ sentence }) => sayInEnglish(sentence)))}::text[],
                  ${textArray(decided.map(({ sentence }) => JSON.stringify(sentence)))}::text[],
                  ${textArray(decided.map(({ outcome }) => outcome))}::text[],
                  ${textArray(decided.map(({ undo }) => undo && JSON.stringify(undo)))}::text[])
           as v (line, verdict, sentence, said, outcome, undo)
     where r.batch_id = ${batchId} and r.line = v.line`.execute(tx);
}

/** All is decided: nothing of the file is kept but what became of its rows. */
async function finish(parts: ImportParts, batch: Batch): Promise<void> {
  const { pendingNodes } = await makeChange(
    parts.db,
    storedActor(batch),
    async ({ tx, announce, audit }) => {
      if (!(await holdBatch(tx, batch))) return;
      await sql`
        update import_rows
           set password_cipher = null,
               outcome = case when verdict = any(${verdictsWith('nothing')}::text[]) then 'nothing' else 'refused' end
         where batch_id = ${batch.id} and outcome is null`.execute(tx);
      const outcomes = await countRows(tx, batch.id, 'outcome');
      await tx
        .updateTable('import_batches')
        .set({
          state: 'applied',
          content_cipher: null,
          fault: null,
          fault_said: null,
          done_count: batch.row_count,
          verdict_counts: await countRows(tx, batch.id, 'verdict'),
          outcome_counts: outcomes,
          applied_at: sql<Date>`trusted_now()`,
          worked_until: null,
        })
        .where('id', '=', batch.id)
        .execute();
      // An empty change after all the others: when it is in force, they are.
      announce('customers', []);
      await audit({
        action: 'imports.apply',
        subjectKind: 'import',
        subjectId: batch.id,
        after: { file: batch.file_name, kind: batch.kind, ...JSON.parse(outcomes) },
      });
    },
    { timeoutMs: IN_FORCE_MS_MAX },
  );
  if (pendingNodes.length === 0) return;
  await parts.db
    .updateTable('import_batches')
    .set({ pending_nodes: pendingNodes })
    .where('id', '=', batch.id)
    .execute();
}

/** Nothing was applied; the file is checked again, so that it can be seen why. */
async function giveBack({ db }: ImportParts, batch: Batch, fault: Said): Promise<void> {
  await db
    .updateTable('import_batches')
    .set({
      state: 'checking',
      mode: null,
      ...saidFault(fault),
      revision: batch.revision + 1,
      worked_until: null,
    })
    .where('id', '=', batch.id)
    .where('state', '=', 'applying')
    .execute();
}
