import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { deliver, type DeliveryParts, takeDue } from './deliver.ts';
import { fanOut } from './fan-out.ts';
import { holdSending, releaseSending, takeOver } from './hold-sending.ts';
import { LANES } from './lanes.ts';

export type WebhookSender = { stop(): Promise<void> };

const LOOK_MS = 1000;
const HOLD_MS = 3000;
const STOP_MS_MAX = 5000;

/**
 * Hands on what happened, and sends what is due, lane by lane. Of several processes one does it, and when it ends another; what
 * was under way is sent again then, so that a receiver may hear the same event twice.
 * @param lookMs how often it looks
 */
export function startWebhookSender(parts: DeliveryParts, lookMs = LOOK_MS): WebhookSender {
  const sender = new Sender(parts);
  const stopping = new AbortController();
  let isWell = true;
  const looking = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await sender.look();
        isWell = true;
      } catch (error) {
        if (isWell) parts.log.warn({ err: error }, 'webhooks wait until the database is back');
        isWell = false;
      }
      await sleep(lookMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopping.abort();
      const all = sender.stop(looking);
      await Promise.race([all, sleep(STOP_MS_MAX, undefined, { ref: false })]);
    },
  };
}

class Sender {
  readonly #parts: DeliveryParts;
  readonly #id = randomUUID();
  /** By webhook and lane, what is being sent. */
  readonly #lanes = new Map<string, Promise<void>>();
  #isHeld = false;
  #heldAt = Number.NEGATIVE_INFINITY;
  #isStopping = false;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  async look(): Promise<void> {
    while ((await this.#holds()) && (await fanOut(this.#parts.db)) > 0);
    if (!this.#isHeld) return;
    for (const { webhookId, lane } of await findDueLanes(this.#parts, this.#lanes)) {
      const key = `${webhookId} ${lane}`;
      if (this.#lanes.has(key)) continue;
      this.#lanes.set(
        key,
        this.#sendLane(webhookId, lane).finally(() => this.#lanes.delete(key)),
      );
    }
  }

  async stop(looking: Promise<void>): Promise<void> {
    this.#isStopping = true;
    await looking;
    await Promise.all(this.#lanes.values());
    if (this.#isHeld) await releaseSending(this.#parts.db, this.#id).catch(() => undefined);
  }

  async #holds(): Promise<boolean> {
    if (this.#isStopping) return false;
    if (performance.now() - this.#heldAt < HOLD_MS && this.#isHeld) return true;
    const [wasHeld, at] = [this.#isHeld, performance.now()];
    this.#isHeld = false; // until it is said
    if (!(await holdSending(this.#parts.db, this.#id))) return false;
    if (!wasHeld) await takeOver(this.#parts.db, this.#id);
    this.#heldAt = at;
    this.#isHeld = true;
    return true;
  }

  /** One after the other until none is due. */
  async #sendLane(webhookId: number, lane: number): Promise<void> {
    try {
      while (this.#isHeld && !this.#isStopping) {
        const taken = await takeDue(this.#parts.db, { webhookId, lane, sender: this.#id });
        if (taken === null) return;
        if (!(await deliver(this.#parts, taken))) return; // others of its lanes may have their turn
      }
    } catch (error) {
      this.#parts.log.warn({ err: error, webhookId }, 'a delivery was not written down; it is sent again');
    }
  }
}

type DueLane = { readonly webhookId: number; readonly lane: number };

/** Whoever takes nothing is asked in one lane at a time, the one that waits longest. */
async function findDueLanes(
  { db }: DeliveryParts,
  busy: ReadonlyMap<string, unknown>,
): Promise<readonly DueLane[]> {
  const { rows } = await sql<DueLane & { readonly failing: boolean }>`
    select w.id as "webhookId", lane, w.failing_since is not null as failing
      from webhooks w
     cross join generate_series(0, ${LANES - 1}) as lane
     cross join lateral (select next_at from webhook_deliveries d
                          where d.webhook_id = w.id and d.lane = lane and d.state = 'waiting' and d.next_at <= trusted_now()
                          order by next_at limit 1) as first
     where w.enabled order by w.id, first.next_at`.execute(db);
  const asked = new Set([...busy.keys()].map((key) => Number(key.split(' ')[0])));
  return rows.filter(({ webhookId, failing }) => {
    const isFirst = !asked.has(webhookId);
    asked.add(webhookId);
    return isFirst || !failing;
  });
}
