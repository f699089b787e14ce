import type { Said } from '@gatehouse/domain/said/said';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Db, Tx } from '../../db/open-database.ts';
import type { Row } from '../../db/schema.ts';
import type { SecretBox } from '../../secrets.ts';
import type { ImportOptions } from '../options.ts';

/** What work at an import needs. */
export type ImportParts = {
  readonly db: Db;
  readonly secretBox: SecretBox;
  readonly log: Logger;
  readonly randomBytes: (size: number) => Buffer;
};

export type Batch = Omit<Row<'import_batches'>, 'content_cipher' | 'options'> & {
  readonly options: ImportOptions;
};

/** Told how many rows are done by now. */
export type Progress = (done: number) => void;

/** Rows of one transaction, where it is not all of them. */
export const ROWS_PER_PART = 500;

const LOCK_CLASS = 0x696d70;

/**
 * One at a time works at a batch, until the transaction ends. False where it stands otherwise by now: whoever was
 * slower has nothing to do any more.
 */
export async function holdBatch(tx: Tx, { id, state, revision }: Batch): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${LOCK_CLASS}, ${id}::integer)`.execute(tx);
  const row = await tx
    .selectFrom('import_batches')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', state)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return row !== undefined;
}

export async function countRows(tx: Tx, batchId: number, column: 'verdict' | 'outcome') {
  const rows = await tx
    .selectFrom('import_rows')
    .select([`${column} as word`, sql<number>`count(*)`.as('count')])
    .where('batch_id', '=', batchId)
    .where(column, 'is not', null)
    .groupBy(column)
    .execute();
  return JSON.stringify(Object.fromEntries(rows.map(({ word, count }) => [word, count])));
}

/** Why nothing came of it, as it is stored. */
export function saidFault(fault: Said) {
  return { fault: sayInEnglish(fault), fault_said: JSON.stringify(fault) };
}
