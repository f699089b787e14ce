import { createHash } from 'node:crypto';
import type pg from 'pg';
import { REACH_OF_TABLES, REACH_SCHEMA, type ReachOfTable } from './reach-of-tables.ts';

const TABLES = `
  select relname as name from pg_class
   where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
   order by relname`;

const TRIGGER_FUNCTIONS = `
  select oid::regprocedure::text as name from pg_proc
   where pronamespace = current_schema()::regnamespace and prorettype = 'trigger'::regtype`;

/** What the views are made of, for knowing whether those that are there are these. */
export function reachFingerprint(): string {
  return createHash('sha256')
    .update(JSON.stringify([REACH_OF_TABLES, viewOf('t', 'everything')]))
    .digest('hex');
}

/** Until it is built again nobody with a limited reach gets a connection. A view would hold up changes of its table. */
export async function dropReachSchema(client: pg.Client): Promise<void> {
  await client.query(`drop schema if exists ${REACH_SCHEMA} cascade`);
}

export async function isReachSchemaCurrent(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ made: string | null }>(
    `select obj_description(oid, 'pg_namespace') as made from pg_namespace where nspname = $1`,
    [REACH_SCHEMA],
  );
  return rows[0]?.made === reachFingerprint();
}

/** Makes a view for every table there is, in one transaction. */
export async function buildReachSchema(client: pg.Client): Promise<void> {
  const there = new Set((await client.query<{ name: string }>(TABLES)).rows.map(({ name }) => name));
  const known = Object.entries(REACH_OF_TABLES).filter(([name]) => there.has(name));
  const others = [...there].filter((name) => !Object.hasOwn(REACH_OF_TABLES, name));
  const functions = (await client.query<{ name: string }>(TRIGGER_FUNCTIONS)).rows;
  await client.query('begin');
  try {
    await dropReachSchema(client);
    await client.query(`create schema ${REACH_SCHEMA}`);
    for (const [name, reach] of known) await client.query(viewOf(name, reach));
    for (const name of others) await client.query(viewOf(name, 'nothing'));
    // What the house keeps by itself, it keeps in the tables, whoever has set it going.
    for (const { name } of functions)
      await client.query(`alter function ${name} set search_path from current`);
    await client.query(`comment on schema ${REACH_SCHEMA} is '${reachFingerprint()}'`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw new Error('The views for limited operators cannot be made.', { cause: error });
  }
}

function viewOf(name: string, reach: ReachOfTable): string {
  const view = `create view ${REACH_SCHEMA}.${name} as select t.* from ${name} t`;
  if (reach === 'everything') return view;
  if (reach === 'only-written') return `${view} where false`;
  if (reach === 'nothing') return `${view} where false with check option`;
  return `${view} where ${reach.where}${reach.adds === 'anything' ? '' : ' with check option'}`;
}
