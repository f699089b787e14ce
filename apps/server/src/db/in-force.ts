import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { HEARTBEAT_SECONDS_MAX } from './change-feed.ts';
import type { Db, Tx } from './open-database.ts';

/** The running transaction's id, for `waitUntilInForce` after its commit. A decimal too long for a number. */
export async function transactionId(tx: Tx): Promise<string> {
  const { rows } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(tx);
  return rows[0]?.xid ?? '';
}

/**
 * Waits until every radius node has applied the committed transaction `xid`, `timeoutMs` at most, and returns the
 * names of those that have not. A node without a heartbeat is named without being waited for: it may still be
 * answering logins from what it knew before.
 */
export async function waitUntilInForce(db: Db, xid: string, { timeoutMs = 2000 } = {}): Promise<string[]> {
  const end = performance.now() + timeoutMs;
  // A node usually needs 2 ms. Asking again costs less than a LISTEN connection for every process that changes things.
  for (let pauseMs = 2; ; pauseMs = Math.min(pauseMs * 1.5, 40)) {
    const pending = await findPendingNodes(db, xid);
    const leftMs = end - performance.now();
    if (leftMs <= 0 || pending.every((node) => !node.alive)) return pending.map((node) => node.name);
    await sleep(Math.min(pauseMs, leftMs));
  }
}

async function findPendingNodes(db: Db, xid: string): Promise<{ name: string; alive: boolean }[]> {
  const { rows } = await sql<{ name: string; alive: boolean }>`
    select name, heartbeat_at > now() - make_interval(secs => ${HEARTBEAT_SECONDS_MAX}) as alive
    from radius_nodes
    where not coalesce(pg_visible_in_snapshot(${xid}::xid8, applied_snapshot), false)
    order by name`.execute(db);
  return rows;
}
