import type { HotspotOverview, HotspotPoint, OverviewSpan } from '../../api/types.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { formatDay, formatSeen } from '../../parts/format/time.ts';
import type { Plotted, PlotSpan, Series } from '../../parts/plot/plot-types.ts';
import { say } from './texts.ts';

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
      say(`signUps_${span}`),
      [series(points, say('atPortal'), 'accent', ({ signUps }) => signUps)],
      true,
    ),
    counted(
      say('onlineAtOnce'),
      [series(points, say('mostDevices'), 'green', ({ online }) => online)],
      false,
    ),
    counted(
      say(`begun_${span}`),
      [series(points, say('givenOrTaken'), 'accent', ({ packagesBegun }) => packagesBegun)],
      true,
    ),
    counted(
      say('inUseAtOnce'),
      [series(points, say('mostCustomers'), 'accent', ({ packagesInUse }) => packagesInUse)],
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
