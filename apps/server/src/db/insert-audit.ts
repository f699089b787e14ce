import { sql } from 'kysely';
import type { Tx } from './open-database.ts';
import type { NewRow } from './schema.ts';

/**
 * Of a statement that has `written` rows of the audit log: what goes into the outbox of events, where a webhook waits for any.
 * What it means is found out later, by whoever hands it on.
 */
export const auditedForOutbox = sql<{ audit_id: number }>`
  select id as audit_id from written where exists (select from webhooks where enabled) order by id`;

/** Writes a row of the audit log, and puts it into the outbox. */
export async function insertAudit(tx: Tx, row: NewRow<'audit_log'>): Promise<void> {
  await tx
    .with('written', (from) => from.insertInto('audit_log').values(row).returning('id'))
    .insertInto('event_outbox')
    .columns(['audit_id'])
    .expression(auditedForOutbox)
    .execute();
}
