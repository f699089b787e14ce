const SECONDS = 32;

/**
 * How many requests wait for their answer (RFC 5080 §2.2.3: beyond a number, further ones get none). One that is
 * never answered stops counting after half a minute, when its NAS has long given up, so a lost request cannot wear the
 * limit down.
 */
export class RequestsInProgress {
  total = 0;
  private readonly counts = new Int32Array(SECONDS);
  private current = -1;

  /** Returns the second it began in, to be given to `end`. */
  begin(nowMs: number): number {
    const second = Math.floor(nowMs / 1000);
    if (second !== this.current) this.turnTo(second);
    this.counts[second % SECONDS] = (this.counts[second % SECONDS] as number) + 1;
    this.total++;
    return second;
  }

  end(second: number): void {
    if (second <= this.current - SECONDS) return;
    this.counts[second % SECONDS] = (this.counts[second % SECONDS] as number) - 1;
    this.total--;
  }

  private turnTo(second: number): void {
    for (let turned = Math.max(this.current + 1, second - SECONDS + 1); turned <= second; turned++) {
      this.total -= this.counts[turned % SECONDS] as number;
      this.counts[turned % SECONDS] = 0;
    }
    this.current = second;
  }
}
