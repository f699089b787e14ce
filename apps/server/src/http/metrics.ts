import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Db } from '../db/open-database.ts';
import { countNasTroubles } from '../nas/count-nas-troubles.ts';
import { readGuesses } from '../portal/portal-guesses.ts';
import { countPayments } from '../payments/count-payments.ts';
import { describeDatabase } from '../system/describe-database.ts';
import { listNodes } from '../system/list-nodes.ts';
import { onceAtATime } from './once-at-a-time.ts';
import { renderPaymentMetrics } from './payment-metrics.ts';
import { renderRadiusMetrics } from './radius-metrics.ts';
import { renderSystemMetrics } from './system-metrics.ts';

export type Metrics = {
  /** Times every request by route, not by path: a path holds ids. */
  readonly observe: MiddlewareHandler;
  /** Prometheus' text format. */
  render(): Promise<{ type: string; text: string }>;
};

const KEEP_MS = 500;
const DATABASE_MS_MAX = 4000;

/** This process's own numbers, those the RADIUS processes left in the database, and how the database is. */
export function openMetrics(db: Db, now: () => number): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'gatehouse_web_' });
  const seconds = new Histogram({
    name: 'gatehouse_http_request_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  const readAll = onceAtATime(() => readFromDatabase(db, now), KEEP_MS);
  return {
    observe: async (c, next) => {
      const end = seconds.startTimer();
      await next();
      // The index stays at the handler that was reached last: the one that answered.
      const matched = routePath(c);
      end({ method: c.req.method, route: matched.includes('*') ? 'other' : matched, status: c.res.status });
    },
    render: async () => ({
      type: registry.contentType,
      text: [await registry.metrics(), await readAll()].join('\n'),
    }),
  };
}

/** While the database is away, what it would tell is absent: an old number would look like a calm one. */
async function readFromDatabase(db: Db, now: () => number): Promise<string> {
  const { promise: tooLate, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), DATABASE_MS_MAX);
  const reading = Promise.all([
    describeDatabase(db),
    countNasTroubles(db, now()),
    listNodes(db),
    readGuesses(db),
    countPayments(db),
  ]).catch(() => null);
  const read = await Promise.race([reading, tooLate]).finally(() => clearTimeout(timer));
  if (read === null) return renderSystemMetrics(null, null, null);
  const [database, nas, nodes, guesses, payments] = read;
  return [
    renderSystemMetrics(database, nas, guesses),
    renderRadiusMetrics(nodes),
    renderPaymentMetrics(payments),
  ].join('\n');
}
