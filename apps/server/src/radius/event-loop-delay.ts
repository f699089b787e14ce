import { LatencyHistogram } from '@gatehouse/radius/transport/latency-histogram';

const EVERY_MS = 50;

/** How late this process comes to its work: a timer that is due every 50 ms, and how long after that it was called. */
export function watchEventLoop(): { readonly histogram: LatencyHistogram; stop(): void } {
  const histogram = new LatencyHistogram();
  let dueAt = performance.now() + EVERY_MS;
  const timer = setInterval(() => {
    const now = performance.now();
    histogram.observe(Math.max(0, now - dueAt));
    dueAt = now + EVERY_MS;
  }, EVERY_MS).unref();
  return { histogram, stop: () => clearInterval(timer) };
}
