import { type MacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';
import type pg from 'pg';

export type Read = {
  <Row extends unknown[]>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The one row of a statement that gives whole columns, each as `db/read-binary-arrays.ts` reads it. */
  columns(sql: string, values?: readonly unknown[]): Promise<(Buffer | null)[]>;
};

/** Which customers: a condition on `customer_id`, with its values. */
export type Scope = { readonly where: (column: string) => string; readonly values: readonly unknown[] };

export const EVERYONE: Scope = { where: () => 'true', values: [] };

export function ofCustomers(ids: readonly number[]): Scope {
  return { where: (column) => `${column} = any($1::bigint[])`, values: [ids] };
}

export function between(first: number, last: number): Scope {
  return { where: (column) => `${column} between $1 and $2`, values: [first, last] };
}

/** One read-only snapshot for several queries. Rows come as arrays: names per row cost time at 100,000 rows. */
export async function inSnapshot<T>(
  reader: { readonly pool: pg.Pool },
  work: (read: Read) => Promise<T>,
): Promise<T> {
  const client = await reader.pool.connect();
  const read = readFrom(client);
  let broken = true;
  try {
    await client.query('begin isolation level repeatable read read only');
    const value = await work(read);
    await client.query('commit');
    broken = false;
    return value;
  } finally {
    // A connection in an unknown state is closed, not reused.
    client.release(broken);
  }
}

function readFrom(client: pg.PoolClient): Read {
  const rows = async <Row extends unknown[]>(text: string, values: readonly unknown[] = []) => {
    const result = await client.query<Row>({ text, values: [...values], rowMode: 'array' });
    return result.rows;
  };
  const columns = async (text: string, values: readonly unknown[] = []) => {
    const [row] = await rows<(Buffer | null)[]>(text, values);
    return row ?? [];
  };
  return Object.assign(rows, { columns });
}

/** A column for `columns`: everything under this expression in one array, for a row of its own costs more than what is in it. */
export function wholeColumn(expression: string): string {
  return `array_send(array_agg(${expression}))`;
}

export function milliseconds(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::float8`;
}

export function storedMac(text: string): MacAddress {
  const mac = parseMacAddress(text);
  if (mac === null) throw new Error(`The database holds '${text}' where a MAC should be.`);
  return mac;
}
