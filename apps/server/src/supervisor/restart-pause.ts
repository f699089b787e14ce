const MS_MIN = 250;
/** One that cannot serve at all is not tried again and again at full speed. */
const MS_MAX = 10_000;
/** One that had served is missed: what ends it may be an accident, even if it comes often. */
const SERVED_MS_MAX = 2000;
/** Having served for so long, its next end is a new story. */
const STEADY_MS = 2000;

/** How long to wait before a process that ended is started again: longer each time, if it ends soon after its start. */
export class RestartPause {
  #nextMs = MS_MIN;

  /**
   * To be asked once for each end.
   * @param servedMs how long it had served; `null`: it never did
   * @returns milliseconds
   */
  after(servedMs: number | null): number {
    if (servedMs !== null && servedMs >= STEADY_MS) this.#nextMs = MS_MIN;
    const max = servedMs === null ? MS_MAX : SERVED_MS_MAX;
    const pauseMs = Math.min(this.#nextMs, max);
    this.#nextMs = Math.min(pauseMs * 2, MS_MAX);
    return pauseMs;
  }
}
