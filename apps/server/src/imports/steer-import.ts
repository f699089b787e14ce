import { actorColumns } from '../actor.ts';
import type { ImportMode, ImportState } from '@gatehouse/domain/imports/import-words';
import { verdictsWith } from '@gatehouse/domain/imports/import-words';
import { STEP_UP_BOUNDS } from '@gatehouse/domain/operators/step-up-bounds';
import { said } from '@gatehouse/domain/said/said';
import type { Change } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import { fieldError, type Outcome, type Refused, refuse, refuseSaying } from '../outcome.ts';
import type { CheckImportInput } from './imports.schemas.ts';
import type { ImportOptions } from './options.ts';
import { columnsFault } from './reading/read-source.ts';

/**
 * What people say about an import; the work itself is done behind. Each is refused `not-found`, and `import-not-ready`
 * where the import stands otherwise by now.
 */

/** Has the file checked, under these options. Also refused: columns that are not enough. */
export async function checkImport(
  change: Change,
  id: number,
  input: CheckImportInput,
): Promise<Outcome<{ id: number }>> {
  const { tx, actor } = change;
  const batch = await lockImport(tx, id, ['new', 'checked', 'failed']);
  if ('refused' in batch) return batch;
  if (!batch.hasContent) return refuseSaying('import-not-ready', said('fileNotKept'));
  const before = batch.options as ImportOptions;
  const options: ImportOptions = {
    ...before,
    ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
  };
  const fault = batch.format === 'table' ? columnsFault(options.columns, batch.kind) : null;
  if (fault !== null) {
    return refuseSaying('import-unreadable', fault, { fields: { columns: fieldError('missing', fault) } });
  }
  await tx
    .updateTable('import_batches')
    .set({
      state: 'checking',
      options: JSON.stringify(options),
      revision: batch.revision + 1,
      done_count: 0,
      fault: null,
      fault_said: null,
      worked_until: null,
      ...actorColumns(actor),
    })
    .where('id', '=', id)
    .execute();
  return { id };
}

/** Also refused: all or none, where a row is refused already; `step-up-needed`. */
export async function applyImport(
  change: Change,
  id: number,
  { mode, isProved }: { readonly mode: ImportMode; readonly isProved: boolean },
): Promise<Outcome<{ id: number }>> {
  const { tx, actor, audit } = change;
  const batch = await lockImport(tx, id, ['checked']);
  if ('refused' in batch) return batch;
  if (!isProved && takesMany(batch, batch.verdict_counts['moves'])) return refuse('step-up-needed');
  const refused = verdictsWith('refused').reduce(
    (sum, verdict) => sum + (batch.verdict_counts[verdict] ?? 0),
    0,
  );
  if (mode === 'all-or-none' && refused > 0) return refuse('import-not-all-good');
  await tx
    .updateTable('import_batches')
    .set({
      state: 'applying',
      mode,
      done_count: 0,
      fault: null,
      fault_said: null,
      worked_until: null,
      applied_by: actor.name,
      ...actorColumns(actor),
    })
    .where('id', '=', id)
    .execute();
  await audit({ action: 'imports.begin-applying', subjectKind: 'import', subjectId: id, after: { mode } });
  return { id };
}

/** Also refused: `step-up-needed`. */
export async function undoImport(
  change: Change,
  id: number,
  { isProved }: { readonly isProved: boolean },
): Promise<Outcome<{ id: number }>> {
  const { tx, actor, audit } = change;
  const batch = await lockImport(tx, id, ['applied']);
  if ('refused' in batch) return batch;
  if (!isProved && takesMany(batch, batch.outcome_counts['applied'])) return refuse('step-up-needed');
  if (batch.row_count === 0) return refuseSaying('import-not-ready', said('fileTooLongAgo'));
  await tx
    .updateTable('import_batches')
    .set({
      state: 'undoing',
      done_count: 0,
      worked_until: null,
      undone_by: actor.name,
      ...actorColumns(actor),
    })
    .where('id', '=', id)
    .execute();
  await audit({ action: 'imports.begin-undoing', subjectKind: 'import', subjectId: id });
  return { id };
}

/** Forgets a file of which nothing was applied. */
export async function dropImport(change: Change, id: number): Promise<Outcome<{ id: number }>> {
  const batch = await lockImport(change.tx, id, ['new', 'checking', 'checked', 'failed']);
  if ('refused' in batch) return batch;
  await change.tx.deleteFrom('import_batches').where('id', '=', id).execute();
  await change.audit({
    action: 'imports.drop',
    subjectKind: 'import',
    subjectId: id,
    before: { file: batch.file_name, kind: batch.kind },
  });
  return { id };
}

type LockedImport = {
  readonly kind: 'customers' | 'devices';
  readonly format: 'table' | 'router-os';
  readonly file_name: string;
  readonly options: unknown;
  readonly revision: number;
  readonly row_count: number;
  readonly verdict_counts: Readonly<Record<string, number>>;
  readonly outcome_counts: Readonly<Record<string, number>>;
  readonly hasContent: boolean;
};

/**
 * Devices of many rows go, or many customers become others, their binding (or the package that says it), password or
 * status: whoever has it done proves who they are.
 */
function takesMany({ kind, verdict_counts: counts }: LockedImport, rows = 0): boolean {
  const changed = kind === 'customers' ? (counts['changes'] ?? 0) + (counts['moves'] ?? 0) : 0;
  return rows > STEP_UP_BOUNDS.devicesTaken || changed > STEP_UP_BOUNDS.bindingsLoosened;
}

async function lockImport(
  tx: Tx,
  id: number,
  states: readonly ImportState[],
): Promise<LockedImport | Refused> {
  const row = await tx
    .selectFrom('import_batches')
    .select(({ eb }) => [
      'kind',
      'format',
      'state',
      'file_name',
      'options',
      'revision',
      'row_count',
      'verdict_counts',
      'outcome_counts',
      eb('content_cipher', 'is not', null).as('hasContent'),
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return refuseSaying('not-found', said('noSuchImport'));
  return states.includes(row.state)
    ? { ...row, hasContent: Boolean(row.hasContent) }
    : refuse('import-not-ready');
}
