import type { HistoryPoint, SystemHistory } from '../../api/types.ts';
import type { Plotted, PlotSpan, Series } from '../../parts/plot/plot-types.ts';
import { sayMs, sayMsShort, sayNumber, type Rates, ratesFor, saySeconds } from './say-amounts.ts';

export function plotSpan({ from, to, points, pointSeconds }: SystemHistory): PlotSpan {
  return {
    from: Date.parse(from),
    to: Date.parse(to),
    times: points.map(({ at }) => Date.parse(at)),
    pointMs: pointSeconds * 1000,
  };
}

/** What is shown over time. To add a plot: a function here and a word in one of these lists. */
export function plotsOf({ points }: SystemHistory): {
  readonly first: readonly Plotted[];
  readonly more: readonly Plotted[];
} {
  const make = (plot: (points: readonly HistoryPoint[]) => Plotted): Plotted => plot(points);
  return {
    first: [logins, latency].map(make),
    more: [accounting, database, journal, directory, processor, lateness].map(make),
  };
}

type Read = (point: HistoryPoint) => number | null;

function series(points: readonly HistoryPoint[], name: string, tone: Series['tone'], read: Read): Series {
  return { name, tone, values: points.map(read) };
}

function rated(title: string, all: readonly Series[]): Plotted {
  const rates: Rates = ratesFor(all.flatMap(({ values }) => values));
  return {
    title: `${title} ${rates.unit}`,
    series: all,
    scale: 'linear',
    say: rates.say,
    sayShort: rates.say,
  };
}

function logins(points: readonly HistoryPoint[]): Plotted {
  return rated('Logins', [
    series(points, 'Accepted', 'green', ({ accepted }) => accepted),
    series(points, 'Refused', 'red', ({ rejected }) => total(rejected)),
  ]);
}

/** Of those that were accepted: a refusal of a guess is late on purpose. */
function latency(points: readonly HistoryPoint[]): Plotted {
  return {
    title: 'Time to accept a login',
    series: [
      series(points, 'Slowest of a hundred (p99)', 'accent', ({ acceptP99Ms }) => acceptP99Ms),
      series(points, 'Half are faster (p50)', 'quiet', ({ acceptP50Ms }) => acceptP50Ms),
    ],
    scale: 'log',
    say: sayMs,
    sayShort: sayMsShort,
  };
}

function accounting(points: readonly HistoryPoint[]): Plotted {
  const lost = series(
    points,
    'Not stored, so not answered',
    'red',
    ({ accountingFailed }) => accountingFailed,
  );
  const answered = series(points, 'Answered', 'accent', (point) => point.accounting);
  return rated('Accounting', lost.values.some((value) => value !== 0) ? [answered, lost] : [answered]);
}

function database(points: readonly HistoryPoint[]): Plotted {
  return {
    title: 'Time to write to the database',
    series: [
      series(points, 'A small write', 'accent', ({ databaseMs }) => databaseMs),
      series(points, 'Accounting, answered (p99)', 'quiet', ({ accountingP99Ms }) => accountingP99Ms),
    ],
    scale: 'log',
    say: sayMs,
    sayShort: sayMsShort,
    faults: { name: 'database away', at: points.map(({ databaseAway }) => databaseAway) },
  };
}

function journal(points: readonly HistoryPoint[]): Plotted {
  return {
    title: 'Accounting that waits on the disk',
    series: [series(points, 'Events', 'amber', ({ journalDepth }) => journalDepth)],
    scale: 'linear',
    topMin: 10,
    say: sayNumber,
    sayShort: sayNumber,
  };
}

function directory(points: readonly HistoryPoint[]): Plotted {
  return {
    title: 'Age of what logins are judged by',
    series: [series(points, 'At most', 'accent', ({ directoryAgeSeconds }) => directoryAgeSeconds)],
    scale: 'seconds',
    say: saySeconds,
    sayShort: saySeconds,
  };
}

function processor(points: readonly HistoryPoint[]): Plotted {
  const percent = (value: number): string => `${Math.round(value)} %`;
  return {
    title: 'Processor used by RADIUS',
    series: [series(points, 'Of one core', 'accent', ({ cpu }) => cpu * 100)],
    scale: 'linear',
    topMin: 100,
    say: percent,
    sayShort: percent,
  };
}

function lateness(points: readonly HistoryPoint[]): Plotted {
  return {
    title: 'How late RADIUS comes to its work',
    series: [
      series(points, 'Slowest of a hundred (p99)', 'accent', ({ eventLoopDelayMs }) => eventLoopDelayMs),
    ],
    scale: 'log',
    say: sayMs,
    sayShort: sayMsShort,
  };
}

export type ReasonLine = { readonly reason: string; readonly series: Series; readonly count: number };

/** Each reason that came up, the most frequent first, with how many there were in all. */
export function reasonLines(
  { points, totals }: SystemHistory,
  what: 'rejected' | 'discards',
): readonly ReasonLine[] {
  return Object.entries(totals[what])
    .map(([reason, count]): ReasonLine => {
      const values = points.map((point) => point[what][reason] ?? 0);
      return { reason, count, series: { name: reason, tone: 'red', values } };
    })
    .sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
