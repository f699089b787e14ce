import type { HistoryPoint, SystemHistory } from '../../api/types.ts';
import type { Plotted, PlotSpan, Series } from '../../parts/plot/plot-types.ts';
import { sayMs, sayMsShort, sayNumber, sayPercent, type Rates, ratesFor, saySeconds } from './say-amounts.ts';
import { say } from './texts.ts';

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

function rated(titles: Readonly<Record<Rates['unit'], string>>, all: readonly Series[]): Plotted {
  const rates: Rates = ratesFor(all.flatMap(({ values }) => values));
  return {
    title: titles[rates.unit],
    series: all,
    scale: 'linear',
    say: rates.say,
    sayShort: rates.say,
  };
}

function logins(points: readonly HistoryPoint[]): Plotted {
  return rated({ second: say('loginsPerSecond'), minute: say('loginsPerMinute') }, [
    series(points, say('accepted'), 'green', ({ accepted }) => accepted),
    series(points, say('refused'), 'red', ({ rejected }) => total(rejected)),
  ]);
}

/** Of those that were accepted: a refusal of a guess is late on purpose. */
function latency(points: readonly HistoryPoint[]): Plotted {
  return {
    title: say('timeToAccept'),
    series: [
      series(points, say('slowest'), 'accent', ({ acceptP99Ms }) => acceptP99Ms),
      series(points, say('halfFaster'), 'quiet', ({ acceptP50Ms }) => acceptP50Ms),
    ],
    scale: 'log',
    say: sayMs,
    sayShort: sayMsShort,
  };
}

function accounting(points: readonly HistoryPoint[]): Plotted {
  const lost = series(points, say('notStored'), 'red', ({ accountingFailed }) => accountingFailed);
  const answered = series(points, say('answered'), 'accent', (point) => point.accounting);
  const titles = { second: say('accountingPerSecond'), minute: say('accountingPerMinute') };
  return rated(titles, lost.values.some((value) => value !== 0) ? [answered, lost] : [answered]);
}

function database(points: readonly HistoryPoint[]): Plotted {
  return {
    title: say('timeToWrite'),
    series: [
      series(points, say('smallWrite'), 'accent', ({ databaseMs }) => databaseMs),
      series(points, say('accountingAnswered'), 'quiet', ({ accountingP99Ms }) => accountingP99Ms),
    ],
    scale: 'log',
    say: sayMs,
    sayShort: sayMsShort,
    faults: { name: say('databaseAway'), at: points.map(({ databaseAway }) => databaseAway) },
  };
}

function journal(points: readonly HistoryPoint[]): Plotted {
  return {
    title: say('waitsOnDisk'),
    series: [series(points, say('events'), 'amber', ({ journalDepth }) => journalDepth)],
    scale: 'linear',
    topMin: 10,
    say: sayNumber,
    sayShort: sayNumber,
  };
}

function directory(points: readonly HistoryPoint[]): Plotted {
  return {
    title: say('ageOfDirectory'),
    series: [series(points, say('atMost'), 'accent', ({ directoryAgeSeconds }) => directoryAgeSeconds)],
    scale: 'seconds',
    say: saySeconds,
    sayShort: saySeconds,
  };
}

function processor(points: readonly HistoryPoint[]): Plotted {
  return {
    title: say('processorUsed'),
    series: [series(points, say('ofOneCore'), 'accent', ({ cpu }) => cpu * 100)],
    scale: 'linear',
    topMin: 100,
    say: sayPercent,
    sayShort: sayPercent,
  };
}

function lateness(points: readonly HistoryPoint[]): Plotted {
  return {
    title: say('lateness'),
    series: [series(points, say('slowest'), 'accent', ({ eventLoopDelayMs }) => eventLoopDelayMs)],
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
