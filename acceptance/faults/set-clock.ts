import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { TestDatabase } from '@gatehouse/server/db/testing';

/** A machine, its database included, whose clock the test sets: what a process is told as the time, not how fast time goes. */
export type MachineClock = {
  /** For every process of the machine. */
  readonly environment: Readonly<Record<string, string>>;
  /** Sets the clock to so much ahead of the real time; negative: behind. */
  setAhead(ms: number): Promise<void>;
};

const PRELOAD = fileURLToPath(new URL('./shifted-date.mjs', import.meta.url));

/** @param file somewhere to write to, for this test alone */
export async function openMachineClock(file: string, database: TestDatabase): Promise<MachineClock> {
  // Found before the built-in one: a name without a schema is looked for along the path, in its order.
  await database.pool.query(`
    create table machine_clock (ahead interval not null);
    insert into machine_clock values ('0');
    create function public.now() returns timestamptz language sql stable as
      $$ select pg_catalog.now() + (select ahead from public.machine_clock) $$;
    do $$ begin execute format('alter database %I set search_path = public, pg_catalog', current_database()); end $$`);
  await writeFile(file, '0');
  return {
    environment: { NODE_OPTIONS: `--import ${PRELOAD}`, SHIFTED_DATE_FILE: file },
    async setAhead(ms) {
      await database.pool.query(`update machine_clock set ahead = $1 * interval '1 millisecond'`, [ms]);
      await writeFile(file, String(ms));
    },
  };
}
