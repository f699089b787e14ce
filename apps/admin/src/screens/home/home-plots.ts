import { reasonLabel } from '../../parts/said/say-said.ts';
import type { Home } from '../../api/types.ts';
import { formatNumber } from '../../parts/format/number.ts';
import type { Plotted, PlotSpan, Series } from '../../parts/plot/plot-types.ts';
import { say } from './texts.ts';

type Logins = NonNullable<Home['logins']>['hour'];
type Online = NonNullable<Home['online']>;

const COUNTED = { scale: 'linear', topMin: 4, say: formatNumber, sayShort: formatNumber } as const;

export function spanOf({ from, to, pointSeconds, points }: Logins | Online): PlotSpan {
  return {
    from: Date.parse(from),
    to: Date.parse(to),
    times: points.map(({ at }) => Date.parse(at)),
    pointMs: pointSeconds * 1000,
  };
}

export function onlinePlot({ points }: Online): Plotted {
  return {
    ...COUNTED,
    title: say('onlineLastDay'),
    series: [{ name: say('sessionsAtOnce'), tone: 'green', values: points.map(({ online }) => online) }],
  };
}

const EACH = { hour: say('perMinute'), day: say('perHour') } as const;

export function acceptedPlot({ points }: Logins, span: 'hour' | 'day'): Plotted {
  return {
    ...COUNTED,
    title: say('loginsLetIn', { each: EACH[span] }),
    bars: true,
    sums: true,
    series: [{ name: say('letIn'), tone: 'green', values: points.map(({ accepted }) => accepted) }],
  };
}

/** So many reasons are told apart; the others are one. */
const TONES = ['red', 'red-2', 'red-3'] as const;

export function refusedPlot({ points }: Logins, span: 'hour' | 'day'): Plotted {
  return {
    ...COUNTED,
    title: say('refusedByReason', { each: EACH[span] }),
    bars: true,
    stacked: true,
    sums: true,
    series: reasonSeries(points),
  };
}

function reasonSeries(points: Logins['points']): readonly Series[] {
  const totals = new Map<string, number>();
  for (const { refused } of points)
    for (const [reason, count] of Object.entries(refused))
      totals.set(reason, (totals.get(reason) ?? 0) + count);
  const ordered = [...totals].filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1]);
  const named = ordered.slice(0, TONES.length).map(
    ([reason], index): Series => ({
      name: labelOf(reason),
      tone: TONES[index] ?? 'red',
      values: points.map(({ refused }) => refused[reason] ?? 0),
    }),
  );
  const rest = ordered.slice(TONES.length).map(([reason]) => reason);
  if (named.length === 0) return [{ name: say('refused'), tone: 'red', values: points.map(() => 0) }];
  if (rest.length === 0) return named;
  const values = points.map(({ refused }) => rest.reduce((sum, reason) => sum + (refused[reason] ?? 0), 0));
  return [...named, { name: say('otherReasons'), tone: 'red-4', values }];
}

export function labelOf(reason: string | null): string {
  if (reason === null) return '';
  return reasonLabel(reason);
}
