/** What stands still while plots are drawn: the same times under all of them. */
export type PlotSpan = {
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  /** When each point begins, ascending, and how long it lasts. A point may be missing. */
  readonly times: readonly number[];
  readonly pointMs: number;
  /** A point's time in words, where a clock says more than there is to say; `now` is the reader's. */
  readonly sayTime?: (at: number, now: number) => string;
};

export type Series = {
  readonly name: string;
  /** One for each time; `null`: there was nothing to measure. */
  readonly values: readonly (number | null)[];
  /** Shades of red tell reasons of one thing apart, each with its name. */
  readonly tone: 'accent' | 'green' | 'red' | 'red-2' | 'red-3' | 'red-4' | 'amber' | 'quiet';
};

/** `seconds` is linear and ends in what people say: 30 s, 10 min, 2 h. */
export type PlotScale = 'linear' | 'seconds' | 'log';

export type Plotted = {
  readonly title: string;
  readonly series: readonly Series[];
  readonly scale: PlotScale;
  /** Counts, each for the whole of its point: drawn as bars. */
  readonly bars?: true;
  /** The bars of one point stand on top of each other. */
  readonly stacked?: true;
  /** While no moment is pointed at, the sum of all points is said, not the last one, which is not over yet. */
  readonly sums?: true;
  /** The axis goes up to here at least, so that what is usual looks small. */
  readonly topMin?: number;
  /** A value as people say it, with its unit. */
  readonly say: (value: number) => string;
  /** Beside the axis, all in the unit of the highest of them, where it does not go without saying. */
  readonly sayShort: (value: number, highest: number) => string;
  /** Marked red from top to bottom, with its word: `the database was away`. */
  readonly faults?: { readonly name: string; readonly at: readonly boolean[] };
};
