/** Buckets per doubling: their bounds are 1, 1.25, 1.5 and 1.75 times a power of two. */
const PER_OCTAVE = 4;
const OCTAVE_MIN = -7;
const OCTAVE_MAX = 15;
/** The first is below 2⁻⁷ ms, the last from 2¹⁵ ms on. */
const BUCKETS = (OCTAVE_MAX - OCTAVE_MIN) * PER_OCTAVE + 2;
/** The exponent and the two highest bits of the fraction of a 32-bit float are the octave and its quarter. */
const SHIFT = 21;
const FIRST = (127 + OCTAVE_MIN) * PER_OCTAVE - 1;

const single = new Float32Array(1);
const bits = new Int32Array(single.buffer);

/**
 * How many durations were how long, in buckets that grow with the duration: from 8 µs to 33 s each is a fifth wider
 * than the one before. `observe` allocates nothing.
 */
export class LatencyHistogram {
  readonly counts = new Float64Array(BUCKETS);
  private readonly totals = new Float64Array(2);

  observe(ms: number): void {
    single[0] = ms;
    const bucket = ((bits[0] as number) >> SHIFT) - FIRST;
    const at = bucket < 0 ? 0 : bucket >= BUCKETS ? BUCKETS - 1 : bucket;
    this.counts[at] = (this.counts[at] as number) + 1;
    this.totals[0] = (this.totals[0] as number) + 1;
    this.totals[1] = (this.totals[1] as number) + ms;
  }

  get count(): number {
    return this.totals[0] as number;
  }

  get sumMs(): number {
    return this.totals[1] as number;
  }
}

/** Where bucket `index` ends, in milliseconds, itself excluded; the last one never ends. */
export function bucketEndMs(index: number): number {
  if (index >= BUCKETS - 1) return Number.POSITIVE_INFINITY;
  const octave = OCTAVE_MIN + Math.floor(index / PER_OCTAVE);
  return 2 ** octave * (1 + (index % PER_OCTAVE) / PER_OCTAVE);
}
