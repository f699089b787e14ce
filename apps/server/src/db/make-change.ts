import type { Actor } from '../actor.ts';
import { announceChange, type ChangeEntity } from './change-feed.ts';
import { transactionId, waitUntilInForce } from './in-force.ts';
import { inTransaction } from './in-transaction.ts';
import { insertAudit } from './insert-audit.ts';
import type { Db, Tx } from './open-database.ts';

export type AuditEntry = {
  /** A permission-like word: 'devices.add'. */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: number | string;
  readonly customerId?: number | null;
  /** Plain values without secrets; what JSON cannot say is left out. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** In words; without it, the reason that `after` has, or what whoever does it said. */
  readonly why?: string | null;
};

/** One transaction in which someone changes something. */
export type Change = {
  readonly tx: Tx;
  readonly actor: Actor;
  /** Radius nodes read these rows again after the commit. May be called often; ids are collected. */
  announce(entity: ChangeEntity, ids: readonly number[]): void;
  audit(entry: AuditEntry): Promise<void>;
};

export type Changed<T> = {
  readonly value: T;
  /** Radius nodes on which it is not yet in force; empty when it is in force everywhere. */
  readonly pendingNodes: string[];
};

/**
 * Runs `work` in a transaction together with its audit rows and its announcement, commits, and waits (2 s at most)
 * until the change is in force. `work` may run again after a deadlock: it must do nothing but speak to the database.
 */
export async function makeChange<T>(
  db: Db,
  actor: Actor,
  work: (change: Change) => Promise<T>,
  { timeoutMs = 2000 } = {},
): Promise<Changed<T>> {
  const { value, xid } = await inTransaction(db, async (tx) => {
    const announced = new Map<ChangeEntity, Set<number>>();
    const value = await work({
      tx,
      actor,
      announce: (entity, ids) => collect(announced, entity, ids),
      audit: (entry) => writeAudit(tx, actor, entry),
    });
    for (const [entity, ids] of announced) await announceChange(tx, entity, [...ids]);
    return { value, xid: announced.size > 0 ? await transactionId(tx) : null };
  });
  return { value, pendingNodes: xid === null ? [] : await waitUntilInForce(db, xid, { timeoutMs }) };
}

function collect(
  announced: Map<ChangeEntity, Set<number>>,
  entity: ChangeEntity,
  ids: readonly number[],
): void {
  const known = announced.get(entity) ?? new Set();
  for (const id of ids) known.add(id);
  announced.set(entity, known);
}

/** For a transaction that is no `makeChange`. */
export async function writeAudit(tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> {
  await insertAudit(tx, {
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: actor.name,
    action: entry.action,
    subject_kind: entry.subjectKind,
    subject_id: String(entry.subjectId),
    customer_id: entry.customerId ?? null,
    before: toJson(entry.before),
    after: toJson(entry.after),
    source_address: actor.sourceAddress,
    why: entry.why ?? whyOf(actor, entry.after),
  });
}

/** The reason that was stored with the change is why; else what the caller said of all that they ask for. */
export function whyOf(actor: Actor, after: unknown): string | null {
  const { reason } = (typeof after === 'object' && after !== null ? after : {}) as { reason?: unknown };
  return typeof reason === 'string' && reason !== '' ? reason : (actor.why ?? null);
}

function toJson(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
