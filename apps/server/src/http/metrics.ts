import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Db } from '../db/open-database.ts';
import { listNodes } from '../system/system.queries.ts';

export type Metrics = {
  /** Times every request by route, not by path: a path holds ids. */
  readonly observe: MiddlewareHandler;
  /** Prometheus' text format. */
  render(): Promise<{ type: string; text: string }>;
};

export function openMetrics(db: Db): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'gatehouse_web_' });
  const seconds = new Histogram({
    name: 'gatehouse_http_request_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  addNodeGauges(registry, db);
  return {
    observe: async (c, next) => {
      const end = seconds.startTimer();
      await next();
      // The index stays at the handler that was reached last: the one that answered.
      const matched = routePath(c);
      end({ method: c.req.method, route: matched.includes('*') ? 'other' : matched, status: c.res.status });
    },
    render: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}

/** What the RADIUS processes tell of themselves with every heartbeat, read when Prometheus asks. */
function addNodeGauges(registry: Registry, db: Db): void {
  const nodes = () => listNodes(db).catch(() => []);
  const registers = [registry];
  new Gauge({
    name: 'gatehouse_radius_heartbeat_age_seconds',
    help: 'Since the last sign of life of a RADIUS process',
    labelNames: ['node'],
    registers,
    async collect() {
      this.reset();
      for (const { name, heartbeatAgeSeconds } of await nodes())
        this.set({ node: name }, heartbeatAgeSeconds);
    },
  });
  new Gauge({
    name: 'gatehouse_radius_stat',
    help: 'What a RADIUS process tells of itself; `stat` names it',
    labelNames: ['node', 'stat'],
    registers,
    async collect() {
      this.reset();
      for (const { name, stats } of await nodes()) {
        for (const [stat, value] of numbersIn(stats)) this.set({ node: name, stat }, value);
      }
    },
  });
}

function numbersIn(stats: Readonly<Record<string, unknown>>, prefix = ''): [string, number][] {
  return Object.entries(stats).flatMap(([name, value]): [string, number][] => {
    if (typeof value === 'number') return [[`${prefix}${name}`, value]];
    return typeof value === 'object' && value !== null
      ? numbersIn(value as Record<string, unknown>, `${prefix}${name}_`)
      : [];
  });
}
