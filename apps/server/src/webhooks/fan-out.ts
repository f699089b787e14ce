import { randomUUID } from 'node:crypto';
import type { EventType } from '@gatehouse/domain/events/event-types';
import { sql } from 'kysely';
import { inTransaction } from '../db/in-transaction.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { NewRow } from '../db/schema.ts';
import type { WebhookEvent } from './event-shapes.ts';
import { laneOf } from './lanes.ts';
import { takeEvents } from './take-events.ts';

const QUEUE_MAX = 100_000;

/**
 * Makes deliveries of what happened, for every webhook that wants to hear it. Taken from the outbox and put there in one
 * transaction: nothing is lost and nothing becomes two events, whatever ends in between. How many it took from the outbox.
 * @param queueMax so many wait for one webhook; what comes beyond is let go, and counted
 */
export async function fanOut(db: Db, queueMax = QUEUE_MAX): Promise<number> {
  return inTransaction(db, async (tx) => {
    const { taken, events } = await takeEvents(tx);
    if (events.length > 0) {
      for (const webhook of await findListeners(tx, queueMax)) await enqueue(tx, webhook, events);
    }
    return taken;
  });
}

type Listener = { readonly id: number; readonly events: readonly EventType[]; readonly room: number };

/** Locked: whoever switches one off, or removes it, comes before or after. */
async function findListeners(tx: Tx, queueMax: number): Promise<Listener[]> {
  const { rows } = await sql<Listener>`
    select id, events, ${queueMax} - (select count(*) from (
             select from webhook_deliveries d where d.webhook_id = w.id and d.state = 'waiting' limit ${queueMax}) as waiting) as room
      from webhooks w where enabled order by id for share of w`.execute(tx);
  return rows;
}

async function enqueue(tx: Tx, { id, events: wanted, room }: Listener, events: readonly WebhookEvent[]) {
  const heard = events.filter(({ type }) => wanted.some((each) => each === type));
  const kept = heard.slice(0, Math.max(0, room));
  if (kept.length > 0) {
    const deliveries = kept.map((event) => toDelivery(id, event));
    await tx.insertInto('webhook_deliveries').values(deliveries).execute();
  }
  const letGo = heard.length - kept.length;
  if (letGo > 0) await sql`update webhooks set let_go = let_go + ${letGo} where id = ${id}`.execute(tx);
}

export function toDelivery(webhookId: number, event: WebhookEvent): NewRow<'webhook_deliveries'> {
  return {
    webhook_id: webhookId,
    event_id: event.id,
    lane: laneOf(event),
    type: event.type,
    occurred_at: event.occurredAt,
    body: JSON.stringify(event),
  };
}

/** A webhook is tried by this: it says nothing but who asked for it. */
export function testEvent(actor: WebhookEvent['actor'], now: number): WebhookEvent {
  return {
    id: randomUUID(),
    sequence: null,
    type: 'test',
    occurredAt: new Date(now).toISOString(),
    actor,
    customer: null,
    device: null,
    before: null,
    after: null,
  };
}
