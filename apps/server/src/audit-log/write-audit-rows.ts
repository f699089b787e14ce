import type { Change } from '../db/make-change.ts';

export type AuditRow = {
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: number;
  readonly customerId: number;
  readonly before?: unknown;
  readonly after?: unknown;
};

/** Like `change.audit`, for many rows in one statement. */
export async function writeAuditRows({ tx, actor }: Change, rows: readonly AuditRow[]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map(({ action, subjectKind, subjectId, customerId, before, after }) => ({
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: actor.name,
    action,
    subject_kind: subjectKind,
    subject_id: String(subjectId),
    customer_id: customerId,
    before: before === undefined ? null : JSON.stringify(before),
    after: after === undefined ? null : JSON.stringify(after),
    source_address: actor.sourceAddress,
  }));
  await tx.insertInto('audit_log').values(values).execute();
}
