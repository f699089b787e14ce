import type pg from 'pg';

/** The access log is kept this long. */
export const ATTEMPTS_KEPT_DAYS = 90;

/** `2026-11-22`, a day of UTC. */
export type Day = string;

const DAY_MS = 86_400_000;
/** Held while a partition is made or dropped, so that two processes do not do it at once. */
const PARTITIONS_LOCK = 0x67_61_74_02;
/** Nobody waits for a partition longer than this: a long reader of the table must not hold up the log. */
const LOCK_TIMEOUT = '3s';

export function dayOf(millis: number): Day {
  return new Date(millis).toISOString().slice(0, 10);
}

export function addDays(day: Day, days: number): Day {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);
}

/**
 * Makes the day's partition if it is missing. It is built beside the table and then attached, which
 * waits for no reader and holds up none.
 */
export async function ensureAttemptPartition(pool: pg.Pool, day: Day): Promise<void> {
  const name = partitionName(day);
  if (await isAttached(pool, name)) return;
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
    await client.query('select pg_advisory_xact_lock($1)', [PARTITIONS_LOCK]);
    if (!(await isAttached(client, name))) {
      await client.query(`create table if not exists ${name} (like attempts including all)`);
      await client.query(
        `alter table attempts attach partition ${name} for values from ('${day} 00:00:00+00') to ('${addDays(day, 1)} 00:00:00+00')`,
      );
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Days made ahead: today's login must not wait for it, nor one around midnight. */
const DAYS_AHEAD = 2;

/** Makes the partitions of today and the next days, drops those over 90 days old; answers what was dropped. */
export async function keepAttemptPartitions(pool: pg.Pool, now: number): Promise<string[]> {
  const today = dayOf(now);
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
    await ensureAttemptPartition(pool, addDays(today, ahead));
  }
  return dropAttemptPartitions(pool, addDays(today, -ATTEMPTS_KEPT_DAYS));
}

/**
 * Drops whole days before `firstKept`; answers which. Detached first, which holds up neither readers
 * nor logins; what an earlier run left half done is finished.
 */
async function dropAttemptPartitions(pool: pg.Pool, firstKept: Day): Promise<string[]> {
  const { rows } = await pool.query<Partition>(FIND_PARTITIONS);
  const old = rows.filter((row) => row.name < partitionName(firstKept));
  const client = await pool.connect();
  try {
    await client.query(`set statement_timeout = '60s'`);
    for (const { name, state } of old) {
      if (state === 'attached')
        await client.query(`alter table attempts detach partition ${name} concurrently`);
      if (state === 'detaching') await client.query(`alter table attempts detach partition ${name} finalize`);
      await client.query(`drop table if exists ${name}`);
    }
  } finally {
    await client.query('reset statement_timeout').catch(() => undefined);
    client.release();
  }
  return old.map((row) => row.name);
}

type Partition = { readonly name: string; readonly state: 'attached' | 'detaching' | 'detached' };

const FIND_PARTITIONS = `
  select c.relname as name,
         case when i.inhrelid is null then 'detached' when i.inhdetachpending then 'detaching' else 'attached' end
           as state
    from pg_class c
    join pg_class parent on parent.oid = 'attempts'::regclass and parent.relnamespace = c.relnamespace
    left join pg_inherits i on i.inhrelid = c.oid and i.inhparent = parent.oid
   where c.relkind = 'r' and c.relname ~ '^attempts_[0-9]{8}$'
   order by c.relname`;

function partitionName(day: Day): string {
  return `attempts_${day.replaceAll('-', '')}`;
}

async function isAttached(client: pg.Pool | pg.PoolClient, name: string): Promise<boolean> {
  const { rows } = await client.query(
    `select 1 from pg_inherits where inhparent = 'attempts'::regclass and inhrelid = to_regclass($1)`,
    [name],
  );
  return rows.length > 0;
}
