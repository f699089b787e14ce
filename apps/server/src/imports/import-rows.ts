import type { Actor } from '../actor.ts';
import { type Change, makeChange } from '../db/make-change.ts';
import type { Db } from '../db/open-database.ts';
import type { CsvFault, CsvRow } from './read-csv.ts';

/** What became of one row. `subject` names it: the username, or the MAC. */
export type Verdict = {
  readonly line: number;
  readonly ok: boolean;
  readonly subject: string;
  /** What was done, or why not. */
  readonly sentence: string;
};

export type ImportOptions = {
  readonly db: Db;
  readonly actor: Actor;
  readonly dryRun: boolean;
  /** Called once per row, in the order of the file. */
  readonly onVerdict: (verdict: Verdict) => void;
};

export type ImportSummary = {
  readonly accepted: number;
  readonly refused: number;
  readonly pendingNodes: string[];
};

/** How one kind of row is imported. */
export type RowImport = {
  /** 'customers.import' */
  readonly action: string;
  /**
   * Judges the rows, and writes the good ones unless it is a dry run. One verdict per row, in order.
   * Throws `BatchOutrun` when somebody else was faster: then the batch is rolled back and judged again.
   */
  importBatch(change: Change, rows: readonly CsvRow[], dryRun: boolean): Promise<Verdict[]>;
};

/** Somebody took a username or a MAC between our look and our write. */
export class BatchOutrun extends Error {
  override readonly name = 'BatchOutrun';
}

const ROWS_PER_BATCH = 500;
const TRIES_MAX = 5;
const IN_FORCE_MS_MAX = 10_000;

/**
 * Imports rows as they stream in, a batch per transaction: a row is written whole or not at all, and
 * the bad ones do not stop the good ones. At the end it waits until all is in force.
 */
export async function importRows(
  rows: AsyncIterable<CsvRow | CsvFault>,
  kind: RowImport,
  { db, actor, dryRun, onVerdict }: ImportOptions,
): Promise<ImportSummary> {
  const counts = { accepted: 0, refused: 0 };
  for await (const batch of batches(rows)) {
    const good = batch.filter((row) => 'cells' in row);
    const verdicts = new Map<number, Verdict>();
    for (const verdict of await importWithRetries(db, actor, kind, good, dryRun))
      verdicts.set(verdict.line, verdict);
    for (const row of batch) {
      const verdict = verdicts.get(row.line) ?? faultOf(row);
      counts[verdict.ok ? 'accepted' : 'refused'] += 1;
      onVerdict(verdict);
    }
  }
  if (dryRun || counts.accepted === 0) return { ...counts, pendingNodes: [] };
  const { pendingNodes } = await makeChange(
    db,
    actor,
    async ({ audit, announce }) => {
      announce('customers', []);
      await audit({ action: kind.action, subjectKind: 'import', subjectId: 0, after: counts });
    },
    { timeoutMs: IN_FORCE_MS_MAX },
  );
  return { ...counts, pendingNodes };
}

async function importWithRetries(
  db: Db,
  actor: Actor,
  kind: RowImport,
  rows: readonly CsvRow[],
  dryRun: boolean,
): Promise<Verdict[]> {
  for (let tries = 1; ; tries++) {
    try {
      // Only the last batch waits for the RADIUS nodes; they apply the others meanwhile.
      const { value } = await makeChange(db, actor, (change) => kind.importBatch(change, rows, dryRun), {
        timeoutMs: 0,
      });
      return value;
    } catch (error) {
      if (!(error instanceof BatchOutrun) || tries === TRIES_MAX) throw error;
    }
  }
}

async function* batches(rows: AsyncIterable<CsvRow | CsvFault>): AsyncGenerator<(CsvRow | CsvFault)[]> {
  let batch: (CsvRow | CsvFault)[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < ROWS_PER_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function faultOf(row: CsvRow | CsvFault): Verdict {
  return {
    line: row.line,
    ok: false,
    subject: '',
    sentence: 'fault' in row ? `The row ${row.fault}.` : 'It got no verdict.',
  };
}
