import { sql } from 'kysely';
import { plainArray, textArray } from '../db/array-literal.ts';
import { auditedForOutbox } from '../db/insert-audit.ts';
import { type Change, whyOf } from '../db/make-change.ts';

export type AuditRow = {
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: number | string;
  readonly customerId: number;
  readonly before?: unknown;
  readonly after?: unknown;
};

/** Like `change.audit`, for many rows in one statement. */
export async function writeAuditRows({ tx, actor }: Change, rows: readonly AuditRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    with written as (
    insert into audit_log (actor_kind, actor_id, actor_name, source_address, action, subject_kind, subject_id,
                           customer_id, before, after, why)
    select ${actor.kind}, ${actor.id}::bigint, ${actor.name}, ${actor.sourceAddress}::inet, v.*
      from unnest(${textArray(rows.map(({ action }) => action))}::text[],
                  ${textArray(rows.map(({ subjectKind }) => subjectKind))}::text[],
                  ${textArray(rows.map(({ subjectId }) => String(subjectId)))}::text[],
                  ${plainArray(rows.map(({ customerId }) => customerId))}::bigint[],
                  ${textArray(rows.map(({ before }) => jsonOf(before)))}::jsonb[],
                  ${textArray(rows.map(({ after }) => jsonOf(after)))}::jsonb[],
                  ${textArray(rows.map(({ after }) => whyOf(actor, after)))}::text[]) as v
    returning id)
    insert into event_outbox (audit_id) ${auditedForOutbox}`.execute(tx);
}

function jsonOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
