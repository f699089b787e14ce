import type pg from 'pg';
import {
  finishRequest,
  giveBackLostRequests,
  giveBackRequest,
  type RequestOutcome,
} from '../../dynamic-authorization/finish-request.ts';
import { type TakenRequest, takeRequests } from '../../dynamic-authorization/take-requests.ts';
import type { SecretBox } from '../../secrets.ts';
import { closeGoneSession } from '../../sessions/close-gone-session.ts';
import { type Asking, askNas, notToBeSent, type Patience } from './ask-nas.ts';
import { countRequest, type RouterRequestCounts } from './count-requests.ts';
import type { NasLines } from './nas-lines.ts';

export type DynamicAuthorizationParts = {
  readonly pool: pg.Pool;
  readonly nodeId: string;
  readonly secretBox: SecretBox;
  readonly lines: NasLines;
  readonly counts: RouterRequestCounts;
  readonly clock: () => number;
  readonly usesPreviousSecret: Asking['usesPreviousSecret'];
  readonly onError: (error: unknown) => void;
  readonly patience?: Patience;
  readonly everyMs?: number;
};

/** Three datagrams, two seconds each (RFC 5080 §2.2.1): an operator waits for the answer. */
const PATIENCE: Patience = { timeoutMs: 2000, tries: 3 };
const EVERY_MS = 250;
const PAUSE_MS_MAX = 1000;
const LOOK_FOR_LOST_EVERY_MS = 30_000;
const PER_NAS_MAX = 8;
const ANSWERING_MAX = 4096;
const UNDER_WAY_MAX = 1024;
/** For all routers together that are not known to answer: the other half is for those that do. */
const UNANSWERED_MAX = UNDER_WAY_MAX / 2;
const STOP_MS_MAX = 1000;

/**
 * Sends the Disconnect- and CoA-Requests that features have stored, and stores what became of them. The database is
 * the queue: a router gets a few at a time, whatever waits for another, and what this process had in hand when it
 * died is sent by the next.
 */
export function sendDynamicAuthorization(parts: DynamicAuthorizationParts): { stop(): Promise<void> } {
  return new Sender(parts);
}

class Sender {
  readonly #parts: DynamicAuthorizationParts;
  readonly #underWay = new Map<number, { readonly address: string; readonly done: Promise<void> }>();
  /** Sources that answered when they were asked last; all others share what silence may take. */
  readonly #answering = new Set<string>();
  #stopped = false;
  #lookedForLostAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #polling: Promise<void>;

  constructor(parts: DynamicAuthorizationParts) {
    this.#parts = parts;
    this.#polling = this.#poll();
  }

  /** What has no answer yet goes back to the queue. A database that hangs is not waited for: the successor does it. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#atMost(this.#polling);
    await this.#parts.lines.close();
    await this.#atMost(Promise.all([...this.#underWay.values()].map(({ done }) => done)));
  }

  async #atMost(work: Promise<unknown>): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, STOP_MS_MAX);
    await Promise.race([work, promise]);
    clearTimeout(timer);
  }

  async #poll(): Promise<void> {
    const { onError, everyMs = EVERY_MS } = this.#parts;
    const begun = performance.now();
    let pauseMs = everyMs;
    try {
      await this.#giveBackLost();
      for (const request of await this.#take()) this.#begin(request);
      // A database that has much to do is asked less often; but an operator's click waits for it.
      pauseMs = Math.max(everyMs, Math.min(PAUSE_MS_MAX, 5 * (performance.now() - begun)));
    } catch (error) {
      onError(error);
      pauseMs = PAUSE_MS_MAX;
    }
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#polling = this.#poll();
    }, pauseMs);
  }

  async #giveBackLost(): Promise<void> {
    const now = performance.now();
    if (now - this.#lookedForLostAt < LOOK_FOR_LOST_EVERY_MS) return;
    const atStart = this.#lookedForLostAt === Number.NEGATIVE_INFINITY;
    await giveBackLostRequests(this.#parts.pool, this.#parts.nodeId, [...this.#underWay.keys()], atStart);
    this.#lookedForLostAt = now;
  }

  #take(): Promise<TakenRequest[]> {
    const limit = UNDER_WAY_MAX - this.#underWay.size;
    if (limit <= 0) return Promise.resolve([]);
    const underWay = new Map<string, number>();
    for (const { address } of this.#underWay.values())
      underWay.set(address, (underWay.get(address) ?? 0) + 1);
    const { pool, nodeId } = this.#parts;
    return takeRequests(pool, {
      nodeId,
      underWay,
      answering: this.#answering,
      perNas: PER_NAS_MAX,
      unansweredMax: UNANSWERED_MAX,
      limit,
    });
  }

  #begin(request: TakenRequest): void {
    const done = this.#handle(request)
      .catch(this.#parts.onError)
      .then(() => {
        this.#underWay.delete(request.id);
      });
    this.#underWay.set(request.id, { address: request.address, done });
  }

  async #handle(request: TakenRequest): Promise<void> {
    const { pool, clock, counts } = this.#parts;
    const askedAt = clock();
    const outcome = notToBeSent(request) ?? (await this.#ask(request));
    const answered = outcome.state !== 'no-answer' && outcome.state !== 'not-sent';
    if (outcome.state !== 'not-sent' && outcome.tries > 0) this.#heed(request.address, answered);
    if (this.#stopped && !answered) return giveBackRequest(pool, request.id);
    await this.#store(() => finishRequest(pool, request.id, outcome));
    countRequest(counts, request.kind, outcome.state);
    if (outcome.state !== 'already-gone' || outcome.tries === 0) return;
    await this.#store(() => closeGoneSession(pool, request.session.id, askedAt));
  }

  #heed(address: string, answered: boolean): void {
    this.#answering.delete(address);
    if (!answered) return;
    if (this.#answering.size >= ANSWERING_MAX) this.#answering.clear();
    this.#answering.add(address);
  }

  async #ask(request: TakenRequest): Promise<RequestOutcome> {
    const { lines, secretBox, clock, usesPreviousSecret, patience = PATIENCE, onError } = this.#parts;
    const { nas } = request;
    if (nas === null) return { state: 'not-sent', notSentReason: 'router-removed' };
    try {
      return await lines.with(request.address, (client) =>
        askNas(client, request, nas, { secretBox, patience, now: clock, usesPreviousSecret }),
      );
    } catch (error) {
      onError(error);
      return { state: 'not-sent', notSentReason: 'does-not-fit' };
    }
  }

  /** An answer is not forgotten because the database is away: it is stored when it is back. */
  async #store(write: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await write();
      } catch (error) {
        if (this.#stopped) throw error;
        this.#parts.onError(error);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS_MAX));
      }
    }
  }
}
