import { type RawBuilder, sql } from 'kysely';
import { inTransaction } from '../db/in-transaction.ts';
import type { Db } from '../db/open-database.ts';
import type { KeyRing } from '../secrets.ts';
import { type SealedColumn, sealedColumns } from './sealed-columns.ts';

export type Resealed = {
  /** Sealed anew. */
  readonly count: number;
  /** Which of them open under none of the keys: 'customers 7'. */
  readonly unopened: readonly string[];
};

/** Rows of a transaction: few enough that nobody waits for it. */
const PAGE_ROWS = 500;
const NAMED_MAX = 10;

/**
 * Seals everything under the key that seals now, while others work: a row that somebody changes meanwhile is left as they
 * wrote it. Broken off anywhere, it can be begun again.
 */
export async function resealAll(db: Db, ring: KeyRing): Promise<Resealed> {
  let count = 0;
  const unopened: string[] = [];
  for (const column of sealedColumns) {
    const done = await resealColumn(db, ring, column);
    count += done.count;
    unopened.push(...done.unopened);
  }
  return { count, unopened: unopened.slice(0, NAMED_MAX) };
}

type SealedRow = { readonly cipher: Buffer } & Readonly<Record<string, unknown>>;

async function resealColumn(db: Db, ring: KeyRing, sealed: SealedColumn): Promise<Resealed> {
  let count = 0;
  const unopened: string[] = [];
  const { table, context } = sealed;
  for (let after: SealedRow | null = null; ; ) {
    const rows: readonly SealedRow[] = await readPage(db, sealed, after);
    const last = rows.at(-1);
    if (last === undefined) return { count, unopened };
    const old: Buffer[] = [];
    const fresh: Buffer[] = [];
    for (const row of rows) {
      try {
        if (ring.isCurrent(row.cipher, context)) continue;
        fresh.push(ring.seal(ring.open(row.cipher, context), context));
        old.push(row.cipher);
      } catch {
        if (unopened.length < NAMED_MAX) unopened.push(`${table} ${keyOf(sealed, row).join(' ')}`);
      }
    }
    if (old.length > 0) count += await writePage(db, sealed, { after, last }, old, fresh);
    after = last;
  }
}

async function readPage(
  db: Db,
  sealed: SealedColumn,
  after: SealedRow | null,
): Promise<readonly SealedRow[]> {
  const keys = sql.join(sealed.key.map((name) => sql.ref(name)));
  const behind = after === null ? sql`true` : sql`(${keys}) > (${values(sealed, after)})`;
  const { rows } = await sql<SealedRow>`
    select ${keys}, ${sql.ref(sealed.column)} as cipher from ${sql.table(sealed.table)}
     where ${sql.ref(sealed.column)} is not null and ${behind} order by ${keys} limit ${PAGE_ROWS}`.execute(
    db,
  );
  return rows;
}

/** How many were written; the others have changed, or are gone. */
async function writePage(
  db: Db,
  sealed: SealedColumn,
  { after, last }: { readonly after: SealedRow | null; readonly last: SealedRow },
  old: readonly Buffer[],
  fresh: readonly Buffer[],
): Promise<number> {
  const column = sql.ref(sealed.column);
  const keys = sql.join(sealed.key.map((name) => sql.ref(`t.${name}`)));
  const behind = after === null ? sql`true` : sql`(${keys}) > (${values(sealed, after)})`;
  const { numAffectedRows } = await inTransaction(db, (tx) =>
    sql`
      update ${sql.table(sealed.table)} t set ${column} = changed.fresh
        from unnest(${old}::bytea[], ${fresh}::bytea[]) as changed (old, fresh)
       where ${behind} and (${keys}) <= (${values(sealed, last)}) and t.${column} = changed.old`.execute(tx),
  );
  return Number(numAffectedRows ?? 0);
}

function keyOf({ key }: SealedColumn, row: SealedRow): unknown[] {
  return key.map((name) => row[name]);
}

function values(sealed: SealedColumn, row: SealedRow): RawBuilder<unknown> {
  return sql.join(keyOf(sealed, row));
}
