import { said } from '@gatehouse/domain/said/said';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { sql } from 'kysely';
import { setImmediate as breathe } from 'node:timers/promises';
import { textArray, plainArray } from '../../db/array-literal.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import type { Tx } from '../../db/open-database.ts';
import { gatherImportFacts } from '../gather-import-facts.ts';
import { judgeRow, type Promised } from '../judge-row.ts';
import { layoutOf } from '../options.ts';
import { basisOf } from '../plan-basis.ts';
import { findRepeats } from '../reading/find-repeats.ts';
import { type EntryFault, type ReadEntry, readEntry } from '../reading/read-entry.ts';
import { readSource } from '../reading/read-source.ts';
import { FileRefused } from '../reading/source-row.ts';
import { type Batch, countRows, holdBatch, type ImportParts, type Progress } from './batch.ts';
import { isNewPassword } from './is-new-password.ts';

/** Of one import: all of its rows are in memory for a moment. The command line sends larger files in parts. */
export const ROWS_MAX = 200_000;
const ROWS_PER_CHECK = 1000;
const PACKAGE_NAMES_MAX = 200;
const SUBJECT_CHARACTERS_MAX = 200;

type ReadRow = { readonly line: number; readonly subject: string } & (
  | { readonly read: ReadEntry }
  | EntryFault
);

/**
 * Reads the file and gives every row its verdict: in one transaction, so that there is never a part of a preview.
 * Throws `FileRefused` where the file cannot be read.
 */
export async function checkBatch(parts: ImportParts, batch: Batch, onProgress: Progress): Promise<void> {
  const { db, secretBox } = parts;
  const { content_cipher: cipher } = await db
    .selectFrom('import_batches')
    .select('content_cipher')
    .where('id', '=', batch.id)
    .executeTakeFirstOrThrow();
  if (cipher === null) throw new FileRefused(said('fileNotKept'));
  const rows = withoutRepeats(await readRows(batch, secretBox.open(cipher, 'import-file')));
  await inTransaction(db, async (tx) => {
    if (!(await holdBatch(tx, batch))) return;
    await tx.deleteFrom('import_rows').where('batch_id', '=', batch.id).execute();
    const promised: Promised = new Map();
    for (let at = 0; at < rows.length; at += ROWS_PER_CHECK) {
      await checkPart(tx, parts, batch, rows.slice(at, at + ROWS_PER_CHECK), promised);
      onProgress(Math.min(rows.length, at + ROWS_PER_CHECK));
    }
    await tx
      .updateTable('import_batches')
      .set({
        state: 'checked',
        row_count: rows.length,
        done_count: 0,
        verdict_counts: await countRows(tx, batch.id, 'verdict'),
        package_names: JSON.stringify(packageNames(rows)),
        worked_until: null,
      })
      .where('id', '=', batch.id)
      .execute();
  });
}

async function readRows({ kind, format, options }: Batch, text: string): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  for await (const row of readSource(text, layoutOf(format, options))) {
    if (rows.length === ROWS_MAX) throw new FileRefused(said('fileTooManyRows', { most: ROWS_MAX }));
    if (rows.length % ROWS_PER_CHECK === 0) await breathe();
    if ('fault' in row) {
      rows.push({ line: row.line, subject: '', verdict: 'faulty', sentence: row.fault });
      continue;
    }
    const read = readEntry(row, kind);
    const typed = (kind === 'devices' ? row.cells.macs : row.cells.username) ?? '';
    const subject = typed.replaceAll(/\s+/g, ' ').trim().slice(0, SUBJECT_CHARACTERS_MAX);
    if ('verdict' in read) rows.push({ line: row.line, subject, ...read });
    else rows.push({ line: row.line, subject: subjectOf(read, subject), read });
  }
  if (rows.length === 0) throw new FileRefused(said('fileNoRow'));
  return rows;
}

function subjectOf({ entry }: ReadEntry, typed: string): string {
  if (entry.customer !== null) return entry.username;
  return entry.devices.length === 1 ? (entry.devices[0]?.mac ?? typed) : typed;
}

function withoutRepeats(rows: readonly ReadRow[]): ReadRow[] {
  const { faults, merged } = findRepeats(rows.flatMap((row) => ('read' in row ? [row.read] : [])));
  return rows.map((row) => {
    if (!('read' in row)) return row;
    const fault = faults.get(row.line);
    if (fault !== undefined) return { line: row.line, subject: row.subject, ...fault };
    return { ...row, read: merged.get(row.line) ?? row.read };
  });
}

async function checkPart(
  tx: Tx,
  { secretBox }: ImportParts,
  batch: Batch,
  rows: readonly ReadRow[],
  promised: Promised,
): Promise<void> {
  const entries = rows.flatMap((row) => ('read' in row ? [row.read.entry] : []));
  const facts = await gatherImportFacts(tx, entries, { lock: false });
  const judged = rows.map((row) => {
    if (!('read' in row)) return { row, verdict: row.verdict, sentence: row.sentence, basis: null };
    const { entry, password } = row.read;
    const toJudge = {
      entry,
      hasPassword: password !== null,
      isNewPassword: isNewPassword(secretBox, () => password),
    };
    const { verdict, sentence, plan } = judgeRow(toJudge, facts, batch.options, promised);
    return { row, verdict, sentence, basis: plan && basisOf(plan) };
  });
  await sql`
    insert into import_rows (batch_id, line, subject, entry, password_cipher, verdict, sentence, sentence_said, basis)
    select ${batch.id}, v.line, v.subject, v.entry::jsonb, decode(v.cipher, 'hex'), v.verdict, v.sentence, v.said::jsonb,
           v.basis
      from unnest(${plainArray(judged.map(({ row }) => row.line))}::integer[],
                  ${textArray(judged.map(({ row }) => row.subject))}::text[],
                  ${textArray(judged.map(({ row }) => ('read' in row ? JSON.stringify(row.read.entry) : null)))}::text[],
                  ${textArray(judged.map(({ row, basis }) => (basis === null ? null : sealed(row))))}::text[],
                  ${textArray(judged.map(({ verdict }) => verdict))}::text[],
                  ${textArray(judged.map(({ sentence }) => sayInEnglish(sentence)))}::text[],
                  ${textArray(judged.map(({ sentence }) => JSON.stringify(sentence)))}::text[],
                  ${textArray(judged.map(({ basis }) => basis))}::text[])
           as v (line, subject, entry, cipher, verdict, sentence, said, basis)
    on conflict do nothing`.execute(tx);

  function sealed(row: ReadRow): string | null {
    if (!('read' in row) || row.read.password === null) return null;
    return secretBox.seal(row.read.password, 'network-password').toString('hex');
  }
}

function packageNames(rows: readonly ReadRow[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const name = 'read' in row ? row.read.entry.customer?.packageName : null;
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, PACKAGE_NAMES_MAX);
  return sorted.map(([name, count]) => ({ name, count }));
}
