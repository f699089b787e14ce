import { writeFile } from 'node:fs/promises';

/** What was seen of one removed device. Times in milliseconds since the first removal. */
export type LedgerRow = {
  readonly username: string;
  readonly mac: string;
  /** The reply while it was registered. */
  readonly before: string;
  readonly removeAt: number;
  /** HTTP: 204 says that it is in force, 202 that it is stored only. */
  readonly status: number;
  readonly removedAt: number;
  /** The reply to the first attempt after that answer. */
  readonly after: string;
  readonly answeredAt: number;
  /** Whether an import was going on all the time. */
  readonly importing: boolean;
  /** The reply when all removals and imports were over. */
  atEnd: string;
};

export type LedgerSum = {
  readonly removed: number;
  readonly refused: number;
  /** Let in after the removal was answered: the fault that this is all about. */
  readonly letIn: number;
  readonly unanswered: number;
  /** Stored, but not in force everywhere when it was answered. */
  readonly notInForce: number;
  /** Not let in before, so that the refusal proves nothing. */
  readonly notLetInBefore: number;
  readonly letInAtEnd: number;
  readonly duringImport: number;
  readonly medianRemovalMs: number;
  readonly slowestRemovalMs: number;
  /** All of it as it should be. */
  readonly clean: boolean;
};

export function sumUp(rows: readonly LedgerRow[]): LedgerSum {
  const count = (is: (row: LedgerRow) => boolean): number => rows.filter(is).length;
  const durations = rows.map((row) => row.removedAt - row.removeAt).toSorted((a, b) => a - b);
  const sum = {
    removed: rows.length,
    refused: count((row) => row.after === 'Access-Reject'),
    letIn: count((row) => row.after === 'Access-Accept'),
    unanswered: count((row) => row.after === 'timeout'),
    notInForce: count((row) => row.status !== 204),
    notLetInBefore: count((row) => row.before !== 'Access-Accept'),
    letInAtEnd: count((row) => row.atEnd !== 'Access-Reject'),
    duringImport: count((row) => row.importing),
    medianRemovalMs: durations[Math.floor(durations.length / 2)] ?? 0,
    slowestRemovalMs: durations.at(-1) ?? 0,
  };
  const clean =
    rows.length > 0 &&
    sum.refused === rows.length &&
    sum.notInForce + sum.notLetInBefore + sum.letInAtEnd === 0;
  return { ...sum, clean };
}

export async function writeLedger(file: string, rows: readonly LedgerRow[]): Promise<void> {
  const head = 'username,mac,before,remove_at_ms,status,removed_at_ms,after,answered_at_ms,importing,at_end';
  const lines = rows.map((row) =>
    [
      row.username,
      row.mac,
      row.before,
      row.removeAt.toFixed(2),
      row.status,
      row.removedAt.toFixed(2),
      row.after,
      row.answeredAt.toFixed(2),
      row.importing,
      row.atEnd,
    ].join(),
  );
  await writeFile(file, [head, ...lines, ''].join('\n'));
}
