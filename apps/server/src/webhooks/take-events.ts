import { randomUUID } from 'node:crypto';
import { type EventType, eventTypes } from '@gatehouse/domain/events/event-types';
import { sql } from 'kysely';
import type { Tx } from '../db/open-database.ts';
import type { Row } from '../db/schema.ts';
import { type AuditedFact, deviceOfAudit, eventOfAudit, wasOfAudit } from './event-of-audit.ts';
import { type Facts, toldFacts, type WebhookEvent } from './event-shapes.ts';

const ONE_GO = 500;

type Happened = Pick<Row<'event_outbox'>, 'id' | 'at' | 'type'> & {
  readonly data: Facts | null;
  readonly action: string | null;
  readonly subject_kind: string | null;
  readonly subject_id: string | null;
  readonly actor_kind: string | null;
  readonly actor_name: string | null;
  readonly before: Facts | null;
  readonly after: Facts | null;
  readonly customer_id: number | null;
  readonly customer_name: string | null;
  readonly username: string | null;
};

/** Takes the oldest rows from the outbox, and says which events they are: some are none. */
export async function takeEvents(tx: Tx): Promise<{ taken: number; events: readonly WebhookEvent[] }> {
  const { rows } = await sql<Happened>`
    with taken as (
           delete from event_outbox
            where id in (select id from event_outbox order by id limit ${ONE_GO} for update skip locked)
           returning id, at, audit_id, type, data),
         told as (
           select t.id, t.at, t.type, t.data, a.action, a.subject_kind, a.subject_id, a.actor_kind, a.actor_name, a.before, a.after,
                  coalesce(a.customer_id, (t.data ->> 'customerId')::bigint) as customer_id
             from taken t left join audit_log a on a.id = t.audit_id)
    select told.*, c.name as customer_name, c.username
      from told left join customers c on c.id = told.customer_id order by told.id`.execute(tx);
  return { taken: rows.length, events: rows.flatMap((row) => eventOf(row) ?? []) };
}

function eventOf(row: Happened): WebhookEvent | null {
  const fact: AuditedFact = {
    action: row.action ?? '',
    subjectKind: row.subject_kind ?? 'mac',
    subjectId: row.subject_id ?? '',
    before: row.before,
    after: row.action === null ? row.data : row.after,
  };
  const type = row.type === null ? eventOfAudit(fact) : knownType(row.type);
  if (type === null) return null;
  return {
    id: randomUUID(),
    sequence: row.id,
    type,
    occurredAt: row.at.toISOString(),
    actor: row.action === null ? null : { kind: row.actor_kind ?? '', name: row.actor_name ?? '' },
    customer: customerOf(row),
    device: deviceOfAudit(fact),
    before: toldFacts(type, wasOfAudit(fact)),
    after: toldFacts(type, fact.after),
  };
}

/** One that is gone as they were called. */
function customerOf(row: Happened): WebhookEvent['customer'] {
  const { customer_id: id, customer_name: name, username, before } = row;
  const was = (field: string) => (typeof before?.[field] === 'string' ? before[field] : '');
  if (id !== null && name !== null) return { id: String(id), name, username: username ?? '' };
  if (row.subject_kind !== 'customer' || row.subject_id === null) return null;
  return {
    id: row.subject_id,
    name: was('name'),
    username: was('username'),
  };
}

function knownType(type: string): EventType | null {
  return eventTypes.find((known) => known === type) ?? null;
}
