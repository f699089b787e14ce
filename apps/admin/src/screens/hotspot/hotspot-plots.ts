import type { HotspotOverview, HotspotPoint, OverviewSpan } from '../../api/types.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { formatDay, formatSeen } from '../../parts/format/time.ts';
import type { Plotted, PlotSpan, Series } from '../../parts/plot/plot-types.ts';

/** The last point is not over yet; the axis goes to its end. */
export function overviewSpan({ from, points, pointSeconds }: HotspotOverview): PlotSpan {
  const pointMs = pointSeconds * 1000;
  return {
    from: Date.parse(from),
    to: Date.parse(from) + points.length * pointMs,
    times: points.map(({ at }) => Date.parse(at)),
    pointMs,
    sayTime: pointSeconds >= 86_400 ? formatDay : formatSeen,
  };
}

const EACH: Readonly<Record<OverviewSpan, string>> = {
  day: 'per hour',
  week: 'per 6 hours',
  month: 'per day',
};

/** What is shown over time, in the order of a hotspot's day: who comes, who is online, what they hold. */
export function overviewPlots({ points }: HotspotOverview, span: OverviewSpan): readonly Plotted[] {
  const counted = (title: string, series: readonly Series[], bars: boolean): Plotted => ({
    title,
    series,
    scale: 'linear',
    topMin: 4,
    ...(bars && { bars, sums: true as const }),
    say: formatNumber,
    sayShort: formatNumber,
  });
  return [
    counted(
      `Sign-ups ${EACH[span]}`,
      [series(points, 'At the portal', 'accent', ({ signUps }) => signUps)],
      true,
    ),
    counted('Online at once', [series(points, 'Most devices', 'green', ({ online }) => online)], false),
    counted(
      `Packages begun ${EACH[span]}`,
      [series(points, 'Given or taken', 'accent', ({ packagesBegun }) => packagesBegun)],
      true,
    ),
    counted(
      'Packages in use at once',
      [series(points, 'Most customers', 'accent', ({ packagesInUse }) => packagesInUse)],
      false,
    ),
  ];
}

function series(
  points: readonly HotspotPoint[],
  name: string,
  tone: Series['tone'],
  read: (point: HotspotPoint) => number | null,
): Series {
  return { name, tone, values: points.map(read) };
}
