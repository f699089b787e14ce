import { formatMacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';
import { sql } from 'kysely';
import { containsPattern, type ListRequest, readPage } from '../db/keyset.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { Row } from '../db/schema.ts';
import { readStoredSaid } from '../outgoing/stored-said.ts';
import type { Page } from '../shapes.ts';
import type { DeliveryState, Webhook, WebhookDelivery } from './webhooks.schemas.ts';

const WAITING_COUNTED_MAX = 1000;

export function selectWebhooks(db: Db | Tx) {
  return db
    .selectFrom('webhooks as w')
    .selectAll('w')
    .select(
      sql<number>`(select count(*) from (select from webhook_deliveries d
                    where d.webhook_id = w.id and d.state = 'waiting' limit ${WAITING_COUNTED_MAX}) as several)`.as(
        'waiting',
      ),
    );
}

export async function listWebhooks(db: Db): Promise<Page<Webhook>> {
  const rows = await selectWebhooks(db).orderBy('w.name').execute();
  return { items: rows.map(presentWebhook), nextCursor: null };
}

export async function findWebhook(db: Db | Tx, id: number): Promise<Webhook | null> {
  const row = await selectWebhooks(db).where('w.id', '=', id).executeTakeFirst();
  return row === undefined ? null : presentWebhook(row);
}

function presentWebhook(row: Row<'webhooks'> & { readonly waiting: number }): Webhook {
  const fault = readStoredSaid(row.last_fault);
  return {
    id: String(row.id),
    name: row.name,
    host: row.url_host,
    events: row.events,
    enabled: row.enabled,
    disabledWhy: row.disabled_why,
    failingSince: row.failing_since?.toISOString() ?? null,
    lastDeliveredAt: row.last_delivered_at?.toISOString() ?? null,
    lastFault: fault.sentence,
    lastFaultSaid: fault.said,
    waiting: row.waiting,
    letGo: row.let_go,
    addedBy: row.added_by,
    addedAt: row.added_at.toISOString(),
  };
}

export async function listDeliveries(
  db: Db,
  webhookId: number,
  list: ListRequest<'occurredAt'>,
  { state }: { readonly state?: DeliveryState | undefined },
): Promise<Page<WebhookDelivery>> {
  let query = db.selectFrom('webhook_deliveries as d').selectAll('d').where('d.webhook_id', '=', webhookId);
  if (state !== undefined) query = query.where('d.state', '=', state);
  if (list.search !== null) query = query.where('d.body', 'ilike', containsPattern(asWritten(list.search)));
  const column = { expression: sql`d.occurred_at`, type: 'timestamptz' } as const;
  const { rows, nextCursor } = await readPage(query, list, column, sql`d.id`);
  if (!list.count) return { items: rows.map(presentDelivery), nextCursor };
  const { total } = await query
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { items: rows.map(presentDelivery), nextCursor, total };
}

/** A MAC in any format is found as bodies have it. */
function asWritten(search: string): string {
  const mac = parseMacAddress(search);
  return mac === null ? search : formatMacAddress(mac);
}

export function presentDelivery(row: Row<'webhook_deliveries'>): WebhookDelivery {
  const fault = readStoredSaid(row.last_fault);
  return {
    id: String(row.id),
    eventId: row.event_id,
    type: row.type,
    occurredAt: row.occurred_at.toISOString(),
    state: row.state,
    tries: row.tries,
    nextAt: row.state === 'waiting' ? row.next_at.toISOString() : null,
    lastAt: row.last_at?.toISOString() ?? null,
    lastStatus: row.last_status,
    lastMs: row.last_ms,
    lastSaid: row.last_said,
    lastFault: fault.sentence,
    lastFaultSaid: fault.said,
    body: row.body,
  };
}
